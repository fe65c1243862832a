import { describe, expect, it, onTestFinished } from 'vitest';
import { discordSetup } from '../../../src/adapters/discord/setup.js';
import type { SetupLine } from '../../../src/chat-setup-port.js';
import type { GuildOptions } from '../../support/discord/guild.js';
import { startDiscordServer, type DiscordServer } from '../../support/discord/server.js';
import { fakeLog } from '../../support/fakes/log.js';

async function opened(
  guild: GuildOptions = {},
  token?: string,
): Promise<{ readonly line: SetupLine; readonly server: DiscordServer }> {
  const server = await startDiscordServer(guild);
  const line = discordSetup({ token: token ?? server.token, apiUrl: server.apiUrl, fetch, log: fakeLog() });
  onTestFinished(async () => {
    line.close();
    await server.close();
  });
  return { line, server };
}

const channels = [
  { id: '300000000000000001', name: 'alerts' },
  { id: '300000000000000002', name: 'quiet', canSend: false },
  { id: '300000000000000003', name: 'hidden', canSee: false },
];

describe('setting Discord up', () => {
  it('says as whom the token works, and which application it belongs to', async () => {
    const { line, server } = await opened();
    expect(await line.tried('DISCORD_TOKEN')).toEqual({
      ok: true,
      who: 'tierwatch',
      where: null,
      lacks: [],
      follows: { DISCORD_APPLICATION_ID: server.applicationId },
    });
    expect(server.requests.every(({ verb }) => verb === 'GET')).toBe(true);
  });

  it('says that a token does not work', async () => {
    const { line } = await opened({}, 'wrong.secret.token');
    expect(await line.tried('DISCORD_TOKEN')).toMatchObject({
      ok: false,
      trouble: { reason: 'token-refused', setting: 'DISCORD_TOKEN' },
    });
  });

  it('lists the channels of its servers, with the link that lets it into more', async () => {
    const { line, server } = await opened({ channels });
    const { channels: found, invite, trouble } = await line.channels();
    expect(trouble).toBeNull();
    expect(found.map(({ id, name, where }) => [id, name, where])).toEqual(
      channels.map(({ id, name }) => [id, `#${name}`, 'Loopback']),
    );
    expect(found[0]?.follows).toEqual({ DISCORD_GUILD_ID: server.guildId });
    const link = new URL(invite ?? '');
    expect(link.searchParams.get('client_id')).toBe(server.applicationId);
    expect(link.searchParams.get('scope')).toBe('bot applications.commands');
  });

  it('gives the link while it is on no server', async () => {
    const { line } = await opened({ joined: () => false });
    const { channels: found, invite } = await line.channels();
    expect([found, invite?.startsWith('https://discord.com/oauth2/authorize?')]).toEqual([[], true]);
  });

  it('says what it needs in a channel', async () => {
    const { line } = await opened({ channels });
    expect(await line.channel('300000000000000001')).toEqual({ ok: true, name: '#alerts' });
    expect(await line.channel('300000000000000002')).toEqual({
      ok: false,
      name: '#quiet',
      trouble: { chat: 'Discord', reason: 'channel-permission-missing', permissions: ['Send Messages'] },
    });
    expect(await line.channel('300000000000000003')).toMatchObject({ trouble: { reason: 'channel-unseen' } });
    expect(await line.channel('399999999999999999')).toMatchObject({
      trouble: { reason: 'channel-unknown' },
    });
  });

  it('never throws, not even when nobody answers', async () => {
    const { line, server } = await opened();
    await server.close();
    const unreachable = { trouble: { reason: 'unreachable' } };
    expect(await line.tried('DISCORD_TOKEN')).toMatchObject(unreachable);
    expect(await line.channels()).toMatchObject(unreachable);
    expect(await line.channel('1')).toMatchObject(unreachable);
  });
});
