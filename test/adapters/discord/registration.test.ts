import { describe, expect, it } from 'vitest';
import { DiscordSetupError } from '../../../src/adapters/discord/failure.js';
import { inviteLink } from '../../../src/adapters/discord/invite.js';
import { registerCommands, type RegistrationOptions } from '../../../src/adapters/discord/registration.js';
import { leanFetch } from '../../../src/adapters/system/lean-fetch.js';
import type { CommandCard } from '../../../src/ports.js';
import { discordFault } from '../../support/discord/faults.js';
import type { DiscordServer } from '../../support/discord/server.js';
import { fakeLog } from '../../support/fakes/log.js';
import { bench, commands } from './bench.js';
import { translated } from '../../support/translated.js';

const PUT_GUILD = 'PUT /applications/:application/guilds/:guild/commands';
const optionsFor = (
  server: DiscordServer,
  change: Partial<RegistrationOptions> = {},
): Parameters<typeof registerCommands>[1] => ({
  token: server.token,
  applicationId: server.applicationId,
  guildId: server.guildId,
  apiUrl: server.apiUrl,
  commandPrefix: '',
  log: fakeLog(),
  fetch: leanFetch,
  ...change,
});
const puts = (server: DiscordServer) => server.requests.filter(({ verb }) => verb === 'PUT');

describe('registering commands', () => {
  it('by hand in one server takes ours away from the rest, and leaves what is not ours', async () => {
    const { server } = await bench();
    server.offer('global', { name: 'quota', description: 'From before' });
    server.offer('global', { name: 'weather', description: 'Not ours' });
    const done = await registerCommands(commands, optionsFor(server));
    expect(done.removed).toEqual(['/quota']);
    expect(server.commands.list('global').map(({ name }) => name)).toEqual(['weather']);
    expect((await registerCommands(commands, optionsFor(server))).removed).toEqual([]);
  });

  it('offers them in both languages, what changes something to moderators only, choices as suggestions', async () => {
    const { server } = await bench();
    const done = await registerCommands(commands, optionsFor(server));
    expect(done).toEqual({ changed: true, names: ['/quota', '/silence'], where: 'guild', removed: [] });
    const [quota, silence] = server.commands.list('guild');
    expect(quota).toMatchObject({
      description: 'How much of the limit is used',
      description_localizations: { id: 'Berapa limit yang terpakai' },
      default_member_permissions: null,
      options: [
        { name: 'number', required: true, autocomplete: true },
        { name: 'since', required: false, autocomplete: false },
      ],
    });
    expect(silence).toMatchObject({ default_member_permissions: 8192 });
    expect(server.problems()).toEqual([]);
  });

  it('writes only when something is different', async () => {
    const { server } = await bench();
    await registerCommands(commands, optionsFor(server));
    expect((await registerCommands([...commands].reverse(), optionsFor(server))).changed).toBe(false);
    expect(puts(server)).toHaveLength(1);
    const [first, ...others] = commands;
    if (first === undefined) throw new Error('There are commands.');
    const reworded: CommandCard = { ...first, summary: translated({ en: first.summary.usual, id: 'Lain' }) };
    expect((await registerCommands([reworded, ...others], optionsFor(server))).changed).toBe(true);
    expect((await registerCommands(others, optionsFor(server))).changed).toBe(true);
    expect(puts(server)).toHaveLength(3);
  });

  it('offers a command on messages under its name in each language, and knows it again', async () => {
    const { server } = await bench();
    const [first] = commands;
    if (first === undefined) throw new Error('There are commands.');
    const check: CommandCard = {
      ...first,
      name: 'check',
      onMessage: translated({ en: 'Check numbers', id: 'Periksa nomor' }),
    };
    const options = optionsFor(server, { guildId: null, commandPrefix: 'wa-' });
    await registerCommands([...commands, check], options);
    expect(server.commands.find('Check numbers', 3)).toMatchObject({
      type: 3,
      name_localizations: { id: 'Periksa nomor' },
      contexts: [0],
    });
    expect((await registerCommands([...commands, check], options)).changed).toBe(false);
    const renamed = { ...check, onMessage: translated({ en: 'Check numbers', id: 'Cek nomor' }) };
    expect((await registerCommands([...commands, renamed], options)).changed).toBe(true);
    expect(server.problems()).toEqual([]);
  });

  it('offers them everywhere without a server, but not in private chats', async () => {
    const { server } = await bench();
    const done = await registerCommands(
      commands,
      optionsFor(server, { guildId: null, commandPrefix: 'wa-' }),
    );
    expect(done.where).toBe('global');
    expect(server.commands.list('global')).toMatchObject([
      { name: 'wa-quota', contexts: [0] },
      { name: 'wa-silence', contexts: [0] },
    ]);
    expect(server.commands.list('guild')).toEqual([]);
  });

  it('keeps a description within its bounds', async () => {
    const { server } = await bench();
    const [first] = commands;
    if (first === undefined) throw new Error('There are commands.');
    const wordy: CommandCard = {
      ...first,
      summary: translated({ en: 'e'.repeat(300), id: 'i'.repeat(300) }),
    };
    await registerCommands([wordy], optionsFor(server));
    expect(server.problems()).toEqual([]);
  });

  it.each([
    ['a wrong token', discordFault.unauthorized, /DISCORD_TOKEN/],
    ['a server without the bot', discordFault.missingAccess, /invite/],
    [
      'an unknown application',
      discordFault.refused(404, 10_002, 'Unknown Application'),
      /DISCORD_APPLICATION_ID/,
    ],
    ['an outage', discordFault.serverError(500), /500/],
  ])('says what to do about %s', async (_, fault, sentence) => {
    const { server } = await bench();
    server.faults.next(PUT_GUILD, fault);
    const failed = registerCommands(commands, optionsFor(server));
    await expect(failed).rejects.toThrow(sentence);
    await expect(failed).rejects.toBeInstanceOf(DiscordSetupError);
    await expect(failed).rejects.not.toThrow(server.token);
  });

  it('refuses a name that Discord would refuse, before asking', async () => {
    const { server } = await bench();
    const failed = registerCommands(commands, optionsFor(server, { commandPrefix: 'no spaces ' }));
    await expect(failed).rejects.toThrow(/"no spaces quota"/);
    expect(server.requests).toEqual([]);
  });
});

describe('the invite link', () => {
  it('asks for the least: 309237730304, and with pictures 309237763072', () => {
    const link = new URL(inviteLink('100000000000000001', false));
    expect(link.origin + link.pathname).toBe('https://discord.com/oauth2/authorize');
    expect(Object.fromEntries(link.searchParams)).toEqual({
      client_id: '100000000000000001',
      scope: 'bot applications.commands',
      permissions: '309237730304',
    });
    expect(new URL(inviteLink('1')).searchParams.get('permissions')).toBe('309237763072');
  });
});
