import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withNumber, withPortfolio, withTemplate } from '../../src/simulator/edits.js';
import type { Story } from '../../src/simulator/story.js';
import { deliveredBetween } from '../../src/simulator/volume.js';
import { bodiesOf, orderly } from '../../src/simulator/webhooks/bodies.js';
import { startCourier } from '../../src/simulator/webhooks/courier.js';
import { newsBetween } from '../../src/simulator/webhooks/news.js';
import { startWebhooks } from '../../src/simulator/webhooks/sender.js';
import { trafficBetween } from '../../src/simulator/webhooks/traffic.js';
import { listenOnLoopback, type Incoming } from '../support/loopback/http.js';
import { aNumber, appSecret, aWaba, hour, noon, storyOf } from './world-for-tests.js';

const minute = 60_000;
const sends = [
  { numberId: '3001', category: 'MARKETING', type: 'REGULAR', from: noon - hour, to: noon, total: 900 },
  {
    numberId: '3002',
    category: 'SERVICE',
    type: 'FREE_CUSTOMER_SERVICE',
    from: noon - 9 * hour,
    perHour: 200,
  },
];
const account = aWaba('2001', { numbers: [aNumber('3001'), aNumber('3002')] });
const story = storyOf([account], { sends });

interface Status {
  readonly id: string;
  readonly status: string;
  readonly timestamp: string;
}
const statusesIn = (updates: readonly { readonly value: object }[]): readonly Status[] =>
  updates.flatMap(({ value }) => ('statuses' in value ? (value.statuses as Status[]) : []));

describe('what people do in the simulator', () => {
  const updates = trafficBetween(story, noon - 2 * hour, noon + hour);

  it('is told of as many deliveries as insights count', () => {
    const delivered = statusesIn(trafficBetween(story, noon - 90 * minute, noon)).filter(
      ({ id, status }) =>
        Buffer.from(id.slice(6), 'base64url').toString().startsWith('3001') && status !== 'sent',
    );
    const counted = new Set(delivered.filter(({ status }) => status !== 'failed').map(({ id }) => id));
    expect(counted.size).toBe(deliveredBetween(sends[0] ?? never(), noon - 90 * minute, noon, noon));
  });

  it('is the same however the time is cut', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 179 }), (cut) => {
        const middle = noon - 2 * hour + cut * minute;
        expect([
          ...trafficBetween(story, noon - 2 * hour, middle),
          ...trafficBetween(story, middle, noon + hour),
        ]).toEqual(updates);
      }),
      { numRuns: 5 },
    );
  });

  it('sends, delivers, reads, fails, writes and calls', () => {
    const told = (word: string): number => statusesIn(updates).filter(({ status }) => status === word).length;
    for (const word of ['sent', 'delivered', 'read', 'failed']) expect(told(word)).toBeGreaterThan(5);
    expect(updates.filter(({ value }) => 'messages' in value).length).toBeGreaterThan(400);
    expect(updates.filter(({ field }) => field === 'calls').length).toBeGreaterThan(5);
  });

  it('tells when a message was sent before it was delivered, and when it was written to before that', () => {
    const times = new Map<string, number>();
    for (const { id, status, timestamp } of statusesIn(updates)) {
      if (status === 'sent') times.set(id, Number(timestamp));
      else expect(Number(timestamp)).toBeGreaterThanOrEqual(times.get(id) ?? 0);
    }
  });
});

describe('what Meta announces in the simulator', () => {
  it('is what changed, but never the colour of a number', () => {
    const template = {
      id: '7001',
      name: 'promo',
      language: 'id',
      category: 'MARKETING',
      status: 'APPROVED',
      quality: 'GREEN',
    };
    const told = storyOf([{ ...account, templates: [template] }], {
      changes: [
        {
          at: noon,
          label: '',
          change: (world) => withNumber(world, '3001', { quality: 'RED', throughput: 'HIGH' }),
        },
        { at: noon + 1, label: '', change: (world) => withPortfolio(world, '1001', { limit: 'TIER_100K' }) },
        {
          at: noon + 2,
          label: '',
          change: (world) => withTemplate(world, '7001', { status: 'PAUSED', quality: 'RED' }),
        },
        { at: noon + 9, label: '', change: (world) => withTemplate(world, '7001', { status: 'APPROVED' }) },
      ],
    });
    const named = {
      message_template_id: 7001,
      message_template_name: 'promo',
      message_template_language: 'id',
    };
    const phone = '6281234563001';
    expect(newsBetween(told, noon - 1, noon + 2)).toEqual([
      {
        at: noon,
        wabaId: '2001',
        field: 'phone_number_quality_update',
        value: { display_phone_number: phone, event: 'THROUGHPUT_UPGRADE', current_limit: 'TIER_UNLIMITED' },
      },
      {
        at: noon + 1,
        wabaId: '2001',
        field: 'business_capability_update',
        value: { max_daily_conversations_per_business: 100_000 },
      },
      {
        at: noon + 2,
        wabaId: '2001',
        field: 'message_template_status_update',
        value: { ...named, event: 'PAUSED', reason: 'NONE' },
      },
      {
        at: noon + 2,
        wabaId: '2001',
        field: 'message_template_quality_update',
        value: { ...named, previous_quality_score: 'GREEN', new_quality_score: 'RED' },
      },
    ]);
  });
});

