import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instantOf } from '../../../src/domain/time.js';
import { ClaimLost, DeliveryError } from '../../../src/ports.js';
import type { ChatPlatform } from '../../../src/ports.js';
import { slackFault } from '../../support/slack/faults.js';
import { startSlackServer, type SlackServer } from '../../support/slack/server.js';
import { bot, delivery, readableLog, type ReadableLog } from './bot.js';
import { card, nastyTexts } from './cards.js';

/** When a first attempt began that may have arrived. */
const lately = instantOf(Date.now());

let server: SlackServer;
let log: ReadableLog;
let slack: ChatPlatform;

beforeEach(async () => {
  server = await startSlackServer();
  log = readableLog();
  slack = bot(server, log, { appToken: null });
});

afterEach(async () => {
  await slack.stop();
  await server.close();
  expect(log.text()).not.toMatch(/xox[a-z]-|xapp-/);
});

async function failureOf(work: Promise<unknown>): Promise<DeliveryError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof DeliveryError) return error;
    throw error;
  }
  throw new Error('It did not fail.');
}

const texts = (): readonly string[] => server.messages.list().map((message) => message.text);

describe('posting to Slack', () => {
  it('puts a card into the channel, marked with its key', async () => {
    const receipt = await slack.post(delivery({ key: 'n-17' }));
    const message = server.messages.find(receipt.channel, receipt.message);
    expect(message?.text).toContain('6,120 of 10,000 used');
    expect(message?.metadata).toEqual({ event_type: 'tierwatch', event_payload: { key: 'n-17' } });
    expect(server.problems()).toEqual([]);
  });

  it('puts what happens later into the thread of the message', async () => {
    const root = await slack.post(delivery());
    const entry = await slack.post(delivery({ key: 'n-2', under: root }));
    expect(server.messages.find(entry.channel, entry.message)?.threadTs).toBe(root.message);
    expect(server.messages.find(entry.channel, entry.message)?.broadcast).toBe(false);
  });

  it('edits the message to the present truth', async () => {
    const receipt = await slack.post(delivery());
    await slack.edit(receipt, card({ tone: 'good', title: 'All is well' }), { key: 'tw-0000001-9' });
    expect(texts()).toEqual(['🟢 All is well\n6,120 of 10,000 used']);
    expect(server.messages.find(receipt.channel, receipt.message)?.metadata).toBeDefined();
  });

  it('shows names as they are, mentions nobody and previews nothing', async () => {
    server.distrust(...nastyTexts);
    for (const [index, name] of nastyTexts.entries()) {
      await slack.post(
        delivery({
          key: `n-${index}`,
          card: card({
            title: name,
            lead: [name],
            footnote: [name],
            sections: [{ kind: 'list', items: [[name]], more: name }],
          }),
        }),
      );
    }
    expect(server.problems()).toEqual([]);
    for (const { args } of server.requests.filter(({ method }) => method === 'chat.postMessage')) {
      expect(args).toMatchObject({ unfurl_links: 'false', unfurl_media: 'false', link_names: 'false' });
    }
  });

  it('says that a message is gone which was to be edited', async () => {
    const receipt = await slack.post(delivery());
    server.faults.next('chat.update', slackFault.refused('message_not_found'));
    expect((await failureOf(slack.edit(receipt, card(), { key: 'tw-0000001-9' }))).kind).toBe('gone');
  });

  it('tells the news in the channel when the thread is gone', async () => {
    const receipt = await slack.post(delivery());
    server.faults.next('chat.postMessage', slackFault.refused('thread_not_found'));
    const entry = await slack.post(delivery({ key: 'n-2', under: receipt }));
    expect(server.messages.find(entry.channel, entry.message)?.threadTs).toBeUndefined();
  });

  it('says it in plain words once when Slack does not take the blocks', async () => {
    server.faults.next('chat.postMessage', slackFault.refused('invalid_blocks'));
    const receipt = await slack.post(delivery());
    expect(server.messages.find(receipt.channel, receipt.message)).toMatchObject({
      blocks: [],
      attachments: [],
    });
    server.faults.next('chat.update', slackFault.refused('msg_blocks_too_long'));
    await slack.edit(receipt, card({ title: 'Later' }), { key: 'tw-0000001-9' });
    expect(texts()).toEqual(['🟡 Later\n6,120 of 10,000 used']);
    server.faults.next(
      'chat.postMessage',
      slackFault.refused('invalid_blocks'),
      slackFault.refused('msg_too_long'),
    );
    expect((await failureOf(slack.post(delivery()))).kind).toBe('permanent');
  });

  it('says no plain words in place of blocks that were refused when the claim is lost meanwhile', async () => {
    const receipt = await slack.post(delivery());
    let asked = 0;
    const mayBegin = (): boolean => (asked += 1) === 1;
    server.faults.next('chat.update', slackFault.refused('invalid_blocks'));
    const edit = slack.edit(receipt, card({ title: 'Later' }), { key: 'tw-0000001-9', mayBegin });
    await expect(edit).rejects.toThrow(ClaimLost);
    asked = 0;
    server.faults.next('chat.postMessage', slackFault.refused('invalid_blocks'));
    await expect(slack.post(delivery({ key: 'n-2', mayBegin }))).rejects.toThrow(ClaimLost);
    expect(texts()).toHaveLength(1);
    expect(texts()[0]).not.toContain('Later');
  });

  it.each([
    ['asks to wait', slackFault.rateLimited(30), 'retry', 30_000],
    ['asks to wait without saying how long', slackFault.rateLimited(), 'retry', 10_000],
    ['asks to wait in words', slackFault.rateLimited('abc'), 'retry', 10_000],
    ['asks to wait no time at all', slackFault.rateLimited(0), 'retry', 1_000],
    ['asks to wait a whole day', slackFault.rateLimited(86_400), 'retry', 3_600_000],
    ['says in a 200 that it is too much', slackFault.refused('ratelimited'), 'retry', 10_000],
    ['fails with 503', slackFault.serverError(503), 'unclear', null],
    ['fails with internal_error', slackFault.refused('internal_error'), 'unclear', null],
    ['answers with a page', slackFault.html(200), 'unclear', null],
    ['cuts the line', slackFault.reset, 'unclear', null],
    ['does it and cuts the line', slackFault.acceptThenReset, 'unclear', null],
    ['answers with status 404', slackFault.html(404), 'permanent', null],
    ['says invalid_auth', slackFault.refused('invalid_auth'), 'permanent', null],
    ['says account_inactive', slackFault.refused('account_inactive'), 'permanent', null],
    ['says token_revoked', slackFault.refused('token_revoked'), 'permanent', null],
    ['says missing_scope', slackFault.refused('missing_scope'), 'permanent', null],
    ['says channel_not_found', slackFault.refused('channel_not_found'), 'permanent', null],
    ['says is_archived', slackFault.refused('is_archived'), 'permanent', null],
    ['says not_in_channel', slackFault.refused('not_in_channel'), 'permanent', null],
    ['says something new', slackFault.refused('brand_new_refusal'), 'permanent', null],
  ] as const)('knows what it means when Slack %s', async (_what, fault, kind, retryAfter) => {
    server.faults.next('chat.postMessage', fault);
    expect(await failureOf(slack.post(delivery()))).toMatchObject({ kind, retryAfter });
  });

  it.each([
    ['fails with 503', slackFault.serverError(503)],
    ['fails with fatal_error', slackFault.refused('fatal_error')],
    ['answers with a page', slackFault.html(200)],
    ['cuts the line', slackFault.reset],
  ] as const)('may simply edit again when Slack %s', async (_what, fault) => {
    const receipt = await slack.post(delivery());
    server.faults.next('chat.update', fault);
    expect((await failureOf(slack.edit(receipt, card(), { key: 'tw-0000001-9' }))).kind).toBe('retry');
  });

  it('knows that nothing was sent when Slack cannot be reached', async () => {
    const gone = await startSlackServer();
    await gone.close();
    const nowhere = bot(gone, log, { appToken: null });
    expect((await failureOf(nowhere.post(delivery()))).kind).toBe('retry');
    await nowhere.stop();
  });

  it('never says the token, whatever goes wrong', async () => {
    const code = `bad_${server.botToken}`;
    server.faults.next(
      'chat.postMessage',
      slackFault.refused(code),
      slackFault.serverError(),
      slackFault.reset,
    );
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const failure = await failureOf(slack.post(delivery()));
      expect(`${failure.message} ${JSON.stringify(failure)} ${String(failure.cause)}`).not.toContain(
        server.botToken,
      );
    }
  });

  it('does not post again what did arrive', async () => {
    server.faults.next('chat.postMessage', slackFault.acceptThenReset);
    expect((await failureOf(slack.post(delivery()))).kind).toBe('unclear');
    const receipt = await slack.post(delivery({ maybeSentSince: lately }));
    expect(server.messages.list()).toHaveLength(1);
    expect(server.messages.find(receipt.channel, receipt.message)).toBeDefined();
    expect(receipt.earlier).toBe(true);
    server.faults.next('chat.postMessage', slackFault.acceptThenReset);
    const entry = delivery({ key: 'n-2', under: receipt });
    expect((await failureOf(slack.post(entry))).kind).toBe('unclear');
    await slack.post({ ...entry, maybeSentSince: lately });
    expect(server.messages.thread(receipt.channel, receipt.message)).toHaveLength(1);
  });

  it('finds what went into the channel because its thread is gone', async () => {
    const root = await slack.post(delivery());
    const entry = delivery({ key: 'n-2', under: root });
    server.faults.next(
      'chat.postMessage',
      slackFault.refused('thread_not_found'),
      slackFault.acceptThenReset,
    );
    expect((await failureOf(slack.post(entry))).kind).toBe('unclear');
    server.faults.next('conversations.replies', slackFault.refused('thread_not_found'));
    expect((await slack.post({ ...entry, maybeSentSince: lately })).earlier).toBe(true);
    expect(server.messages.list()).toHaveLength(2);
  });

  it('posts what may stand beyond 5,000 messages of other people, and says so', async () => {
    await slack.post(delivery());
    for (let index = 0; index < 5_000; index += 1) server.say('C0123456789', 'U0000000001', `talk ${index}`);
    const again = await slack.post(delivery({ maybeSentSince: lately }));
    expect(again.earlier).toBe(true);
    expect(log.entries.map(({ event }) => event)).toEqual(['slack.cannot-look-back']);
    expect(server.messages.list().filter(({ metadata }) => metadata !== undefined)).toHaveLength(2);
  });

  it('posts what did not arrive', async () => {
    await slack.post(delivery({ key: 'n-1' }));
    expect((await slack.post(delivery({ key: 'n-2', maybeSentSince: lately }))).earlier).toBe(false);
    expect(server.messages.list()).toHaveLength(2);
  });

  it('looks again later when it cannot look now, but posts when it may never look', async () => {
    server.faults.next(
      'conversations.history',
      slackFault.serverError(),
      slackFault.refused('missing_scope'),
    );
    expect((await failureOf(slack.post(delivery({ maybeSentSince: lately })))).kind).toBe('unclear');
    expect(server.messages.list()).toEqual([]);
    expect((await slack.post(delivery({ maybeSentSince: lately }))).earlier).toBe(true);
    expect(server.messages.list()).toHaveLength(1);
  });

  it('takes its time: one message per channel and turn, while other channels go ahead', async () => {
    const calm = bot(server, log, { appToken: null, gap: 120 });
    const began = performance.now();
    await Promise.all([1, 2, 3].map((n) => calm.post(delivery({ key: `n-${n}` }))));
    expect(performance.now() - began).toBeGreaterThanOrEqual(230);
    expect(performance.now() - began).toBeLessThan(2_000);
    await calm.stop();
  });
});
