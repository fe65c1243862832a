import type nock from 'nock';
import { describe, expect, test } from 'vitest';
import { known, unknown } from '../../../src/domain/reading.js';
import { HOUR, MINUTE } from '../../../src/domain/time.js';
import {
  business,
  clockAt,
  errorJson,
  graphAt,
  graphForEachTest,
  now,
  numberJson,
  onGraph,
  otherWaba,
  planOf,
  pointJson,
  testSource,
  waba,
  wabaJson,
} from './graph-answers.js';
import { blindnessOf, seenBy } from './seen.js';

graphForEachTest();

const two = planOf({ wabas: [waba, otherWaba] });
const first = (points: readonly object[] = [pointJson(30, '628111111111', 300)], more = {}) =>
  wabaJson([numberJson('1', '+628111111111')], points, more);
const second = (points: readonly object[] = [pointJson(90, '628222222222', 200)], more = {}) =>
  wabaJson([numberJson('2', '+628222222222')], points, { id: otherWaba, name: 'Second', ...more });

function answered(path: string, body: object, status = 200): nock.Scope {
  return onGraph().persist().get(`/v26.0/${path}`).query(true).reply(status, body);
}

describe('usage', () => {
  test('is added up over all accounts', async () => {
    answered(waba, first());
    answered(otherWaba, second());
    const snapshot = await seenBy(testSource(), two);
    expect(snapshot.usage).toMatchObject({ known: true, value: { recipients: 500, accuracy: 'at-most' } });
    expect(snapshot.series).toHaveLength(2);
  });

  test('of numbers that are not listed counts for the portfolio, and may be of those that are', async () => {
    answered(waba, first([pointJson(30, '628111111111', 300), pointJson(30, '628999999999', 40)]));
    const snapshot = await seenBy(testSource(), planOf());
    expect(snapshot.usage).toMatchObject({ value: { recipients: 340, unmatched: 40 } });
    expect(snapshot.numbers[0]?.usage).toMatchObject({ value: { recipients: 340, unmatched: 40 } });
    expect(snapshot.unmatched).toMatchObject([{ name: '628999999999', number: null }]);
  });

  test('is zero when an answer holds no half hours', async () => {
    answered(waba, first([]));
    const snapshot = await seenBy(testSource(), planOf());
    expect(snapshot.usage).toMatchObject({ known: true, value: { recipients: 0 } });
    expect(snapshot.numbers[0]?.usage).toMatchObject({ known: true, value: { recipients: 0 } });
  });

  test('is unknown, not zero, when the answer is silent about it', async () => {
    answered(waba, first([], { pricing_analytics: undefined }));
    const snapshot = await seenBy(testSource(), planOf());
    expect(snapshot.usage).toEqual(unknown('incomplete'));
    expect(snapshot.numbers[0]?.usage).toEqual(unknown('not-returned'));
    expect(snapshot.gaps.map((gap) => gap.part)).toEqual(['usage']);
  });

  test('of one account stays known while the sum is not', async () => {
    answered(waba, first());
    answered(otherWaba, second([], { pricing_analytics: 'soon' }));
    const snapshot = await seenBy(testSource(), two);
    expect(snapshot.usage).toEqual(unknown('incomplete'));
    expect(snapshot.series).toEqual([]);
    expect(snapshot.numbers.map((number) => number.usage)).toMatchObject([
      { known: true, value: { recipients: 300 } },
      { known: false, why: 'not-understood' },
    ]);
  });

  test('a broken point hides its number and the sum, not the neighbours', async () => {
    const numbers = [numberJson('1', '+628111111111'), numberJson('3', '+628333333333')];
    const points = [
      pointJson(30, '628111111111', 300),
      { ...pointJson(30, '628333333333', 1), volume: null },
    ];
    answered(waba, wabaJson(numbers, points));
    const snapshot = await seenBy(testSource(), planOf());
    expect(snapshot.numbers.map((number) => number.usage.known)).toEqual([true, false]);
    expect(snapshot.usage).toEqual(unknown('incomplete'));
  });

  test('points that name nobody count for the portfolio and leave its numbers open', async () => {
    answered(waba, first([pointJson(30, '', 70, { phone_number: undefined })]));
    const snapshot = await seenBy(testSource(), planOf());
    expect(snapshot.usage).toMatchObject({ value: { recipients: 70 } });
    expect(snapshot.numbers[0]?.usage).toEqual(unknown('incomplete'));
  });
});

