import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canSend, type BroadcastPart } from '../../src/domain/can-send.js';
import { evaluate } from '../../src/domain/evaluate.js';
import { advance } from '../../src/domain/advance.js';
import { defaultPolicy } from '../../src/domain/incident.js';
import { percentOf } from '../../src/domain/limit.js';
import { nextTier, type TierInput } from '../../src/domain/next-tier.js';
import { paceOf } from '../../src/domain/pace.js';
import { peaksByDay } from '../../src/domain/peaks.js';
import { known, unknown, type Reading } from '../../src/domain/reading.js';
import type { NumberSnapshot, PortfolioSnapshot } from '../../src/domain/snapshot.js';
import { after, DAY, HALF_HOUR, HOUR, instantOf, type Instant } from '../../src/domain/time.js';
import {
  addedSeries,
  freeing,
  movingDay,
  seriesOf,
  sumWithin,
  type Series,
  type Usage,
} from '../../src/domain/usage.js';
import { at, capped, lookAt, numberOf, portfolioOf, unlimited, usageOf, wabaOf } from '../support/looks.js';
import { perNumber2021, perNumber2023, portfolio2025 } from '../support/rulebooks.js';
import { reputation } from '../support/tiers.js';

const now = at('2026-11-22T05:07:00Z');
const nine = 9 * DAY;

const series = fc
  .array(
    fc.record({ at: fc.integer({ min: now - nine, max: now }).map(instantOf), recipients: fc.nat(500) }),
    {
      maxLength: 60,
    },
  )
  .map(seriesOf);
const moment = fc.integer({ min: now - nine, max: now + nine }).map(instantOf);
const usedAt = (sent: Series, when: Instant): number => sumWithin(sent, movingDay(when));

describe('usage', () => {
  it('comes free in the end, all of it and nothing else', () => {
    fc.assert(
      fc.property(series, moment, (sent, when) => {
        const parts = freeing(sent, when);
        expect(parts.reduce((sum, part) => sum + part.recipients, 0)).toBe(usedAt(sent, when));
        for (const part of parts) {
          expect(part.at).toBeGreaterThan(when);
          expect(part.recipients).toBeGreaterThan(0);
        }
        for (const day of peaksByDay(sent, { from: after(when, -2 * DAY), to: when }, 'Asia/Jakarta')) {
          expect(day.peak).toBeGreaterThanOrEqual(day.total > 0 ? 1 : 0);
        }
      }),
    );
  });

  it('is never lowered by sending more', () => {
    fc.assert(
      fc.property(series, series, moment, (sent, more, when) => {
        const both = addedSeries([sent, more]);
        expect(usedAt(both, when)).toBeGreaterThanOrEqual(usedAt(sent, when));
        const usage = (of: Series) => known({ ...usageOf(usedAt(of, when)), accuracy: 'exact' as const });
        const limit = known(capped(1_000));
        expect(percentOf(usage(both), limit) ?? 0).toBeGreaterThanOrEqual(percentOf(usage(sent), limit) ?? 0);
        const span = { from: after(when, -2 * DAY), to: when };
        const peaks = peaksByDay(sent, span, 'Asia/Jakarta');
        for (const [i, day] of peaksByDay(both, span, 'Asia/Jakarta').entries()) {
          expect(day.peak).toBeGreaterThanOrEqual(peaks[i]?.peak ?? 0);
        }
      }),
    );
  });

  it('does not jump at midnight of any zone: half hours enter and leave one by one', () => {
    const midnights = fc
      .tuple(fc.constantFrom(0, 7, 8, 9, -5, 5.5), fc.integer({ min: -7, max: 0 }))
      .map(([offset, day]) => instantOf(at('2026-11-22T00:00:00Z') + day * DAY - offset * HOUR));
    fc.assert(
      fc.property(midnights, series, (midnight, sent) => {
        const before = usedAt(sent, after(midnight, -1));
        const sharp = usedAt(sent, midnight);
        const later = usedAt(sent, after(midnight, 1));
        const half = (from: Instant): number => sumWithin(sent, { from, to: after(from, HALF_HOUR) });
        expect(before - sharp).toBe(half(after(midnight, -DAY - HALF_HOUR)));
        expect(later - sharp).toBe(half(midnight));
        expect(usedAt(sent, after(midnight, HALF_HOUR - 1))).toBe(later);
      }),
    );
  });
});

