import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canSend, type Capacity } from '../../src/domain/can-send.js';
import { withCounted } from '../../src/domain/joined-usage.js';
import { known, unknown } from '../../src/domain/reading.js';
import { after, DAY, HALF_HOUR, HOUR, instantOf, type Instant } from '../../src/domain/time.js';
import { movingDay, seriesOf, sumWithin, type Series, type Usage } from '../../src/domain/usage.js';
import type { UsageStep } from '../../src/domain/usage-course.js';
import { usualTraffic, type UsualTraffic } from '../../src/domain/usual-traffic.js';
import { whatIf, type WhatIf } from '../../src/domain/what-if.js';
import { countedOf } from '../support/counted.js';
import { at, capped, portfolioOf, unlimited } from '../support/looks.js';
import { daily, sent } from '../support/sending.js';

const midnight = at('2026-11-20T17:00:00Z');
const clock = (hour: number) => after(midnight, hour * HOUR);
const usageAt = (series: Series, now: Instant): Usage => ({
  recipients: sumWithin(series, movingDay(now)),
  accuracy: 'at-most',
  source: 'pricing_analytics',
  window: movingDay(now),
  asOf: now,
});
const capacityAt = (series: Series, now: Instant, limit = 10_000): Capacity => ({
  limit: known(capped(limit)),
  usage: known(usageAt(series, now)),
  series,
});

function told(answer: WhatIf): Extract<WhatIf, { readonly kind: 'told' }> {
  if (answer.kind !== 'told') throw new Error(`${answer.kind} is no course`);
  return answer;
}

/** What a course holds at an instant. */
const levelAt = (steps: readonly UsageStep[], when: number): number =>
  steps.findLast((step) => step.at <= when)?.recipients ?? 0;

describe('a broadcast at a time to come', () => {
  const series = sent(midnight, [
    [9, 5_000],
    [16, 2_900],
  ]);
  const ask = (recipients: number, hour: number, usual: UsualTraffic | null = null, now = 20) =>
    whatIf({ recipients, at: clock(hour) }, capacityAt(series, clock(now)), usual, clock(now));

  it('is held against what is still counted then, not against what is used now', () => {
    const { alone, usual } = told(ask(3_000, 34));
    expect(usual).toBeNull();
    expect(alone.peak).toEqual({ at: clock(34), recipients: 5_900 });
    expect(alone.peakWithout).toEqual({ at: clock(34), recipients: 2_900 });
    expect([alone.fits, alone.restAt]).toEqual([3_000, null]);
    expect(alone.reaching).toEqual([
      { percent: 80, at: null, without: null },
      { percent: 100, at: null, without: null },
    ]);
  });

  it('tells when 80 % and the limit are reached, and when they would be without it', () => {
    expect(told(ask(2_100, 21)).alone.reaching).toEqual([
      { percent: 80, at: clock(21), without: null },
      { percent: 100, at: clock(21), without: null },
    ]);
    expect(told(ask(100, 21)).alone.reaching).toEqual([
      { percent: 80, at: clock(21), without: null },
      { percent: 100, at: null, without: null },
    ]);
  });

  it('that does not fit goes in two parts: so many then, and the others once they fit', () => {
    const { alone } = told(ask(3_000, 21));
    expect([alone.fits, alone.restAt]).toEqual([2_100, clock(33.5)]);
    expect(alone.peak).toEqual({ at: clock(21), recipients: 10_900 });
  });

  it('of more than the limit has no rest within a day', () => {
    const { alone } = told(ask(25_000, 21));
    expect([alone.fits, alone.restAt]).toEqual([2_100, null]);
  });

  it('counts beside what others usually send, before it and after it', () => {
    const record = daily(after(midnight, -9 * DAY), 22, Array<number>(9).fill(4_000));
    const usual = usualTraffic(record, after(midnight, -9 * DAY), clock(20));
    const { alone, usual: withOthers } = told(ask(3_000, 35, usual));
    expect(alone.peak.recipients).toBe(5_900);
    expect(withOthers?.compared).toEqual({ with: 'days', n: 7 });
    expect(withOthers?.course).toMatchObject({
      peak: { at: clock(35), recipients: 9_900 },
      peakWithout: { at: clock(35), recipients: 6_900 },
      reaching: [
        { percent: 80, at: clock(35), without: null },
        { percent: 100, at: null, without: null },
      ],
      fits: 3_000,
    });
    const [early, late] = [30, 42].map((hour) => told(ask(8_000, hour, usual)).usual?.course);
    expect([early?.fits, early?.peakWithout]).toEqual([0, { at: clock(30), recipients: 11_900 }]);
    expect([late?.fits, late?.peakWithout]).toEqual([6_000, { at: clock(42), recipients: 4_000 }]);
  });

  it('is now where its time is past', () => {
    expect(told(ask(1_000, 3)).alone.peak).toEqual({ at: clock(20), recipients: 8_900 });
  });

  it('goes by the people who were counted, and by as many of the usual messages', () => {
    const now = clock(20);
    const counted = withCounted(
      portfolioOf({ usage: known(usageAt(series, now)), series }),
      countedOf(3_950, now),
    );
    const usual = usualTraffic(
      daily(after(midnight, -9 * DAY), 22, Array<number>(9).fill(4_000)),
      after(midnight, -9 * DAY),
      now,
    );
    const capacity = { limit: known(capped(10_000)), usage: counted.usage, series };
    const answer = told(whatIf({ recipients: 1_000, at: now }, capacity, usual, now));
    expect(answer.basis).toMatchObject({ accuracy: 'exact', source: 'ledger', used: 3_950 });
    expect(answer.alone.peak.recipients).toBe(4_950);
    expect(levelAt(answer.usual?.course.steps ?? [], clock(22))).toBeLessThanOrEqual(4_950 + 2_000);
  });
});