describe('an account that fails', () => {
  test('is a gap; the other one is seen, the sum is not', async () => {
    answered(waba, first());
    answered(otherWaba, errorJson(200, '(#200) No', { error_subcode: 1349174 }), 403);
    const snapshot = await seenBy(testSource(), two);
    expect(snapshot.numbers.map((number) => number.id)).toEqual(['1']);
    expect(snapshot.wabas.map((one) => one.id)).toEqual([waba, otherWaba]);
    expect(snapshot.wabas[1]?.health).toEqual(unknown('incomplete'));
    expect(snapshot.usage).toEqual(unknown('incomplete'));
    expect(snapshot.limit).toEqual(known({ kind: 'capped', recipients: 2000 }));
    expect(snapshot.gaps.map(({ waba: id, part, problem }) => [id, part, problem])).toEqual([
      [otherWaba, 'numbers', 'forbidden'],
      [otherWaba, 'usage', 'forbidden'],
      [otherWaba, 'health', 'forbidden'],
    ]);
  });

  test('keeps its name', async () => {
    graphAt(waba).reply(200, first());
    answered(otherWaba, second());
    const source = testSource();
    await seenBy(source, two);
    answered(waba, errorJson(10), 403);
    expect((await seenBy(source, two)).wabas[0]?.name).toBe('Shop');
  });

  test('blinds us when it is the only one', async () => {
    answered(waba, errorJson(10, '(#10) No', { fbtrace_id: 'Xy9' }), 403);
    const blindness = await blindnessOf(testSource(), planOf());
    expect(blindness).toMatchObject({ at: now, problem: 'forbidden' });
    expect(blindness.cause).toEqual({
      reason: 'permission-missing',
      code: 10,
      trace: 'Xy9',
      quote: '(#10) No',
    });
  });

  test('when all fail the most telling is told', async () => {
    answered(waba, {}, 500);
    answered(otherWaba, errorJson(10), 403);
    expect(await blindnessOf(testSource(), two)).toMatchObject({ problem: 'forbidden' });
  });
});

describe('the limit', () => {
  test.each([
    ['TIER_10K', 'TIER_10K', 10_000],
    ['TIER_10K', 'TIER_2K', 2_000],
    ['TIER_NOT_SET', 'TIER_2K', 2_000],
    ['TIER_UNLIMITED', 'TIER_100K', 100_000],
  ])('of accounts with %s and %s is %i', async (one, other, recipients) => {
    answered(waba, first([], { whatsapp_business_manager_messaging_limit: one }));
    answered(otherWaba, second([], { whatsapp_business_manager_messaging_limit: other }));
    expect((await seenBy(testSource(), two)).limit).toEqual(known({ kind: 'capped', recipients }));
  });

  test('comes from the numbers when the account does not tell it', async () => {
    answered(waba, first([], { whatsapp_business_manager_messaging_limit: undefined }));
    const snapshot = await seenBy(testSource(), planOf());
    expect(snapshot).toMatchObject({ limit: { value: { recipients: 2000 } }, rawLimit: 'TIER_2K' });
  });

  test.each([
    ['TIER_NOT_SET', 'not-set'],
    ['TIER_MANY', 'not-understood'],
  ] as const)('%s is unknown and shown raw', async (raw, why) => {
    const numbers = [numberJson('1', '+628111111111', { whatsapp_business_manager_messaging_limit: raw })];
    answered(waba, wabaJson(numbers, [], { whatsapp_business_manager_messaging_limit: raw }));
    const snapshot = await seenBy(testSource(), planOf());
    expect(snapshot).toMatchObject({ limit: unknown(why), rawLimit: raw });
    expect(snapshot.numbers[0]).toMatchObject({ limit: unknown(why), rawLimit: raw });
  });
});

