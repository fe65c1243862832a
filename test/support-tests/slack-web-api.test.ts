import { LogLevel, WebClient } from '@slack/web-api';
import { afterEach, describe, expect, it } from 'vitest';
import { slackFault } from '../support/slack/faults.js';
import type { SlackServer } from '../support/slack/server.js';
import { startSlackServer } from '../support/slack/server.js';
import type { WorkspaceOptions } from '../support/slack/workspace.js';
import { HOME_CHANNEL } from '../support/slack/workspace.js';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function startClient(
  options: WorkspaceOptions = {},
  token?: string,
): Promise<{ readonly slack: SlackServer; readonly client: WebClient }> {
  const slack = await startSlackServer(options);
  closers.push(() => slack.close());
  const client = new WebClient(token ?? slack.botToken, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 300,
    logLevel: LogLevel.ERROR,
  });
  return { slack, client };
}

const channel = HOME_CHANNEL;
const metadata = { event_type: 'incident', event_payload: { id: 'i1' } };

describe('the Web API of the server', () => {
  it('keeps a message, its thread, its edits and its metadata', async () => {
    const { slack, client } = await startClient();
    const root = (await client.chat.postMessage({ channel, text: 'Quality fell', metadata })).ts ?? '';
    await client.chat.postMessage({ channel, text: 'Still low', thread_ts: root });
    await client.chat.update({ channel, ts: root, text: 'Quality is back' });

    const plain = await client.conversations.history({ channel });
    const full = await client.conversations.history({ channel, include_all_metadata: true });
    const thread = await client.conversations.replies({ channel, ts: root });

    expect(plain.messages?.map((one) => [one.text, one.metadata])).toEqual([['Quality is back', undefined]]);
    expect(full.messages?.[0]?.metadata).toEqual(metadata);
    expect(thread.messages?.map((one) => one.text)).toEqual(['Quality is back', 'Still low']);
    expect(slack.messages.find(channel, root)?.edits).toMatchObject([{ text: 'Quality fell' }]);
    expect((await client.chat.getPermalink({ channel, message_ts: root })).permalink).toContain(channel);
    await client.chat.delete({ channel, ts: root });
    expect(slack.messages.list(channel)).toHaveLength(1);
    expect(slack.problems()).toEqual([]);
  });

  it('gives a history page by page', async () => {
    const { client } = await startClient();
    for (const text of ['a', 'b', 'c']) await client.chat.postMessage({ channel, text });
    const first = await client.conversations.history({ channel, limit: 2 });
    const cursor = first.response_metadata?.next_cursor ?? '';
    const second = await client.conversations.history({ channel, limit: 2, cursor });
    expect(first.messages?.map((one) => one.text)).toEqual(['c', 'b']);
    expect(second.messages?.map((one) => one.text)).toEqual(['a']);
  });

  it('uploads a file into a thread and notices when the bytes are not what was announced', async () => {
    const { slack, client } = await startClient();
    const root = (await client.chat.postMessage({ channel, text: 'Report' })).ts ?? '';
    const file = Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 255]);
    await client.filesUploadV2({
      channel_id: channel,
      thread_ts: root,
      file,
      filename: 'use.png',
      title: 'Use',
    });

    expect(slack.uploads.list()).toMatchObject([
      { filename: 'use.png', title: 'Use', channel, completed: true },
    ]);
    expect(slack.uploads.list()[0]?.bytes).toEqual(file);
    expect(slack.messages.thread(channel, root)).toMatchObject([{ fileIds: [slack.uploads.list()[0]?.id] }]);
    expect(slack.problems()).toEqual([]);

    const opened = await client.files.getUploadURLExternal({ filename: 'b.png', length: 99 });
    await fetch(opened.upload_url ?? '', { method: 'POST', body: 'short' });
    await client.files.completeUploadExternal({ files: [{ id: opened.file_id ?? '' }], channel_id: channel });
    expect(slack.problems()).toEqual(['b.png: announced 99 bytes, sent 5']);
  });

  it('refuses wrong tokens, missing scopes and places the bot cannot write to', async () => {
    const wrong = await startClient({}, 'xoxb-wrong');
    await expect(wrong.client.auth.test()).rejects.toThrow('invalid_auth');
    const { client } = await startClient({
      scopes: ['chat:write'],
      channels: [
        { id: 'C1', member: false },
        { id: 'C2', archived: true },
        { id: 'C3', private: true, member: false },
      ],
    });
    await expect(client.chat.postMessage({ channel: 'C1', text: 'x' })).rejects.toThrow('not_in_channel');
    await expect(client.chat.postMessage({ channel: 'C2', text: 'x' })).rejects.toThrow('is_archived');
    await expect(client.chat.postMessage({ channel: 'C3', text: 'x' })).rejects.toThrow('channel_not_found');
    await expect(client.conversations.history({ channel: 'C1' })).rejects.toThrow('missing_scope');
    expect((await client.auth.test()).response_metadata?.scopes).toEqual(['chat:write']);
  });

  it('answers a method it does not know with an error, loudly', async () => {
    const { slack, client } = await startClient();
    await expect(client.apiCall('stars.add')).rejects.toThrow('unknown_method');
    expect(slack.problems()).toEqual(['stars.add: the test server does not know this method']);
    expect(slack.requests).toMatchObject([{ method: 'stars.add', token: 'bot', status: 200 }]);
  });

  it('tells people, groups and channels', async () => {
    const { client } = await startClient({
      usergroups: { S1: ['U1'] },
      users: [{ id: 'U1', locale: 'id-ID' }],
    });
    expect((await client.users.info({ user: 'U1', include_locale: true })).user?.locale).toBe('id-ID');
    expect((await client.usergroups.users.list({ usergroup: 'S1' })).users).toEqual(['U1']);
    expect((await client.conversations.info({ channel })).channel?.is_member).toBe(true);
    expect((await client.conversations.open({ users: 'U1' })).channel?.id).toBe('D1');
  });
});

