import { afterEach, describe, expect, it } from 'vitest';
import { slackFault } from '../../support/slack/faults.js';
import { startSlackServer, type SlackServer } from '../../support/slack/server.js';
import { bot, readableLog } from './bot.js';

let server: SlackServer | undefined;

afterEach(async () => {
  await server?.close();
});

describe('trying Slack', () => {
  it('finds all well and posts nothing', async () => {
    server = await startSlackServer();
    const trials = await bot(server, readableLog()).inspect(['C0123456789']);
    expect(trials.map(({ what, ok }) => [what, ok])).toEqual([
      ['Slack, bot token', true],
      ['Slack, app token', true],
      ['Slack, channel C0123456789', true],
    ]);
    expect(server.messages.list()).toEqual([]);
    expect(server.connections()).toBe(0);
  });

  it('says what to fix, one by one', async () => {
    server = await startSlackServer({
      scopes: ['chat:write', 'commands', 'files:write', 'channels:history', 'groups:history'],
      channels: [{ id: 'C1', member: false }],
    });
    server.faults.next('apps.connections.open', slackFault.refused('invalid_auth'));
    const trials = await bot(server, readableLog()).inspect(['C1', 'C404']);
    expect(trials.map(({ ok }) => ok)).toEqual([true, false, false, false]);
    expect(trials.map(({ say }) => say)).toEqual([
      expect.stringContaining('users:read'),
      { chat: 'Slack', reason: 'app-token-refused', code: 'invalid_auth', setting: 'SLACK_APP_TOKEN' },
      { chat: 'Slack', reason: 'not-in-channel', code: 'not_in_channel' },
      { chat: 'Slack', reason: 'channel-unknown', code: 'channel_not_found' },
    ]);
  });

  it('does not ask for channels in vain when the bot may not post', async () => {
    server = await startSlackServer({ scopes: ['commands'] });
    const trials = await bot(server, readableLog(), { appToken: null }).inspect(['C0123456789']);
    expect(trials).toMatchObject([{ ok: false, say: expect.stringContaining('chat:write') as string }]);
  });

  it('never throws, not even when nobody answers', async () => {
    server = await startSlackServer();
    await server.close();
    const trials = await bot(server, readableLog()).inspect(['C1']);
    expect(trials.every(({ ok }) => !ok)).toBe(true);
    expect(trials[0]?.say).toMatchObject({ chat: 'Slack', reason: 'unreachable' });
  });
});
