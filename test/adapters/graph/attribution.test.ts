import fc from 'fast-check';
import { expect, test } from 'vitest';
import { numberFrom } from '../../../src/adapters/graph/number-wire.js';
import { viewOf } from '../../../src/adapters/graph/portfolio-view.js';
import { pricingFrom } from '../../../src/adapters/graph/pricing-wire.js';
import { volumesOf } from '../../../src/adapters/graph/usage-count.js';
import type { WabaSight } from '../../../src/adapters/graph/waba-look.js';
import { known, unknown } from '../../../src/domain/reading.js';
import { bearersNow } from '../../../src/domain/same-phone.js';
import { unmatchedIn } from '../../../src/domain/history/recorded-usage.js';
import type { NumberSnapshot, WabaId } from '../../../src/domain/snapshot.js';
import { movingDay, ownOf, sumWithin } from '../../../src/domain/usage.js';
import { now, numberJson, otherWaba, planOf, pointJson, waba } from './graph-answers.js';

const window = movingDay(now);
const accounts: readonly WabaId[] = [waba, otherWaba];

/** Each line is one phone: how it may be spelled, and names that only look like it. */
const phones = [
  ['6281234567890', '6281234567890'],
  ['5511988888888', '551188888888'],
  ['5215512345678', '525512345678'],
  ['5491123456789', '541123456789'],
  ['551158888888', '551158888888'],
] as const;
const strangers = ['628999999999', '5511958888888', '15550783881'] as const;

const aNumber = fc.record({
  phone: fc.nat({ max: phones.length - 1 }),
  waba: fc.constantFrom(...accounts),
  status: fc.constantFrom('CONNECTED', 'MIGRATED', 'DELETED', 'DISCONNECTED', 'NEW_WORD'),
});
/** Messages that a phone really sent, and the name under which Meta tells them. */
const aSend = fc.record({
  phone: fc.nat({ max: phones.length - 1 }),
  named: fc.constantFrom<'right' | 'otherwise' | 'strange'>('right', 'otherwise', 'strange'),
  stranger: fc.constantFrom(...strangers),
  waba: fc.constantFrom(...accounts),
  minutesAgo: fc.integer({ min: 0, max: 26 * 60 }),
  volume: fc.integer({ min: 1, max: 900 }),
});

type Listed = (typeof aNumber extends fc.Arbitrary<infer T> ? T : never) & { readonly spelling: 0 | 1 };
type Sent = typeof aSend extends fc.Arbitrary<infer T> ? T : never;

function nameOf(send: Sent): string {
  const [one, other] = phones[send.phone] ?? phones[0];
  return send.named === 'right' ? one : send.named === 'otherwise' ? other : send.stranger;
}

/** The account as a look saw it; each send is a point of its own kind, so that none is taken for another. */
function sightOf(id: WabaId, numbers: readonly Listed[], sends: readonly Sent[]): WabaSight {
  const points = sends.map((send, i) =>
    pointJson(send.minutesAgo, nameOf(send), send.volume, { pricing_category: `C${String(i)}` }),
  );
  const wire = pricingFrom([{ data_points: points }]);
  const volumes = volumesOf(wire?.rows ?? [], window);
  return {
    kind: 'seen',
    id,
    name: null,
    owner: null,
    reviewStatus: null,
    health: unknown('not-returned'),
    limit: unknown('not-returned'),
    rawLimit: null,
    numbers: numbers.flatMap(({ phone, spelling, status }, i) => {
      const digits = phones[phone]?.[spelling] ?? '';
      return numberFrom(numberJson(`${id.slice(-3)}${String(i + 1)}`, `+${digits}`, { status })) ?? [];
    }),
    volume: known({
      source: 'pricing_analytics',
      volumes,
      broken: new Set<string | null>(),
      read: { span: window, volumes },
    }),
    gaps: [],
  };
}

function viewOfAll(numbers: readonly Listed[], sends: readonly Sent[]): ReturnType<typeof viewOf> {
  const looks = accounts.map((id) =>
    sightOf(
      id,
      numbers.filter((number) => number.waba === id),
      sends.filter((send) => send.waba === id),
    ),
  );
  const pieces: Parameters<typeof viewOf>[0] = {
    plan: planOf({ wabas: accounts }),
    at: now,
    window,
    looks,
    others: [],
    complete: true,
    gaps: [],
    ahead: 0,
    templates: new Map(),
    insights: new Map(),
    tokens: [],
    tellsLimit: true,
    remembered: new Map(),
  };
  return viewOf(pieces);
}

