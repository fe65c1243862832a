import { OverwriteType } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { FOR_THREADS, lacking, NEEDED, permissionsIn } from '../../../src/adapters/discord/permission.js';
import { discordFault } from '../../support/discord/faults.js';
import { jsonAnswer } from '../../support/loopback/http.js';
import { bench, HOME } from './bench.js';

const CHANNEL = 'GET /channels/:channel';

describe('inspecting Discord', () => {
  it('finds all well, and posts nothing', async () => {
    const { chat, server } = await bench();
    const trials = await chat.inspect([HOME]);
    expect(trials.map(({ what, ok }) => [what, ok])).toEqual([
      ['Discord, bot token', true],
      ['Discord, application', true],
      ['Discord, invite link', true],
      [`Discord, server ${server.guildId}`, true],
      [`Discord, channel ${HOME}`, true],
    ]);
    expect(trials.at(-1)?.say).toBe('The bot can post in #alerts.');
    expect(server.requests.every(({ verb }) => verb === 'GET')).toBe(true);
    expect(server.problems()).toEqual([]);
  });

  it('names the permission that is missing', async () => {
    const { chat, server } = await bench({
      server: {
        channels: [
          { id: '300000000000000006', name: 'home' },
          { id: '300000000000000007', name: 'quiet', canSend: false },
        ],
      },
    });
    const permissions = [...NEEDED, ...FOR_THREADS].reduce((sum, { bit }) => sum | bit, 0n).toString();
    const roles = [{ id: server.guildId, permissions }];
    server.faults.always('GET /guilds/:guild', {
      kind: 'answer',
      answer: jsonAnswer({ id: server.guildId, name: 'Loopback', roles }),
    });
    const [quiet, home] = (await chat.inspect(['300000000000000007', '300000000000000006'])).slice(-2);
    expect([quiet?.ok, quiet?.say]).toEqual([false, 'Give the bot "Send Messages" in #quiet.']);
    expect([home?.ok, home?.say]).toEqual([
      true,
      'The bot can post in #home. Without "Attach Files", pictures are left out.',
    ]);
  });

  it('tells a channel it cannot see from one that is not there, and says how to be invited', async () => {
    const { chat } = await bench({ server: { channels: [{ id: '300000000000000008', canSee: false }] } });
    const [unseen, unknown] = (await chat.inspect(['300000000000000008', '399999999999999999'])).slice(-2);
    expect(unseen?.say).toMatch(/oauth2\/authorize.*View Channel/);
    expect(unknown?.say).toMatch(/Check its id/);
    expect([unseen?.ok, unknown?.ok]).toEqual([false, false]);
  });

  it('stops at a wrong token, and does not show it', async () => {
    const { chat } = await bench({ token: 'wrong.secret.token' });
    const trials = await chat.inspect([HOME]);
    expect(trials).toHaveLength(1);
    expect(trials[0]?.say).toMatch(/DISCORD_TOKEN/);
    expect(JSON.stringify(trials)).not.toContain('secret');
  });

  it('never throws, whatever Discord does', async () => {
    const { chat, server } = await bench({ pace: { deadline: 200 } });
    server.faults.next(CHANNEL, discordFault.html(502), discordFault.html(502));
    server.faults.next('GET /applications/@me', discordFault.acceptThenSilence);
    server.faults.next('GET /guilds/:guild', discordFault.html(200));
    const trials = await chat.inspect([HOME]);
    expect(trials.map(({ ok }) => ok)).toEqual([true, false, true, false, false]);
    await server.close();
    expect((await chat.inspect([HOME]))[0]?.ok).toBe(false);
  });
});

describe('permissions in a channel', () => {
  const everyone = '1';
  const role = '2';
  const me = '3';
  const all = NEEDED.reduce((sum, { bit }) => sum | bit, 0n);
  const standing = {
    guild: everyone,
    member: me,
    wears: [role],
    roles: new Map([
      [everyone, all],
      [role, 0n],
    ]),
  };
  const overwrite = (id: string, type: OverwriteType, allow: bigint, deny: bigint) => ({
    id,
    type,
    allow: allow.toString(),
    deny: deny.toString(),
  });

  it('come from the roles when the channel says nothing', () => {
    expect(lacking(permissionsIn([], standing), NEEDED)).toEqual([]);
    expect(lacking(permissionsIn([], standing), FOR_THREADS)).toHaveLength(3);
  });

  it('are denied to everyone, given back to a role, and taken from the member, in this order', () => {
    const denied = overwrite(everyone, OverwriteType.Role, 0n, all);
    expect(lacking(permissionsIn([denied], standing), NEEDED)).toHaveLength(3);
    const given = overwrite(role, OverwriteType.Role, all, 0n);
    expect(lacking(permissionsIn([given, denied], standing), NEEDED)).toEqual([]);
    const mine = overwrite(me, OverwriteType.Member, 0n, NEEDED[1]?.bit ?? 0n);
    expect(lacking(permissionsIn([mine, given, denied], standing), NEEDED)).toEqual(['Send Messages']);
    expect(
      lacking(permissionsIn([overwrite('9', OverwriteType.Role, all, 0n), denied], standing), NEEDED),
    ).toHaveLength(3);
  });

  it('are all there for an administrator', () => {
    const admin = { ...standing, roles: new Map([[role, 8n]]) };
    expect(lacking(permissionsIn([overwrite(everyone, OverwriteType.Role, 0n, all)], admin), NEEDED)).toEqual(
      [],
    );
  });
});
