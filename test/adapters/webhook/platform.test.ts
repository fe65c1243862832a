import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readEnvironment } from '../../../config/env.js';
import { endpointOf } from '../../../src/adapters/webhook/index.js';
import { webhookPlatform } from '../../../src/adapters/webhook/platform.js';
import { signedHeaders } from '../../../src/adapters/webhook/signature.js';
import { leanFetch } from '../../../src/adapters/system/lean-fetch.js';
import { reasonOf } from '../../../src/app/reason.js';
import type { Matter } from '../../../src/domain/matter.js';
import { after, instantOf, MINUTE } from '../../../src/domain/time.js';
import { DeliveryError, type ChatPlatform, type Delivery } from '../../../src/ports.js';
import { fakeClock } from '../../support/fakes/clock.js';
import { noon } from '../../support/looks.js';
import { listenOnLoopback, type Outcome } from '../../support/loopback/http.js';
import { webhookReceiver, type WebhookReceiver } from '../../support/webhook-receiver.js';
import { card } from '../slack/cards.js';

const clock = fakeClock(noon);
let receiver: WebhookReceiver;
beforeEach(async () => {
  clock.set(noon);
  receiver = await webhookReceiver(() => clock.now());
});
afterEach(() => receiver.close());

function platform(url = receiver.url, secret = receiver.secret): ChatPlatform {
  const env = { WEBHOOK_ONCALL_URL: url, WEBHOOK_ONCALL_SECRET: secret };
  const { environment, mistakes } = readEnvironment(env, '/');
  expect(mistakes).toEqual([]);
  const values = [...environment.chats].find(([name]) => name === 'webhook')?.[1] ?? {};
  return webhookPlatform((channel) => endpointOf(channel, values), {
    clock,
    fetch: leanFetch,
    patience: 300,
  });
}

const matter: Matter = {
  kind: 'alert',
  at: after(noon, -MINUTE),
  portfolio: { id: '5069', name: 'Toko Maju' },
  alert: 'k3f9a2b',
  incidents: [
    {
      id: 'k3f9a2b',
      standing: 'open',
      rule: 'quality',
      severity: 'critical',
      subject: { kind: 'number', id: '1065', name: 'Promo <@everyone>', phone: '+6281234567890' },
      facts: { quality: 'red' },
      openedAt: noon,
      worsenedAt: noon,
      firingAt: noon,
      endedAt: null,
      acknowledged: null,
    },
  ],
  reasons: [{ reason: 'opened', incident: 'k3f9a2b', at: noon }],
  loud: true,
  route: null,
};
const delivery = (parts: Partial<Delivery> = {}): Delivery => ({
  channel: 'oncall',
  card: card({ title: 'Quality is low', lead: ['Promo is red'] }),
  key: 'tw-0000001-1',
  under: null,
  mention: null,
  loud: true,
  maybeSentSince: null,
  matter,
  ...parts,
});

async function refusalOf(work: Promise<unknown>): Promise<DeliveryError> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof DeliveryError) return error;
  throw new Error(`It did not fail as deliveries do: ${String(error)}`);
}

/** A server at which nothing is checked. */
async function server(outcome: Outcome): Promise<{ url: string; heard: string[]; close(): Promise<void> }> {
  const heard: string[] = [];
  const line = await listenOnLoopback(async ({ verb, path }) => {
    heard.push(`${verb} ${path}`);
    return outcome;
  });
  return { url: `http://127.0.0.1:${String(line.port)}/`, heard, close: () => line.close() };
}