/** How each phone is spelled in the list; two that are spelled apart and both connected would be two phones. */
const spellings = fc.array(fc.constantFrom<0 | 1>(0, 1), {
  minLength: phones.length,
  maxLength: phones.length,
});
const listed = fc
  .tuple(fc.array(aNumber, { maxLength: 6 }), spellings)
  .map(([numbers, spelled]): readonly Listed[] =>
    numbers.map((number) => ({ ...number, spelling: spelled[number.phone] ?? 0 })),
  );
const everything = [listed, fc.array(aSend, { maxLength: 12 })] as const;

/** Volume within the moving day. */
function sent(sends: readonly Sent[]): number {
  const series = [...volumesOf(pricingFrom([{ data_points: pointsOf(sends) }])?.rows ?? [], window).values()];
  return series.reduce((sum, one) => sum + sumWithin(one, window), 0);
}

function pointsOf(sends: readonly Sent[]): readonly object[] {
  return sends.map((send, i) =>
    pointJson(send.minutesAgo, nameOf(send), send.volume, { pricing_category: `C${String(i)}` }),
  );
}

test('whatever the split, what numbers used and what belongs to none adds up to the portfolio', () => {
  fc.assert(
    fc.property(...everything, (numbers, sends) => {
      const { usage, numbers: seen } = viewOfAll(numbers, sends).snapshot;
      if (!usage.known) throw new Error(usage.why);
      const own = seen.reduce((sum, one) => sum + (one.usage.known ? ownOf(one.usage.value) : 0), 0);
      expect(own + (usage.value.unmatched ?? 0)).toBe(usage.value.recipients);
      expect(usage.value.recipients).toBe(sent(sends));
    }),
    { numRuns: 500 },
  );
});

/** The place in `phones` of a number's phone. */
function phoneOf({ phone }: NumberSnapshot): number {
  return phones.findIndex((spelled) => spelled.some((digits) => `+${digits}` === phone));
}

/** What a number sent: all that its phone did, unless a number in another account may bear that phone as well. */
function sentBy(one: NumberSnapshot, all: readonly NumberSnapshot[], sends: readonly Sent[]): number {
  const own = sends.filter(({ phone }) => phone === phoneOf(one));
  const bearers = bearersNow(all.filter((other) => phoneOf(other) === phoneOf(one)));
  const isShared = new Set(bearers.map((bearer) => bearer.waba)).size > 1;
  return sent(isShared ? own.filter((send) => send.waba === one.waba) : own);
}

test('whatever the split, no number is said to have used less than its phone sent', () => {
  fc.assert(
    fc.property(...everything, (numbers, sends) => {
      const { snapshot } = viewOfAll(numbers, sends);
      for (const one of snapshot.numbers) {
        if (!one.usage.known) continue;
        const truth = sentBy(one, snapshot.numbers, sends);
        expect(one.usage.value.recipients).toBeGreaterThanOrEqual(truth);
      }
    }),
    { numRuns: 500 },
  );
});

test('whatever the split, the record holds what was sent, each message once', () => {
  fc.assert(
    fc.property(...everything, (numbers, sends) => {
      const { volumes, snapshot } = viewOfAll(numbers, sends);
      const recorded = new Map<string, number>();
      for (const { series } of volumes.values()) {
        for (const [id, one] of series) recorded.set(id, (recorded.get(id) ?? 0) + sumWithin(one, window));
      }
      const all = [...recorded.values()].reduce((sum, one) => sum + one, 0);
      expect(all).toBe(sent(sends));
      const doubt = accounts.reduce((sum, id) => sum + (recorded.get(unmatchedIn(id)) ?? 0), 0);
      for (const one of snapshot.numbers) {
        if (!one.usage.known) continue;
        const truth = sentBy(one, snapshot.numbers, sends);
        expect((recorded.get(one.id) ?? 0) + doubt).toBeGreaterThanOrEqual(truth);
      }
    }),
    { numRuns: 500 },
  );
});