describe('the bodies of webhooks', () => {
  const updates = trafficBetween(story, noon - hour, noon);
  it('hold at most a thousand updates, all of them, in order', () => {
    const bodies = bodiesOf(updates, orderly, 'a');
    expect(bodies.map((body) => changesIn([body]).length).every((count) => count <= 1_000)).toBe(true);
    expect(changesIn(bodies)).toEqual(updates.map(({ value, field }) => JSON.stringify({ value, field })));
  });

  it('repeat and mix what is told, the same way for the same seed', () => {
    const bodies = bodiesOf(updates, { repeated: 0.2, disordered: true }, 'a');
    expect(bodiesOf(updates, { repeated: 0.2, disordered: true }, 'a')).toEqual(bodies);
    expect(bodiesOf(updates, { repeated: 0.2, disordered: true }, 'b')).not.toEqual(bodies);
    const changes = changesIn(bodies);
    expect(changes.length).toBeGreaterThan(updates.length * 1.1);
    expect([...new Set(changes)].sort()).toEqual(
      [...new Set(changesIn(bodiesOf(updates, orderly, 'a')))].sort(),
    );
  });

  it('escape what is not ASCII', () => {
    const [body = ''] = bodiesOf(
      [{ at: noon, wabaId: '1', field: 'x', value: { name: 'Siäng' } }],
      orderly,
      'a',
    );
    expect(body).toContain('Si\\u00e4ng');
    expect(changesIn([body])).toEqual(['{"value":{"name":"Siäng"},"field":"x"}']);
  });
});

describe('the courier', () => {
  it('signs a body and brings the same one, less and less often, until it is taken', async () => {
    const seen: Incoming[] = [];
    const answers = [500, 503, 401, 200];
    const callback = await listenOnLoopback((incoming) => {
      seen.push(incoming);
      return Promise.resolve({ status: answers[seen.length - 1] ?? 200, body: '' });
    });
    const waits: number[] = [];
    const courier = startCourier({
      callback: `http://127.0.0.1:${String(callback.port)}/hook`,
      secret: appSecret,
      wait: (ms) => {
        waits.push(ms);
        return Promise.resolve();
      },
    });
    await courier.bring('{"a":1}');
    courier.close();
    await callback.close();
    expect(waits).toEqual([0, 100, 200]);
    expect(seen.map(({ body }) => body.toString())).toEqual(Array(4).fill('{"a":1}'));
    const signature = createHmac('sha256', appSecret).update('{"a":1}').digest('hex');
    expect(seen.map(({ headers }) => headers['x-hub-signature-256'])).toEqual(
      Array(4).fill(`sha256=${signature}`),
    );
    expect([...courier.answers.keys()]).toEqual(answers);
  });

  it('gives up after a day and a half', async () => {
    let waited = 0;
    const courier = startCourier({
      callback: 'http://127.0.0.1:1/',
      secret: appSecret,
      wait: (ms) => {
        waited += ms;
        return Promise.resolve();
      },
    });
    await expect(courier.bring('{}')).rejects.toThrow('36 hours');
    expect(waited).toBeGreaterThanOrEqual(36 * hour);
    expect(waited).toBeLessThan(38 * hour);
  });
});

describe('the sender', () => {
  /** The bodies that a callback is sent of a story, which is told step by step. */
  async function bodiesTold(told: Story, from: number, steps: readonly number[]): Promise<readonly string[]> {
    const bodies: string[] = [];
    const callback = await listenOnLoopback(({ body }) => {
      bodies.push(body.toString());
      return Promise.resolve({ status: 200, body: '' });
    });
    const sender = startWebhooks({
      story: told,
      from,
      callback: `http://127.0.0.1:${String(callback.port)}/`,
    });
    for (const to of steps) await sender.tellUntil(to);
    sender.close();
    await callback.close();
    expect([...sender.answers.keys()].filter((status) => status !== 200)).toEqual([]);
    expect(sender.answers.get(200) ?? 0).toBe(bodies.length);
    return bodies;
  }

  it('tells each thing once, from where it was', async () => {
    const steps = [2, 2, 1, 10].map((passed) => noon - (10 - passed) * minute);
    const bodies = await bodiesTold(story, noon - 10 * minute, steps);
    const all = trafficBetween(story, noon - 10 * minute, noon);
    expect(changesIn(bodies)).toEqual(changesIn(bodiesOf(all, orderly, '1')));
  });

  it.each([
    ['fields that the app has not', { fields: ['calls'] }, ['calls']],
    ['webhooks while they are paused', { fields: ['messages', 'calls'], paused: true as const }, []],
  ])('sends no %s', async (_what, set, sent) => {
    const webhooks = { callback: 'https://bot.example/webhooks/meta', ...set };
    const start = { ...story.start, app: { ...story.start.app, webhooks } };
    const bodies = await bodiesTold({ ...story, start }, noon - hour, [noon]);
    const fields = changesIn(bodies).map((change) => (JSON.parse(change) as { field: string }).field);
    expect([...new Set(fields)]).toEqual(sent);
  });
});

function changesIn(bodies: readonly string[]): readonly string[] {
  return bodies.flatMap((body) => {
    const { entry } = JSON.parse(body) as {
      readonly entry: readonly { readonly changes: readonly object[] }[];
    };
    return entry.flatMap(({ changes }) => changes.map((change) => JSON.stringify(change)));
  });
}

function never(): never {
  throw new Error('There is no such send.');
}
