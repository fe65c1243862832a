import { describe, expect, it } from 'vitest';
import { instantOf } from '../../../src/domain/time.js';
import { DeliveryError } from '../../../src/ports.js';
import { discordFault } from '../../support/discord/faults.js';
import { aCard, anAction } from './cards.js';
import { aDelivery, bench, connectedBench, HOME, restarted } from './bench.js';

const POST = 'POST /channels/:channel/messages';
const PATCH = 'PATCH /channels/:channel/messages/:message';
const THREAD = 'POST /channels/:channel/messages/:message/threads';

/** When a first attempt began that may have arrived. */
const lately = instantOf(Date.now());

async function troubleOf(work: Promise<unknown>): Promise<DeliveryError> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof DeliveryError)) throw new Error('It was delivered.');
  return error;
}

describe('posting on Discord', () => {
  it('works before anything is started, because it needs no gateway', async () => {
    const { chat, server } = await bench();
    const receipt = await chat.post(aDelivery({ card: aCard({ actions: [anAction()] }) }));
    expect(chat.ready()).toBe(false);
    expect(receipt).toEqual({ channel: HOME, message: receipt.message, thread: null, earlier: false });
    expect(server.messages.find(receipt.message)?.content).toBe('🟡 **Toko Maju**\n6,120 of 10,000 used');
    expect(server.problems()).toEqual([]);
  });

  it('edits the message into what is true now, without its old picture and without a ping', async () => {
    const { chat, server } = await bench();
    const picture = { png: new Uint8Array([137, 80, 78, 71]), name: 'usage.png', alt: 'Usage' };
    const receipt = await chat.post(aDelivery({ card: aCard({ picture }), mention: '123456789012345678' }));
    expect(server.messages.find(receipt.message)?.attachments.map(({ name }) => name)).toEqual(['usage.png']);
    expect(server.messages.find(receipt.message)?.allowedMentions).toEqual({
      parse: [],
      roles: ['123456789012345678'],
    });
    await chat.edit(receipt, aCard({ tone: 'good', title: 'Toko Maju: resolved', lead: ['All well'] }), {
      key: 'tw-0000001-9',
    });
    const now = server.messages.find(receipt.message);
    expect(now?.content).toBe('🟢 **Toko Maju: resolved**\nAll well');
    expect(now?.attachments).toEqual([]);
    expect(now?.allowedMentions).toEqual({ parse: [] });
    expect(server.messages.list()).toHaveLength(1);
    expect(server.problems()).toEqual([]);
  });

  it('makes a sound only for what is loud, and rings for a role only then', async () => {
    const { chat, server } = await bench();
    const role = '123456789012345678';
    const flagsOf = async (change: object): Promise<number> =>
      server.messages.find((await chat.post(aDelivery(change))).message)?.flags ?? -1;
    const root = await chat.post(aDelivery({ mention: role }));
    expect(server.messages.find(root.message)?.flags).toBe(0);
    expect(await flagsOf({ key: 'e-1', under: root, loud: false })).toBe(4096);
    expect(await flagsOf({ key: 'e-2', under: root, loud: true, mention: role })).toBe(0);
    expect(server.messages.list(root.message).map(({ allowedMentions }) => allowedMentions)).toEqual([
      { parse: [] },
      { parse: [], roles: [role] },
    ]);
    expect(server.problems()).toEqual([]);
  });

  it('goes without its picture where the bot may not attach one', async () => {
    const { chat, server } = await bench();
    const picture = { png: new Uint8Array([137, 80, 78, 71]), name: 'usage.png', alt: 'Usage' };
    server.faults.next(POST, discordFault.missingPermissions);
    const { message } = await chat.post(aDelivery({ card: aCard({ picture }) }));
    expect(server.messages.find(message)).toMatchObject({
      content: '🟡 **Toko Maju**\n6,120 of 10,000 used',
      attachments: [],
    });
  });

  it('takes a role however it is written, and ignores what is none', async () => {
    const { chat, server, log } = await bench();
    const { message } = await chat.post(aDelivery({ mention: '@123456789012345678' }));
    expect(server.messages.find(message)?.content).toMatch(/^<@&123456789012345678> /);
    const other = await chat.post(aDelivery({ key: 'n-2', mention: '@everyone' }));
    expect(server.messages.find(other.message)?.content).toBe('🟡 **Toko Maju**\n6,120 of 10,000 used');
    expect(log.lines.map(({ event }) => event)).toEqual(['discord.mention-ignored']);
  });

  it('arrives once when the answer to the first attempt was lost', async () => {
    const { chat, server } = await bench();
    server.faults.next(POST, discordFault.acceptThenReset);
    expect((await troubleOf(chat.post(aDelivery()))).kind).toBe('unclear');
    await chat.post(aDelivery({ maybeSentSince: lately }));
    expect(server.messages.list()).toHaveLength(1);
  });

  it('gives up after its deadline when no answer comes, and arrives once all the same', async () => {
    const { chat, server } = await bench({ pace: { deadline: 150 } });
    server.faults.next(POST, discordFault.acceptThenSilence);
    const started = Date.now();
    expect((await troubleOf(chat.post(aDelivery()))).kind).toBe('unclear');
    expect(Date.now() - started).toBeLessThan(1_000);
    await chat.post(aDelivery({ maybeSentSince: lately }));
    expect(server.messages.list()).toHaveLength(1);
  });

  it('arrives once even when Discord has forgotten the first attempt', async () => {
    const { chat, server } = await bench();
    server.faults.next(POST, discordFault.acceptThenReset);
    await troubleOf(chat.post(aDelivery()));
    server.forgetNonces();
    const receipt = await chat.post(aDelivery({ maybeSentSince: lately }));
    expect(server.messages.list().map(({ id }) => id)).toEqual([receipt.message]);
    expect(receipt.earlier).toBe(true);
  });

  it('is posted again when it may have arrived and did not, also by a bot that may not read', async () => {
    const { chat, server } = await bench();
    expect((await chat.post(aDelivery({ maybeSentSince: lately }))).earlier).toBe(false);
    server.faults.next('GET /channels/:channel/messages', discordFault.missingAccess);
    expect((await chat.post(aDelivery({ key: 'n-2', maybeSentSince: lately }))).earlier).toBe(true);
    expect(server.messages.list()).toHaveLength(2);
  });

  it.each([
    ['Discord fails', discordFault.serverError()],
    ['something in front of Discord refuses', discordFault.cloudflare(5)],
    ['the line breaks', discordFault.reset],
  ] as const)('waits until it can be told whether it arrived, while %s', async (_what, fault) => {
    const { chat, server } = await bench();
    await chat.post(aDelivery());
    server.forgetNonces();
    const stop = server.faults.always('GET /channels/:channel/messages', fault);
    expect((await troubleOf(chat.post(aDelivery({ maybeSentSince: lately })))).kind).toBe('unclear');
    stop();
    expect((await chat.post(aDelivery({ maybeSentSince: lately }))).earlier).toBe(true);
    expect(server.messages.list()).toHaveLength(1);
  });

  it('finds the first of thousands of messages at once, and posts what may stand beyond 5,000 of them', async () => {
    const { chat, server, log } = await bench();
    const talk = (): void => {
      for (let i = 0; i < 5_000; i += 1) server.say(HOME, '200000000000000001', `talk ${i}`);
      server.forgetNonces();
    };
    await chat.post(aDelivery());
    talk();
    expect((await chat.post(aDelivery({ maybeSentSince: lately }))).earlier).toBe(true);
    expect(server.messages.list().filter(({ nonce }) => nonce !== undefined)).toHaveLength(1);
    const gets = (): number => server.requests.filter(({ verb }) => verb === 'GET').length;
    expect(gets()).toBe(1);
    expect((await chat.post(aDelivery({ key: 'n-2', maybeSentSince: lately }))).earlier).toBe(true);
    expect(log.lines.map(({ event }) => event)).toEqual(['discord.cannot-look-back']);
  });

  it('tells two keys apart that begin alike, however long they are', async () => {
    const { chat, server } = await bench();
    await chat.post(aDelivery({ key: `${'k'.repeat(25)}-1` }));
    await chat.post(aDelivery({ key: `${'k'.repeat(25)}-2` }));
    expect(server.messages.list()).toHaveLength(2);
    expect(server.problems()).toEqual([]);
  });
});