describe('owners', () => {
  const client = { owner_business_info: { id: '999', name: 'A client' } };
  const plan = planOf({ business, wabas: [] });
  const lists = (owned: readonly string[], clients: readonly string[]): void => {
    answered(`${business}/owned_whatsapp_business_accounts`, {
      data: owned.map((id) => ({ id: Number(id) })),
    });
    answered(`${business}/client_whatsapp_business_accounts`, { data: clients.map((id) => ({ id })) });
  };

  test("a client's account is watched but does not share our limit", async () => {
    lists([waba], [otherWaba]);
    answered(waba, first());
    answered(
      otherWaba,
      second(undefined, { ...client, whatsapp_business_manager_messaging_limit: 'TIER_250' }),
    );
    const snapshot = await seenBy(testSource(), plan);
    expect(snapshot.numbers).toHaveLength(2);
    expect(snapshot.usage).toMatchObject({ value: { recipients: 300 } });
    expect(snapshot.limit).toMatchObject({ value: { recipients: 2000 } });
    expect(snapshot.numbers[1]?.usage).toMatchObject({ value: { recipients: 200 } });
    expect(snapshot.wabas.map(({ otherLimit }) => otherLimit)).toEqual([undefined, true]);
  });

  test("volume of nobody in a client's account is none of ours", async () => {
    lists([waba], [otherWaba]);
    answered(waba, first());
    answered(otherWaba, second([pointJson(90, '628999999999', 200)], client));
    const snapshot = await seenBy(testSource(), plan);
    expect(snapshot.usage).toMatchObject({ value: { recipients: 300 } });
    expect(snapshot.usage).not.toHaveProperty('value.unmatched');
    expect(snapshot.numbers[0]?.usage).not.toHaveProperty('value.unmatched');
    expect(snapshot.numbers[1]?.usage).toMatchObject({ value: { recipients: 200, unmatched: 200 } });
  });

  test("a client's account that once was seen and then fails does not spoil our sum", async () => {
    lists([waba], [otherWaba]);
    answered(waba, first());
    graphAt(otherWaba).reply(200, second(undefined, client));
    const source = testSource();
    await seenBy(source, plan);
    answered(otherWaba, errorJson(10), 403);
    const snapshot = await seenBy(source, plan);
    expect(snapshot.usage).toMatchObject({ known: true });
    expect(snapshot.gaps.map((gap) => gap.waba)).toEqual([otherWaba, otherWaba, otherWaba]);
  });

  test('accounts of several owners have no common limit', async () => {
    answered(waba, first());
    answered(otherWaba, second(undefined, client));
    const snapshot = await seenBy(testSource(), two);
    expect(snapshot.limit.known).toBe(false);
    expect(snapshot.usage).toEqual(unknown('incomplete'));
    expect(snapshot.gaps).toMatchObject([{ waba: null, part: 'limit' }]);
    expect(snapshot.numbers.every((number) => number.usage.known)).toBe(true);
  });

  test('name a portfolio that the plan does not name', async () => {
    answered(waba, first());
    expect((await seenBy(testSource(), planOf({ name: '' }))).name).toBe('Toko Maju Group');
  });
});

describe('discovery', () => {
  const plan = planOf({ business, wabas: [] });
  const owned = `${business}/owned_whatsapp_business_accounts`;
  const clients = `${business}/client_whatsapp_business_accounts`;

  test('follows cursors, takes each account once, and holds for an hour', async () => {
    const clock = clockAt(now);
    let calls = 0;
    onGraph()
      .persist()
      .get(`/v26.0/${owned}`)
      .query(true)
      .reply((uri) => {
        calls++;
        return uri.includes('after=c2')
          ? [200, { data: [{ id: otherWaba }], paging: { cursors: { after: 'c3' } } }]
          : [
              200,
              {
                data: [{ id: 102290129340398, name: 'Shop' }],
                paging: { cursors: { after: 'c2' }, next: 'https://x.invalid/?after=c2' },
              },
            ];
      });
    answered(clients, { data: [{ id: waba }] });
    answered(waba, first());
    answered(otherWaba, second());
    const source = testSource({ clock });
    expect((await seenBy(source, plan)).wabas.map((one) => one.id)).toEqual([waba, otherWaba]);
    await seenBy(source, plan);
    expect(calls).toBe(2);
    clock.turn(HOUR + 1);
    await seenBy(source, plan);
    expect(calls).toBe(4);
  });

  test('that is refused leaves the accounts that are named, and the sum open', async () => {
    answered(owned, errorJson(200), 403);
    answered(clients, errorJson(200), 403);
    answered(waba, first());
    const snapshot = await seenBy(testSource(), planOf({ business }));
    expect(snapshot.numbers).toHaveLength(1);
    expect(snapshot.usage).toEqual(unknown('incomplete'));
    expect(snapshot.gaps).toMatchObject([{ waba: null, part: 'discovery', problem: 'forbidden' }]);
  });

  test('of clients that is refused leaves our sum whole', async () => {
    answered(owned, { data: [{ id: waba }] });
    answered(clients, errorJson(200), 403);
    answered(waba, first());
    const snapshot = await seenBy(testSource(), plan);
    expect(snapshot.usage.known).toBe(true);
    expect(snapshot.gaps).toMatchObject([{ part: 'discovery' }]);
  });

  test('that fails later keeps what it knew', async () => {
    const clock = clockAt(now);
    graphAt(owned).reply(200, { data: [{ id: waba }] });
    graphAt(clients).reply(200, { data: [] });
    answered(waba, first());
    const source = testSource({ clock });
    await seenBy(source, plan);
    clock.turn(HOUR + MINUTE);
    answered(owned, {}, 502);
    answered(clients, { data: [] });
    const snapshot = await seenBy(source, plan);
    expect(snapshot.numbers).toHaveLength(1);
    expect(snapshot.usage.known).toBe(true);
    expect(snapshot.gaps).toMatchObject([{ part: 'discovery', problem: 'unreachable' }]);
  });

  test('that finds nothing blinds us: unknown is not healthy', async () => {
    answered(owned, { data: [] });
    answered(clients, { data: [] });
    const blindness = await blindnessOf(testSource(), plan);
    expect(blindness.problem).toBe('forbidden');
    // No code: Meta sent none.
    expect(blindness.cause).toEqual({ reason: 'nothing-assigned' });
  });
});
