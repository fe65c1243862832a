import { describe, expect, test } from 'vitest';
import type { AccountApart, AccountsApart } from '../../../src/sharing-port.js';
import { known, unknown } from '../../../src/domain/reading.js';
import type { PortfolioId } from '../../../src/domain/snapshot.js';
import { after, halfHourOf, HOUR, MINUTE } from '../../../src/domain/time.js';
import type { PortfolioPlan } from '../../../src/ports.js';
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

const phones: Readonly<Record<string, string>> = { [waba]: '628111111111', [otherWaba]: '628122222222' };
const shop = planOf();
const promo: PortfolioPlan = { ...planOf({ wabas: [otherWaba] }), id: 'promo' as PortfolioId, name: 'Promo' };
/** Tokens of their own, so that nothing but the owner joins them. */
const source = (clock = clockAt(now), apart: AccountsApart | null = null) =>
  testSource({ clock, apart, tokenOf: ({ name }) => ({ token: `token-of-${name}`, label: name }) });

function answered(id: string, volume: number, more: Readonly<Record<string, unknown>> = {}): void {
  const phone = phones[id] ?? '';
  onGraph()
    .persist()
    .get(`/v26.0/${id}`)
    .query(true)
    .reply(200, { ...wabaJson([numberJson(id, `+${phone}`)], [pointJson(30, phone, volume)], more), id });
}

graphForEachTest();

describe('accounts of one portfolio, configured apart and with tokens of their own', () => {
  test('use one limit: each look holds what all of them used, from the first one on', async () => {
    answered(waba, 300);
    answered(otherWaba, 200);
    const graph = source();
    const looks = await Promise.all([seenBy(graph, shop), seenBy(graph, promo)]);
    for (const [snapshot, elsewhere, own] of [
      [looks[0], 200, 300],
      [looks[1], 300, 200],
    ] as const) {
      expect(snapshot).toMatchObject({ usage: { value: { recipients: 500 } }, elsewhere });
      expect(snapshot.numbers).toMatchObject([{ usage: { value: { recipients: own } } }]);
      expect(snapshot.series.map(({ recipients }) => recipients)).toEqual([500]);
    }
  });

  test('are added up at later looks too, with what the other one used last', async () => {
    answered(waba, 300);
    answered(otherWaba, 200);
    const graph = source();
    await Promise.all([seenBy(graph, shop), seenBy(graph, promo)]);
    expect((await seenBy(graph, shop)).usage).toMatchObject({ value: { recipients: 500 } });
  });

  test('hide the usage of all when one cannot be read, and a gap says so', async () => {
    answered(waba, 300);
    graphAt(otherWaba).reply(200, { ...wabaJson([], []), id: otherWaba });
    const graph = source();
    await Promise.all([seenBy(graph, shop), seenBy(graph, promo)]);
    graphAt(otherWaba).reply(403, errorJson(10));
    await blindnessOf(graph, promo);
    const snapshot = await seenBy(graph, shop);
    expect(snapshot.usage).toEqual(unknown('incomplete'));
    expect(snapshot.elsewhere).toBeUndefined();
    expect(snapshot.gaps).toMatchObject([
      { waba: null, part: 'usage', cause: { reason: 'elsewhere-unread' } },
    ]);
  });

  test('say nothing of now when they were seen long ago', async () => {
    answered(waba, 300);
    answered(otherWaba, 200);
    const clock = clockAt(now);
    const graph = source(clock);
    await Promise.all([seenBy(graph, shop), seenBy(graph, promo)]);
    clock.turn(21 * MINUTE);
    expect((await seenBy(graph, shop, after(now, 21 * MINUTE))).usage.known).toBe(false);
  });
});

test('an account that two plans name is counted once', async () => {
  answered(waba, 300);
  const twin: PortfolioPlan = { ...shop, id: 'twin' as PortfolioId };
  const graph = source();
  const [first] = await Promise.all([seenBy(graph, shop), seenBy(graph, twin)]);
  expect(first).toMatchObject({ usage: { value: { recipients: 300 } } });
  expect(first.elsewhere).toBeUndefined();
});

test('accounts of other portfolios are none of its business', async () => {
  answered(waba, 300);
  answered(otherWaba, 200, { owner_business_info: { id: '999', name: 'Another' } });
  const graph = source();
  const [snapshot] = await Promise.all([seenBy(graph, shop), seenBy(graph, promo)]);
  expect(snapshot.usage).toMatchObject({ value: { recipients: 300 } });
  expect(snapshot.elsewhere).toBeUndefined();
});

test('a plan that names another business is not waited for', async () => {
  answered(waba, 300);
  graphAt(`${business}/owned_whatsapp_business_accounts`).reply(200, { data: [] });
  graphAt(`${business}/client_whatsapp_business_accounts`).reply(200, { data: [] });
  let open = (): void => undefined;
  const gate = new Promise<void>((resolve) => (open = resolve));
  onGraph()
    .persist()
    .get(/\/999\//)
    .query(true)
    .reply(async () => {
      await gate;
      return [200, { data: [] }];
    });
  const graph = source();
  const other = blindnessOf(graph, { ...promo, business: '999', wabas: [] });
  expect((await seenBy(graph, { ...shop, business })).usage.known).toBe(true);
  open();
  await other;
});

describe('accounts of one portfolio that other processes look at', () => {
  const seriesOf = (recipients: number) => [{ at: halfHourOf(after(now, -HOUR)), recipients }];
  const apartOf = (others: readonly AccountApart[]): AccountsApart => ({
    isShared: () => true,
    of: (owner, portfolio) => Promise.resolve(owner === business && portfolio === shop.id ? others : []),
  });
  const elsewhere = (used: AccountApart['used'], at = now): AccountApart => ({ id: otherWaba, at, used });

  test('count with what was saved of them, and what this process used is saved for others', async () => {
    answered(waba, 300);
    const used = known({ source: 'pricing_analytics', series: seriesOf(200) } as const);
    const snapshot = await seenBy(source(clockAt(now), apartOf([elsewhere(used)])), shop);
    expect(snapshot).toMatchObject({ usage: { value: { recipients: 500 } }, elsewhere: 200 });
    expect(snapshot.wabas).toMatchObject([{ owner: business, used: { source: 'pricing_analytics' } }]);
    expect(snapshot.wabas[0]?.used?.series.map(({ recipients }) => recipients)).toEqual([300]);
  });

  test('hide the usage of all while nobody saw them, or when that was long ago', async () => {
    answered(waba, 300);
    const old = known({ source: 'pricing_analytics', series: seriesOf(200) } as const);
    for (const other of [elsewhere(unknown('not-looked-yet')), elsewhere(old, after(now, -21 * MINUTE))]) {
      const snapshot = await seenBy(source(clockAt(now), apartOf([other])), shop);
      expect(snapshot.usage).toEqual(unknown('incomplete'));
      expect(snapshot.gaps).toMatchObject([{ part: 'usage', cause: { reason: 'elsewhere-unread' } }]);
    }
  });

  test('count as this process saw them, where it saw them later', async () => {
    answered(waba, 300);
    answered(otherWaba, 250);
    const used = known({ source: 'pricing_analytics', series: seriesOf(200) } as const);
    const graph = source(clockAt(now), apartOf([elsewhere(used, after(now, -MINUTE))]));
    await seenBy(graph, promo);
    expect(await seenBy(graph, shop)).toMatchObject({
      usage: { value: { recipients: 550 } },
      elsewhere: 250,
    });
  });
});