describe('pace', () => {
  it('is never in the past nor further than a day, and keeps its range in order', () => {
    fc.assert(
      fc.property(series, fc.integer({ min: 1, max: 5_000 }), (sent, limit) => {
        const pace = paceOf(sent, usedAt(sent, now), limit, now);
        if (pace?.kind !== 'reached') return;
        expect(pace.earliest).toBeGreaterThanOrEqual(now);
        expect(pace.at).toBeGreaterThanOrEqual(pace.earliest);
        expect(pace.latest ?? pace.at).toBeGreaterThanOrEqual(pace.at);
        expect(pace.at).toBeLessThanOrEqual(now + DAY);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a plan for a broadcast', () => {
  const figure = (recipients: number): Usage => ({
    ...usageOf(recipients, now),
    window: movingDay(now),
    asOf: now,
  });
  const partsOf = (n: number, limit: number, recipients: number, sent: Series): readonly BroadcastPart[] => {
    const answer = canSend(
      n,
      { limit: known(capped(limit)), usage: known(figure(recipients)), series: sent },
      now,
    );
    if (answer.kind === 'unknown') throw new Error('nothing was unknown');
    return answer.kind === 'yes' ? [{ at: now, recipients: n }] : answer.parts;
  };

  it('never exceeds the limit when it is replayed', () => {
    fc.assert(
      fc.property(series, fc.nat(20_000), fc.integer({ min: 1, max: 3_000 }), (sent, n, limit) => {
        const parts = partsOf(n, limit, usedAt(sent, now), sent);
        const replay = addedSeries([sent, seriesOf(parts)]);
        for (const { at: first } of parts) {
          for (const when of [first, after(first, 1), after(first, 12 * HOUR), after(first, DAY)]) {
            const own = usedAt(seriesOf(parts), after(when, 1));
            if (own > 0) expect(usedAt(replay, after(when, 1))).toBeLessThanOrEqual(limit);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it('never exceeds the limit in people, when volume counted some of them twice', () => {
    const sends = fc.array(
      fc.record({ who: fc.nat(40), when: fc.integer({ min: now - DAY + 1, max: now }) }),
      { maxLength: 80 },
    );
    fc.assert(
      fc.property(
        sends,
        fc.integer({ min: 1, max: 150 }),
        fc.integer({ min: 1, max: 60 }),
        (messages, n, limit) => {
          const volume = seriesOf(messages.map(({ when }) => ({ at: instantOf(when), recipients: 1 })));
          const people = (from: number, to: number): number =>
            new Set(messages.filter(({ when }) => when > from && when <= to).map(({ who }) => who)).size;
          const parts = partsOf(n, limit, people(now - DAY, now), volume);
          for (const part of parts) {
            const own = parts.filter((p) => p.at > part.at - DAY && p.at <= part.at);
            const reached = people(part.at - DAY, now) + own.reduce((sum, p) => sum + p.recipients, 0);
            expect(reached).toBeLessThanOrEqual(limit);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('sends each person once, in order, all of them when it says so', () => {
    fc.assert(
      fc.property(
        series,
        fc.integer({ min: 1, max: 20_000 }),
        fc.integer({ min: 1, max: 3_000 }),
        (sent, n, limit) => {
          const capacity = {
            limit: known(capped(limit)),
            usage: known(figure(usedAt(sent, now))),
            series: sent,
          };
          const answer = canSend(n, capacity, now);
          if (answer.kind !== 'split' && answer.kind !== 'no') return;
          const total = answer.parts.reduce((sum, part) => sum + part.recipients, 0);
          expect(total).toBeLessThanOrEqual(n);
          expect(total === n).toBe(answer.complete);
          expect(answer.parts.map((part) => part.at)).toEqual(
            answer.parts.map((part) => part.at).toSorted((a, b) => a - b),
          );
          expect(answer.parts.every((part) => part.recipients > 0)).toBe(true);
        },
      ),
    );
  });
});

describe('the next level', () => {
  const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<Reading<T>> =>
    fc.oneof(value.map(known), fc.constantFrom(unknown('incomplete'), unknown('not-set')));
  const reputations = fc.array(
    fc.record({
      quality: fc.constantFrom('green', 'yellow', 'red', 'unknown' as const),
      status: fc.constantFrom('connected', 'flagged', 'restricted', 'unknown' as const),
      qualitySince: fc.option(moment),
      statusSince: fc.option(moment),
    }),
    { maxLength: 3 },
  );
  const input: fc.Arbitrary<TierInput> = fc.record({
    now: fc.constant(now),
    rulebook: fc.constantFrom(portfolio2025, perNumber2023, perNumber2021),
    limit: maybe(fc.constantFrom(capped(250), capped(2_000), capped(10_000), capped(33), unlimited)),
    limitSince: fc.option(moment),
    record: maybe(
      fc.record({ series, since: moment, accuracy: fc.constantFrom('exact' as const, 'at-most' as const) }),
    ),
    reputations: reputations.map((all) => all.map((one) => reputation(one))),
    complete: fc.boolean(),
  });

  it('is on track only when nothing that counts is unknown', () => {
    fc.assert(
      fc.property(input, (given) => {
        const { verdict, criteria, dueAt } = nextTier(given);
        expect(dueAt !== null).toBe(verdict === 'on-track');
        if (verdict !== 'on-track') return;
        expect(criteria.every((one) => one.met === true)).toBe(true);
        expect(given.limit.known && given.record.known && given.complete).toBe(true);
        expect(given.reputations.length).toBeGreaterThan(0);
        expect(given.reputations.every((one) => one.quality !== 'unknown')).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it('is never counted down from where the platform lowers nothing', () => {
    fc.assert(
      fc.property(input, (given) => {
        if (given.rulebook.lower === null) expect(nextTier(given).countdowns).toEqual([]);
      }),
    );
  });

  it('is reached by whoever follows the plan', () => {
    fc.assert(
      fc.property(series, fc.constantFrom(2_000, 10_000), (sent, allowed) => {
        const given: TierInput = {
          now,
          rulebook: portfolio2025,
          limit: known(capped(allowed)),
          limitSince: null,
          record: known({ series: sent, since: after(now, -nine), accuracy: 'exact' }),
          reputations: [reputation()],
          complete: true,
        };
        const { planPerDay, verdict } = nextTier(given);
        expect(planPerDay === null).toBe(verdict === 'on-track');
        if (!planPerDay) return;
        const { recipients, days } = planPerDay;
        const followed = seriesOf(
          Array.from({ length: days }, (_, i) => ({ at: after(now, (i + 1) * DAY), recipients })),
        );
        const then = after(now, days * DAY);
        const record = known({
          series: addedSeries([sent, followed]),
          since: after(now, -nine),
          accuracy: 'exact' as const,
        });
        expect(nextTier({ ...given, now: then, record }).verdict).toBe('on-track');
      }),
    );
  });
});

describe('what is unknown', () => {
  const hidden: readonly Partial<NumberSnapshot>[] = [
    { quality: 'unknown' },
    { status: 'unknown', rawStatus: null },
    { usage: unknown('incomplete') },
    { limit: unknown('not-returned') },
    { health: unknown('refused') },
  ];
  const whole: readonly Partial<PortfolioSnapshot>[] = [
    { usage: unknown('incomplete') },
    { limit: unknown('not-set') },
    { wabas: [wabaOf({ health: unknown('refused'), reviewStatus: null })] },
  ];

  it('resolves nothing that is open, whatever else is seen', () => {
    const sick = numberOf(1, {
      quality: 'red',
      status: 'banned',
      rawStatus: 'BANNED',
      usage: known(usageOf(20_000)),
      limit: known(capped(12_345)),
      health: known({ canSend: 'blocked', reasons: [] }),
    });
    const ill = portfolioOf({
      numbers: [sick],
      usage: known(usageOf(20_000)),
      limit: known(capped(12_345)),
      wabas: [wabaOf({ health: known({ canSend: 'blocked', reasons: [] }), reviewStatus: 'REJECTED' })],
    });
    const allHidden = fc.record({
      rulebook: fc.constantFrom(portfolio2025, perNumber2023),
      looks: fc.array(fc.tuple(fc.subarray([...hidden]), fc.subarray([...whole])), {
        minLength: 1,
        maxLength: 4,
      }),
    });
    fc.assert(
      fc.property(allHidden, ({ rulebook, looks }) => {
        const step = { policy: defaultPolicy, exists: () => true };
        let { live } = advance({
          ...step,
          live: [],
          recent: [],
          now,
          verdicts: evaluate(lookAt(ill, { rulebook })),
        });
        const before = live.map((incident) => incident.key);
        for (const [i, [numberParts, parts]] of looks.entries()) {
          const number = numberParts.reduce<NumberSnapshot>((so, part) => ({ ...so, ...part }), sick);
          const snapshot = parts.reduce<PortfolioSnapshot>((so, part) => ({ ...so, ...part }), {
            ...ill,
            numbers: [number],
          });
          const verdicts = evaluate(lookAt(snapshot, { rulebook }));
          const moved = advance({ ...step, live, recent: [], now: after(now, (i + 1) * 300_000), verdicts });
          expect(moved.ended).toEqual([]);
          live = moved.live;
        }
        expect(live.map((incident) => incident.key)).toEqual(before);
      }),
    );
  });
});
