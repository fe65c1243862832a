import { WebClient } from '@slack/web-api';
import { createEmulator, type Emulator } from 'emulate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { slackPlatform } from '../../../src/adapters/slack/platform.js';
import { leanFetch } from '../../../src/adapters/system/lean-fetch.js';
import { instantOf } from '../../../src/domain/time.js';
import type { ChatPlatform } from '../../../src/ports.js';
import { delivery, phrasesFor, readableLog, type ReadableLog } from './bot.js';
import { card } from './cards.js';

const channel = 'C000000001';
const botToken = 'xoxb-independent';
let peer: Emulator;
let reader: WebClient;
let slack: ChatPlatform;
let log: ReadableLog;

beforeEach(async () => {
  peer = await createEmulator({ service: 'slack', port: 0 });
  const apiUrl = `${peer.url}/api/`;
  log = readableLog();
  reader = new WebClient(botToken, { slackApiUrl: apiUrl, retryConfig: { retries: 0 } });
  slack = slackPlatform({
    botToken,
    appToken: null,
    apiUrl,
    commandPrefix: '',
    phrasesFor,
    clock: { now: () => instantOf(Date.now()) },
    log,
    gap: 0,
    fetch: leanFetch,
  });
});

afterEach(async () => {
  await slack.stop();
  await peer.close();
});

describe('a Slack that somebody else wrote', () => {
  it('takes a post, an edit, a thread and a picture', async () => {
    const picture = { png: new Uint8Array([137, 80, 78, 71]), name: 'usage.png', alt: 'Usage of 7 days' };
    const root = await slack.post(delivery({ channel }));
    await slack.edit(root, card({ tone: 'good', title: 'All is well' }), { key: 'tw-0000001-9' });
    await slack.post(delivery({ channel, key: 'n-2', under: root, card: card({ title: 'Later' }) }));
    await slack.postPicture?.({ channel, key: 'n-3', picture, maybeSentSince: null });
    const { messages = [] } = await reader.conversations.replies({ channel, ts: root.message });
    expect(messages[0]?.text).toContain('🟢 All is well');
    expect(messages[1]?.text).toContain('🟡 Later');
    const { messages: all = [] } = await reader.conversations.history({ channel });
    expect(all.map(({ text }) => text)).toContain('Usage of 7 days');
    expect(log.entries).toEqual([]);
  });

  it('says which channel is not there', async () => {
    const trials = await slack.inspect([channel, 'C404404404']);
    expect(trials.map(({ ok }) => ok)).toEqual([true, true, false]);
    await expect(slack.post(delivery({ channel: 'C404404404' }))).rejects.toMatchObject({
      kind: 'permanent',
    });
  });
});