describe('a signature', () => {
  it('is the one that the specification gives as its example', () => {
    const key = Buffer.from('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'base64');
    const sent = {
      id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      at: instantOf(1_614_265_330_000),
      body: '{"test": 2432232314}',
    };
    expect(signedHeaders(sent, [key])).toEqual({
      'webhook-id': sent.id,
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it('is made with each key while a key is changed', async () => {
    const other = `whsec_${Buffer.alloc(24, 9).toString('base64')}`;
    await platform(receiver.url, `${other} ${receiver.secret}`).post(delivery());
    expect(receiver.taken).toHaveLength(1);
  });

  it('of another key is not taken, and the setting to look at is named', async () => {
    const other = `whsec_${Buffer.alloc(24, 9).toString('base64')}`;
    const error = await refusalOf(platform(receiver.url, other).post(delivery()));
    expect(error.kind).toBe('permanent');
    expect(reasonOf(error)).toContain('Check WEBHOOK_ONCALL_SECRET.');
    expect(receiver.taken).toEqual([]);
  });
});

describe('a message', () => {
  it('says what it is about in figures and in plain words', async () => {
    await platform().post(
      delivery({
        card: card({
          title: 'Quality is low',
          lead: ['Promo <@everyone> is red'],
          footnote: [{ kind: 'link', text: 'WhatsApp Manager', url: 'https://business.facebook.com/x' }],
        }),
      }),
    );
    const [taken] = receiver.taken;
    expect(taken?.sentAt).toBe(noon / 1_000);
    expect(taken?.event).toMatchObject({
      type: 'alert.opened',
      timestamp: '2026-11-22T04:59:00.000Z',
      data: {
        version: 1,
        channel: 'oncall',
        alert: 'k3f9a2b',
        severity: 'critical',
        state: 'open',
        portfolio: { id: '5069', name: 'Toko Maju' },
        reasons: [{ reason: 'opened', incident: 'k3f9a2b' }],
        incidents: [{ rule: 'quality', subject: { name: 'Promo <@everyone>' }, facts: { quality: 'red' } }],
        title: 'Quality is low',
        summary: 'Promo <@everyone> is red',
        links: [{ text: 'WhatsApp Manager', url: 'https://business.facebook.com/x' }],
      },
    });
    expect(receiver.problems).toEqual([]);
  });

  it('keeps its id in every attempt, and each attempt has a time of its own', async () => {
    const chat = platform();
    receiver.meets('lost');
    const error = await refusalOf(chat.post(delivery()));
    expect(error.kind).toBe('unclear');
    clock.move(MINUTE);
    const again = await chat.post(delivery({ maybeSentSince: noon }));
    expect(receiver.ids).toEqual([again.message, again.message]);
    expect(receiver.taken.map(({ sentAt }) => sentAt)).toEqual([noon / 1_000]);
    expect(again.earlier).toBe(true);
  });

  it('of another store is another message, though it has the same key', async () => {
    const chat = platform();
    await chat.post(delivery());
    await chat.post(delivery({ matter: { ...matter, at: after(noon, 1) } }));
    expect(receiver.taken).toHaveLength(2);
  });

  it('that tells how an alert stands now is one of its own, in place of the first', async () => {
    const chat = platform();
    const first = await chat.post(delivery());
    const over = {
      ...matter,
      at: noon,
      incidents: matter.incidents.map((one) => ({ ...one, endedAt: noon, standing: 'resolved' as const })),
    };
    await chat.edit(first, card({ tone: 'good', title: 'Over' }), { key: 'tw-0000001-2', matter: over });
    await chat.post(delivery({ key: 'tw-0000001-3', under: first, matter: { ...over, kind: 'log' } }));
    const [, updated, log] = receiver.taken;
    expect(updated?.event).toMatchObject({
      type: 'alert.updated',
      data: { replaces: first.message, alert: 'k3f9a2b', severity: null, state: 'resolved' },
    });
    expect(log?.event).toMatchObject({ type: 'alert.log', data: { under: first.message, replaces: null } });
    expect(new Set(receiver.ids).size).toBe(3);
  });

  it('tells a hundred incidents of a thousand, and how many it leaves out', async () => {
    const [one] = matter.incidents;
    const many = Array.from({ length: 1_000 }, (_, i) => ({
      ...one,
      id: `i${String(i)}`,
    })) as typeof matter.incidents;
    await platform().post(delivery({ matter: { ...matter, incidents: many } }));
    const { data } = receiver.taken[0]?.event ?? {};
    expect([data?.incidents.length, data?.incidentsLeftOut]).toEqual([100, 900]);
    expect(JSON.stringify(data).length).toBeLessThan(256 * 1024);
  });
});

describe('a receiver', () => {
  it.each([
    [500, {}, 'unclear', null],
    [503, { 'retry-after': '7' }, 'unclear', 7_000],
    [408, {}, 'unclear', null],
    [429, {}, 'retry', 10_000],
    [429, { 'retry-after': '99999' }, 'retry', 3_600_000],
    [429, { 'retry-after': 'Sun, 22 Nov 2026 05:00:30 GMT' }, 'retry', 30_000],
    [400, {}, 'permanent', null],
    [404, {}, 'permanent', null],
    [410, {}, 'permanent', null],
  ] as const)(
    'that answers %i with %o makes the delivery fail as %s',
    async (status, headers, kind, wait) => {
      receiver.meets({ status, headers, body: '' });
      const error = await refusalOf(platform().post(delivery()));
      expect([error.kind, error.retryAfter]).toEqual([kind, wait]);
      expect(error.trouble.code).toBe(`HTTP ${String(status)}`);
      expect(reasonOf(error)).not.toContain('CANARY');
    },
  );

  it('that sends the bot elsewhere is not followed', async () => {
    const elsewhere = await server({ status: 204, body: '' });
    receiver.meets({ status: 307, headers: { location: elsewhere.url }, body: '' });
    const error = await refusalOf(platform().post(delivery()));
    expect([error.kind, error.trouble.reason]).toEqual(['permanent', 'sent-elsewhere']);
    expect(reasonOf(error)).toContain('Check WEBHOOK_ONCALL_URL.');
    expect(elsewhere.heard).toEqual([]);
    await elsewhere.close();
  });

  it('that never answers is waited for no longer than its time', async () => {
    receiver.meets('silence');
    const began = performance.now();
    const error = await refusalOf(platform().post(delivery()));
    expect([error.kind, error.trouble.reason]).toEqual(['unclear', 'too-slow']);
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  it('whose answer does not end is read no further than 16 MB', async () => {
    receiver.meets({ status: 200, body: Buffer.alloc(17 * 1024 * 1024, 'x') });
    expect((await refusalOf(platform().post(delivery()))).kind).toBe('unclear');
  });

  it('that nobody is at is told as such, and nothing can have arrived', async () => {
    const gone = await server({ status: 204, body: '' });
    await gone.close();
    const error = await refusalOf(platform(gone.url).post(delivery()));
    expect([error.kind, error.trouble.reason]).toEqual(['retry', 'unreachable']);
  });
});

describe('a check', () => {
  it('asks whether somebody answers, and tells nothing', async () => {
    const trials = await platform().inspect(['oncall']);
    expect(trials).toMatchObject([{ what: 'Webhook, oncall', ok: true }]);
    expect(trials[0]?.say).toContain('HTTP 405');
    expect(receiver.requests).toEqual(['HEAD']);
  });

  it('names what is not set', async () => {
    const trials = await platform().inspect(['pager-duty']);
    expect(trials).toEqual([
      {
        what: 'Webhook, pager-duty',
        ok: false,
        say: 'Set WEBHOOK_PAGER_DUTY_URL and WEBHOOK_PAGER_DUTY_SECRET.',
      },
    ]);
  });

  it('says why nobody answers', async () => {
    const gone = await server({ status: 204, body: '' });
    await gone.close();
    expect(await platform(gone.url).inspect(['oncall'])).toMatchObject([
      { ok: false, say: { reason: 'unreachable' } },
    ]);
  });
});