describe('the thread below a root message', () => {
  it('is made once, holds the entries, and is named in their receipts', async () => {
    const { chat, server } = await connectedBench();
    const root = await chat.post(aDelivery());
    const first = await chat.post(aDelivery({ key: 'e-1', under: root }));
    const second = await chat.post(aDelivery({ key: 'e-2', under: root }));
    expect(server.threads()).toHaveLength(1);
    const thread = server.threads()[0]?.id;
    expect([first.thread, first.channel, second.thread]).toEqual([thread, thread, thread]);
    expect(server.messages.list(HOME)).toHaveLength(1);
    expect(server.messages.list(thread)).toHaveLength(2);
    expect(server.requests.filter(({ route }) => route === THREAD)).toHaveLength(1);
    expect(server.problems()).toEqual([]);
  });

  it('is found again after a restart, with and without its id in the receipt', async () => {
    const { chat, server } = await connectedBench();
    const root = await chat.post(aDelivery());
    await chat.post(aDelivery({ key: 'e-1', under: root }));
    const later = restarted(server);
    expect((await later.post(aDelivery({ key: 'e-2', under: root }))).thread).toBe(root.message);
    const latest = restarted(server);
    await latest.post(aDelivery({ key: 'e-3', under: { ...root, thread: root.message } }));
    expect(server.messages.list(root.message)).toHaveLength(3);
    expect(server.threads()).toHaveLength(1);
  });

  it('is replaced by replies to the root where the bot may make none', async () => {
    const { chat, server } = await connectedBench();
    const root = await chat.post(aDelivery());
    server.faults.always(THREAD, discordFault.missingPermissions);
    const entry = await chat.post(aDelivery({ key: 'e-1', under: root }));
    await chat.post(aDelivery({ key: 'e-2', under: root }));
    expect(entry.thread).toBeNull();
    expect(server.messages.find(entry.message)?.repliesTo).toBe(root.message);
    expect(server.requests.filter(({ route }) => route === THREAD)).toHaveLength(1);
    expect(server.problems()).toEqual([]);
  });

  it('is replaced by replies once somebody has deleted or locked it', async () => {
    const { chat, server } = await connectedBench();
    const root = await chat.post(aDelivery());
    await chat.post(aDelivery({ key: 'e-1', under: root }));
    server.faults.next(`POST /channels/${root.message}/messages`, discordFault.unknownChannel);
    const entry = await chat.post(aDelivery({ key: 'e-2', under: root }));
    expect(entry.channel).toBe(HOME);
    expect(server.messages.find(entry.message)?.repliesTo).toBe(root.message);
  });

  it('is not given up because Discord is out of order for a moment', async () => {
    const { chat, server } = await connectedBench();
    const root = await chat.post(aDelivery());
    server.faults.next(THREAD, discordFault.serverError(503));
    expect((await troubleOf(chat.post(aDelivery({ key: 'e-1', under: root })))).kind).toBe('retry');
    expect((await chat.post(aDelivery({ key: 'e-1', under: root }))).thread).toBe(root.message);
  });
});