describe('the faults of the server', () => {
  const post = (client: WebClient, text: string) => client.chat.postMessage({ channel, text });

  it('says 429 with, without and with an odd Retry-After', async () => {
    const { slack, client } = await startClient();
    slack.faults.next(
      'chat.postMessage',
      slackFault.rateLimited(30),
      slackFault.rateLimited(),
      slackFault.rateLimited('abc'),
    );
    await expect(post(client, 'a')).rejects.toMatchObject({ retryAfter: 30 });
    await expect(post(client, 'b')).rejects.toThrow('Retry header');
    await expect(post(client, 'c')).rejects.toThrow('Retry header');
    await post(client, 'd');
    expect(slack.messages.list().map((message) => message.text)).toEqual(['d']);
    expect(slack.requests.map((request) => request.status)).toEqual([429, 429, 429, 200]);
  });

  it('fails with 500, with a page of HTML, with an error code and with a cut line', async () => {
    const { slack, client } = await startClient();
    slack.faults.next(
      'chat.postMessage',
      slackFault.serverError(),
      slackFault.html(503),
      slackFault.refused('fatal_error'),
      slackFault.reset,
    );
    await expect(post(client, 'a')).rejects.toMatchObject({ statusCode: 500 });
    await expect(post(client, 'b')).rejects.toMatchObject({ statusCode: 503 });
    await expect(post(client, 'c')).rejects.toThrow('fatal_error');
    await expect(post(client, 'd')).rejects.toThrow('fetch failed');
    expect(slack.messages.list()).toEqual([]);
  });

  it('takes a message in and never answers, or answers late', async () => {
    const { slack, client } = await startClient();
    slack.faults.next(
      'chat.postMessage',
      slackFault.acceptThenSilence,
      slackFault.acceptThenReset,
      slackFault.slow(100),
    );
    await expect(post(client, 'a')).rejects.toThrow();
    await expect(post(client, 'b')).rejects.toThrow();
    const before = Date.now();
    await post(client, 'c');
    expect(Date.now() - before).toBeGreaterThanOrEqual(95);
    expect(slack.messages.list().map((message) => message.text)).toEqual(['a', 'b', 'c']);
    expect(slack.requests.map((request) => request.status)).toEqual(['silence', 'reset', 200]);
  });

  it('keeps a standing fault until it is lifted', async () => {
    const { slack, client } = await startClient();
    const lift = slack.faults.always(/^chat\./, slackFault.refused('token_revoked'));
    await expect(post(client, 'a')).rejects.toThrow('token_revoked');
    await expect(post(client, 'b')).rejects.toThrow('token_revoked');
    lift();
    await post(client, 'c');
    expect(slack.messages.list()).toHaveLength(1);
  });
});

describe('the response_url', () => {
  it('works five times and reports the sixth', async () => {
    const { slack } = await startClient();
    slack.deliverTo('http://127.0.0.1:1/');
    const { responseUrl } = slack.sendSlash({ command: '/quota' });
    const send = async (): Promise<number> =>
      (await fetch(responseUrl, { method: 'POST', body: JSON.stringify({ text: 'hello' }) })).status;
    const statuses = [await send(), await send(), await send(), await send(), await send(), await send()];
    expect(statuses).toEqual([200, 200, 200, 200, 200, 404]);
    expect(slack.problems()).toContain('response_url: used_url');
  });
});

describe('the automatic check', () => {
  it('finds what the bot let through from a slash command', async () => {
    const { slack, client } = await startClient();
    slack.deliverTo('http://127.0.0.1:1/');
    slack.sendSlash({ command: '/quota', text: 'promo <!channel>' });
    await postText(client, 'No number "promo &lt;!channel&gt;"');
    const clean = slack.problems().filter((problem) => problem.startsWith('chat.'));
    await postText(client, 'No number "promo <!channel>"');
    expect(clean).toEqual([]);
    expect(slack.problems()).toContain('chat.postMessage: text: user text comes alive: <!channel>');
  });
});

function postText(client: WebClient, text: string): Promise<unknown> {
  return client.chat.postMessage({ channel, text });
}