describe('what cannot be told of a broadcast to come', () => {
  const now = clock(20);
  const ask = (capacity: Partial<Capacity>) =>
    whatIf({ recipients: 1, at: now }, { ...capacityAt([], now), ...capacity }, null, now);

  it('is said with its reason: no figure of an unknown limit or use', () => {
    expect(ask({ limit: unknown('not-set') })).toEqual({ kind: 'unknown', missing: 'limit', why: 'not-set' });
    expect(ask({ usage: unknown('refused') })).toEqual({ kind: 'unknown', missing: 'usage', why: 'refused' });
    const old = { ...usageAt([], now), asOf: after(now, -2 * HOUR) };
    const partial = { ...usageAt([], now), accuracy: 'at-least' as const };
    for (const usage of [old, partial]) {
      expect(ask({ usage: known(usage) })).toMatchObject({ kind: 'unknown', missing: 'usage' });
    }
    expect(ask({ limit: known(unlimited) })).toEqual({ kind: 'unlimited' });
  });
});

describe('any broadcast to come', () => {
  const now = clock(20) + 7 * 60_000;
  const series = fc
    .array(
      fc.record({
        at: fc.integer({ min: now - 30 * DAY, max: now - 1 }).map(instantOf),
        recipients: fc.nat(400),
      }),
      { maxLength: 60 },
    )
    .map(seriesOf);
  const any = fc.record({
    series,
    recipients: fc.nat(3_000),
    more: fc.nat(3_000),
    at: fc.integer({ min: now - HOUR, max: now + 2 * DAY }).map(instantOf),
    limit: fc.integer({ min: 250, max: 5_000 }),
    days: fc.integer({ min: 0, max: 30 }),
  });
  const coursesOf = (
    one: { readonly series: Series; readonly at: Instant; readonly limit: number; readonly days: number },
    recipients: number,
  ) => {
    const usual = usualTraffic(one.series, instantOf(now - one.days * DAY), instantOf(now));
    const capacity = capacityAt(one.series, instantOf(now), one.limit);
    const answer = told(whatIf({ recipients, at: one.at }, capacity, usual, instantOf(now)));
    return [answer.alone, ...(answer.usual === null ? [] : [answer.usual.course])];
  };

  it('never lowers usage, and changes nothing when it goes to nobody', () => {
    fc.assert(
      fc.property(any, (one) => {
        for (const course of coursesOf(one, one.recipients)) {
          for (const { at: when, recipients } of course.without) {
            expect(levelAt(course.steps, when)).toBeGreaterThanOrEqual(recipients);
          }
          for (const { at: when, recipients } of course.steps) {
            expect(recipients).toBeGreaterThanOrEqual(levelAt(course.without, when));
          }
        }
        for (const course of coursesOf(one, 0)) {
          expect(course.steps).toEqual(course.without);
          expect(course.peak).toEqual(course.peakWithout);
          expect([course.fits, course.restAt]).toEqual([0, null]);
        }
      }),
    );
  });

  it('that is larger never has a lower peak, never reaches a mark later, and never fits in smaller part', () => {
    fc.assert(
      fc.property(any, (one) => {
        const larger = coursesOf(one, one.recipients + one.more);
        for (const [place, course] of coursesOf(one, one.recipients).entries()) {
          const other = larger[place];
          expect(other?.peak.recipients).toBe(course.peak.recipients + one.more);
          expect(other?.fits).toBeGreaterThanOrEqual(course.fits);
          for (const [mark, { at: when }] of course.reaching.entries()) {
            if (when === null) continue;
            expect(other?.reaching[mark]?.at ?? Number.POSITIVE_INFINITY).toBeLessThanOrEqual(when);
          }
        }
      }),
    );
  });

  it('stays within the limit with the part that is said to fit, and so does the rest from its time on', () => {
    fc.assert(
      fc.property(any, (one) => {
        for (const course of coursesOf(one, one.recipients)) {
          const first = Math.max(one.at, now);
          const until = Math.floor(first / HALF_HOUR) * HALF_HOUR + DAY + HALF_HOUR;
          const own = (when: number): number => (when >= first && when < until ? course.fits : 0);
          const highest = (from: number, to: number): number =>
            Math.max(
              ...[from, ...course.without.map((step) => step.at), until]
                .filter((when) => when >= from && when < to)
                .map((when) => levelAt(course.without, when) + own(when)),
            );
          if (course.fits > 0) expect(highest(first, until)).toBeLessThanOrEqual(one.limit);
          if (course.restAt === null) continue;
          const { restAt } = course;
          const end = Math.floor(restAt / HALF_HOUR) * HALF_HOUR + DAY + HALF_HOUR;
          expect(highest(restAt, end) + one.recipients - course.fits).toBeLessThanOrEqual(one.limit);
        }
      }),
    );
  });

  it('at once and alone fits exactly where /can-send says so', () => {
    fc.assert(
      fc.property(any, (one) => {
        const [alone] = coursesOf({ ...one, at: instantOf(now) }, one.recipients);
        const answer = canSend(
          one.recipients,
          capacityAt(one.series, instantOf(now), one.limit),
          instantOf(now),
        );
        expect(alone?.fits === one.recipients).toBe(answer.kind === 'yes');
        if (answer.kind === 'split') expect(alone?.fits).toBe(answer.parts[0]?.recipients);
      }),
    );
  });
});