describe('trouble on the way to Discord', () => {
  it.each([
    ['a rate limit of a channel', discordFault.rateLimited({ retryAfter: 0.35 }), 'retry', 350],
    ['a shared rate limit', discordFault.rateLimited({ retryAfter: 7, scope: 'shared' }), 'retry', 7_000],
    ['a global rate limit', discordFault.rateLimited({ retryAfter: 2, scope: 'global' }), 'retry', 2_000],
    ['an absurd rate limit', discordFault.rateLimited({ retryAfter: 864_000 }), 'retry', 3_600_000],
    ['the wall in front of Discord', discordFault.cloudflare(3), 'retry', 300_000],
    ['a page of the wall instead of a refusal', discordFault.html(403), 'retry', 300_000],
    ['500', discordFault.serverError(500), 'unclear', null],
    ['502', discordFault.serverError(502), 'unclear', null],
    ['503', discordFault.serverError(503), 'retry', null],
    ['a page with 200', discordFault.html(200), 'unclear', null],
    ['a cut line', discordFault.reset, 'unclear', null],
    ['a wrong token', discordFault.unauthorized, 'permanent', null],
    ['a channel the bot cannot see', discordFault.missingAccess, 'permanent', null],
    ['a missing permission', discordFault.missingPermissions, 'permanent', null],
    ['an unknown channel', discordFault.unknownChannel, 'permanent', null],
    ['a malformed message', discordFault.refused(400, 50035, 'Invalid Form Body'), 'permanent', null],
    ['an overload', discordFault.refused(503, 130000, 'API resource is currently overloaded'), 'retry', null],
  ])('is of a known kind, with the wait that Discord asks for: %s', async (_, fault, kind, wait) => {
    const { chat, server } = await bench();
    server.faults.next(POST, fault);
    const error = await troubleOf(chat.post(aDelivery()));
    expect(error.kind).toBe(kind);
    if (wait === null) expect(error.retryAfter).toBeNull();
    else {
      expect(error.retryAfter).toBeGreaterThanOrEqual(wait);
      expect(error.retryAfter).toBeLessThanOrEqual(wait + 100);
    }
    expect(error.trouble.chat).toBe('Discord');
    expect(error.message).not.toContain(server.token);
  });

  it('is never unclear for an edit: doing it twice is doing it once', async () => {
    const { chat, server } = await bench();
    const receipt = await chat.post(aDelivery());
    server.faults.next(PATCH, discordFault.acceptThenReset, discordFault.serverError(500));
    expect((await troubleOf(chat.edit(receipt, aCard(), { key: 'tw-0000001-9' }))).kind).toBe('retry');
    expect((await troubleOf(chat.edit(receipt, aCard(), { key: 'tw-0000001-9' }))).kind).toBe('retry');
  });

  it('tells of an edit of a deleted message that it is gone', async () => {
    const { chat, server } = await bench();
    const receipt = await chat.post(aDelivery());
    server.faults.next(PATCH, discordFault.unknownMessage);
    const error = await troubleOf(chat.edit(receipt, aCard(), { key: 'tw-0000001-9' }));
    expect([error.kind, error.trouble.reason]).toEqual(['gone', 'message-gone']);
  });

  it('does not keep the next message from being tried when a token was refused', async () => {
    const { chat, server } = await bench();
    server.faults.next(POST, discordFault.unauthorized);
    await troubleOf(chat.post(aDelivery()));
    await chat.post(aDelivery({ key: 'n-2' }));
    expect(server.messages.list()).toHaveLength(1);
  });

  it('during a rate limit nothing is sent at all', async () => {
    const { chat, server } = await bench();
    server.faults.next(POST, discordFault.rateLimited({ retryAfter: 5, scope: 'global' }));
    await troubleOf(chat.post(aDelivery()));
    const error = await troubleOf(chat.post(aDelivery({ key: 'n-2' })));
    expect(error.kind).toBe('retry');
    expect(error.retryAfter).toBeGreaterThan(4_000);
    expect(server.requests).toHaveLength(1);
  });

  it('a machine that is not there has not taken the message', async () => {
    const { chat, server } = await bench();
    await server.close();
    expect((await troubleOf(chat.post(aDelivery()))).kind).toBe('retry');
  });

  it('after a stop nothing is sent, and what was under way ends at once', async () => {
    const { chat, server } = await bench();
    server.faults.next(POST, discordFault.acceptThenSilence);
    const hanging = troubleOf(chat.post(aDelivery()));
    await server.until('the post', () => (server.messages.list().length === 1 ? true : undefined));
    await chat.stop();
    expect((await hanging).kind).toBe('unclear');
    expect((await troubleOf(chat.post(aDelivery({ key: 'n-2' })))).kind).toBe('retry');
  });
});
