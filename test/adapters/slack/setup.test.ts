import { describe, expect, it, onTestFinished } from 'vitest';
import { slack } from '../../../src/adapters/slack/index.js';
import { appLink, slackAppManifest } from '../../../src/adapters/slack/manifest.js';
import { slackSetup } from '../../../src/adapters/slack/setup.js';
import type { SetupLine } from '../../../src/chat-setup-port.js';
import { fakeLog } from '../../support/fakes/log.js';
import { slackFault } from '../../support/slack/faults.js';
import { startSlackServer, type SlackServer } from '../../support/slack/server.js';
import type { WorkspaceOptions } from '../../support/slack/workspace.js';

async function opened(
  workspace: WorkspaceOptions = {},
  tokens: { readonly botToken?: string; readonly appToken?: string } = {},
): Promise<{ readonly line: SetupLine; readonly server: SlackServer }> {
  const server = await startSlackServer(workspace);
  const { botToken, appToken, apiUrl } = server;
  const line = slackSetup({ botToken, appToken, ...tokens, apiUrl, fetch, log: fakeLog() });
  onTestFinished(async () => {
    line.close();
    await server.close();
  });
  return { line, server };
}

const channels = [
  { id: 'C1', name: 'general', member: false },
  { id: 'C2', name: 'alerts' },
  { id: 'G1', name: 'secret', private: true },
  { id: 'C3', name: 'old', archived: true },
];

describe('setting Slack up', () => {
  it('says as whom and where the bot’s token works, and posts nothing', async () => {
    const { line, server } = await opened();
    expect(await line.tried('SLACK_BOT_TOKEN')).toEqual({
      ok: true,
      who: 'tierwatch',
      where: 'loopback',
      lacks: [],
      follows: {},
    });
    expect(await line.tried('SLACK_APP_TOKEN')).toMatchObject({ ok: true, who: null });
    expect(server.messages.list()).toEqual([]);
    expect(server.connections()).toBe(0);
  });

  it('says what the app lacks', async () => {
    const { line } = await opened({ scopes: ['chat:write', 'commands', 'channels:history'] });
    expect(await line.tried('SLACK_BOT_TOKEN')).toMatchObject({
      ok: true,
      lacks: ['files:write', 'users:read', 'groups:history'],
    });
  });

  it('says why a token does not work', async () => {
    const { line } = await opened({}, { botToken: 'xoxb-wrong', appToken: 'xapp-wrong' });
    expect(await line.tried('SLACK_BOT_TOKEN')).toMatchObject({
      ok: false,
      trouble: { reason: 'token-refused', setting: 'SLACK_BOT_TOKEN' },
    });
    expect(await line.tried('SLACK_APP_TOKEN')).toMatchObject({
      ok: false,
      trouble: { reason: 'app-token-refused', setting: 'SLACK_APP_TOKEN' },
    });
  });

  it('knows the token of a person, which Slack takes too', async () => {
    const { line, server } = await opened({}, { botToken: 'xoxp-sari' });
    server.faults.always('auth.test', slackFault.answered({ user: 'sari' }));
    expect(await line.tried('SLACK_BOT_TOKEN')).toMatchObject({ trouble: { reason: 'token-of-person' } });
  });

  it('lists the channels that are open, those with the bot first', async () => {
    const { line } = await opened({ channels });
    const { channels: found, trouble } = await line.channels();
    expect(trouble).toBeNull();
    expect(found.map(({ id, name, joined }) => [id, name, joined])).toEqual([
      ['C2', '#alerts', true],
      ['G1', '#secret', true],
      ['C1', '#general', false],
    ]);
  });

  it('lists what it may: without the permission for private channels, the public ones', async () => {
    const { line } = await opened({ channels, scopes: ['chat:write', 'channels:read'] });
    expect((await line.channels()).channels.map(({ id }) => id)).toEqual(['C2', 'C1']);
  });

  it('says that it may not list any', async () => {
    const { line } = await opened({ channels, scopes: ['chat:write'] });
    expect(await line.channels()).toMatchObject({
      channels: [],
      trouble: { reason: 'app-permission-missing', permissions: ['channels:read'] },
    });
  });

  it('lists thousands of channels', async () => {
    const many = Array.from({ length: 2_345 }, (_, i) => ({ id: `C${String(i)}`, name: `n${String(i)}` }));
    const { line, server } = await opened({ channels: many });
    expect((await line.channels()).channels).toHaveLength(2_345);
    expect(server.requests.filter(({ method }) => method === 'conversations.list')).toHaveLength(3);
  });

  it('tells a channel with the bot from one without it', async () => {
    const { line } = await opened({ channels });
    expect(await line.channel('C2')).toEqual({ ok: true, name: null });
    expect(await line.channel('C1')).toMatchObject({ ok: false, trouble: { reason: 'not-in-channel' } });
    expect(await line.channel('C9')).toMatchObject({ ok: false, trouble: { reason: 'channel-unknown' } });
  });

  it('never throws, not even when nobody answers', async () => {
    const { line, server } = await opened();
    await server.close();
    const unreachable = { trouble: { reason: 'unreachable' } };
    expect(await line.tried('SLACK_BOT_TOKEN')).toMatchObject(unreachable);
    expect(await line.channels()).toMatchObject(unreachable);
    expect(await line.channel('C1')).toMatchObject(unreachable);
  });

  it('links to the page that makes the app of the manifest', async () => {
    const link = new URL(appLink(slackAppManifest([])));
    expect(`${link.origin}${link.pathname}`).toBe('https://api.slack.com/apps');
    expect(link.searchParams.get('new_app')).toBe('1');
    expect(JSON.parse(link.searchParams.get('manifest_json') ?? '')).toEqual(
      JSON.parse(JSON.stringify(slackAppManifest([]))),
    );
    const first = slack.setup?.asks[0];
    expect(await first?.page({ commands: [], prefix: '', groups: false })).toBe(
      link.href.replaceAll('+', '%20'),
    );
  });
});
