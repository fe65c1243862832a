import { describe, expect, it } from 'vitest';
import { withCounted } from '../../src/domain/joined-usage.js';
import { known as knownReading } from '../../src/domain/reading.js';
import { paceOf, paceOfUsage, reachedAt } from '../../src/domain/pace.js';
import { after, DAY, HALF_HOUR, HOUR, MINUTE, type Instant } from '../../src/domain/time.js';
import { addedSeries, movingDay, sumWithin, type Series } from '../../src/domain/usage.js';
import { countedOf } from '../support/counted.js';
import { at, portfolioOf, usageOf } from '../support/looks.js';
import { sent } from '../support/sending.js';

const midnight = at('2026-11-20T17:00:00Z');
/** So many people in each half hour from one hour to another. */
const steadily = (from: number, to: number, each: number): Series =>
  sent(
    midnight,
    Array.from({ length: (to - from) * 2 }, (_, i) => [from + i / 2, each] as const),
  );
const clock = (hour: number): Instant => after(midnight, hour * HOUR);
const usedAt = (series: Series, hour: number): number => sumWithin(series, movingDay(clock(hour)));
const paceAt = (series: Series, hour: number, limit: number) =>
  paceOf(series, usedAt(series, hour), limit, clock(hour));

describe('pace', () => {
  it('says when the limit is reached if sending goes on as it has', () => {
    const pace = paceAt(steadily(8, 12, 100), 12, 1_000);
    expect(pace).toEqual({
      kind: 'reached',
      at: after(midnight, 13 * HOUR),
      earliest: after(midnight, 12 * HOUR + 40 * MINUTE),
      latest: after(midnight, 14 * HOUR),
    });
  });

  it('counts the half hour that has begun by its part', () => {
    const until = addedSeries([steadily(8, 12, 100), sent(midnight, [[12, 50]])]);
    expect(paceAt(until, 12.25, 1_000)).toEqual({
      kind: 'reached',
      at: clock(13),
      earliest: clock(12.75),
      latest: clock(13.75),
    });
  });

  it('is told by the last four hours', () => {
    const busier = addedSeries([steadily(0, 8, 10), steadily(8, 12, 100)]);
    expect(paceAt(busier, 12, 1_200)).toMatchObject({ at: clock(13.2) });
  });

  it('is perhaps too slow for the limit within a day', () => {
    expect(paceAt(steadily(8, 12, 100), 12, 4_000)).toEqual({
      kind: 'reached',
      at: clock(28),
      earliest: clock(22 + 2 / 3),
      latest: null,
    });
  });

  it('does not know what is sent later', () => {
    const known = addedSeries([steadily(0, 36, 10), steadily(36, 40, 50)]);
    const later = addedSeries([known, steadily(40, 50, 1_000)]);
    expect(paceOf(later, 1_000, 1_400, clock(40))).toEqual(paceOf(known, 1_000, 1_400, clock(40)));
    const today = steadily(8, 12, 100);
    expect(paceOf(addedSeries([today, steadily(12, 20, 1_000)]), 800, 1_000, clock(12))).toEqual(
      paceOf(today, 800, 1_000, clock(12)),
    );
  });

  it('is not known from a record of less than two hours', () => {
    expect(paceAt(steadily(11, 12, 100), 12, 1_000)).toBeNull();
    expect(paceOf([], 0, 1_000, midnight)).toBeNull();
    expect(paceAt(steadily(10, 12, 100), 12, 1_000)).toMatchObject({ at: clock(15) });
  });

  it('is reached already at the limit, whatever the record', () => {
    expect(reachedAt(paceOf([], 1_000, 1_000, midnight))).toBe(midnight);
    expect(paceOf([], 1_001, 1_000, midnight)).toEqual({
      kind: 'reached',
      at: midnight,
      earliest: midnight,
      latest: midnight,
    });
  });

  it('takes 80 % late in a usual day for fine, and 80 % early for trouble', () => {
    const week = Array.from({ length: 5 }, (_, day) => steadily(day * 24 + 8, day * 24 + 20, 40));
    const usual = addedSeries([...week, steadily(5 * 24 + 8, 5 * 24 + 20, 40)]);
    expect(paceAt(usual, 5 * 24 + 23, 1_200)?.kind).toBe('not-reached');
    const busy = addedSeries([...week, steadily(5 * 24 + 8, 5 * 24 + 10, 100)]);
    expect(paceAt(busy, 5 * 24 + 10, 1_200)).toMatchObject({ kind: 'reached' });
  });

  it('expects the campaign that comes at this hour of other days', () => {
    const morning = (day: number): readonly [number, number] => [day * 24 + 9, 400];
    const evening = (day: number): readonly [number, number] => [day * 24 + 18, 700];
    const days = [0, 1, 2, 3].map((day) => sent(midnight, [morning(day), evening(day)]));
    const series = addedSeries([...days, sent(midnight, [morning(4), morning(5)])]);
    const now = after(midnight, 5 * DAY + 17 * HOUR);
    const reached = reachedAt(paceOf(series, 400, 900, now));
    expect(reached).toBeGreaterThanOrEqual(after(midnight, 5 * DAY + 18 * HOUR));
    expect(reached).toBeLessThanOrEqual(after(midnight, 5 * DAY + 18.5 * HOUR));
    expect(reachedAt(paceOf(series, 400, 1_000, now))).toBeNull();
  });

  it('gives back what leaves the moving day', () => {
    const series = steadily(0, 48, 10);
    expect(paceAt(series, 48, 600)).toEqual({ kind: 'not-reached' });
  });

  it('keeps its range in order', () => {
    for (const each of [1, 7, 40, 90]) {
      const pace = paceAt(addedSeries([steadily(0, 30, each), steadily(28, 30, each * 3)]), 30, each * 60);
      if (pace?.kind !== 'reached') continue;
      expect(pace.earliest).toBeLessThanOrEqual(pace.at);
      expect(pace.latest ?? pace.at).toBeGreaterThanOrEqual(pace.at);
    }
  });
});

describe('what a usual day leads to expect', () => {
  const afternoon = (day: number, people: number): Series => sent(midnight, [[day * 24 + 16, people]]);
  const evening = (day: number, people: number, hour = 18): Series =>
    sent(midnight, [[day * 24 + hour, people]]);
  const now = 48 + 17;

  /** Two days with 80 people in the afternoon and a campaign in the evening, and what today brought so far. */
  const days = (campaign: number, today: Series, hour = 18): Series => {
    const usual = [0, 1].flatMap((day) => [afternoon(day, 80), evening(day, campaign, hour)]);
    return addedSeries([sent(midnight, [[12, 1]]), ...usual, today]);
  };

  it('grows with how much busier today is so far', () => {
    // Twice the usual evening is to come, and yesterday's leaves meanwhile: 660 more, of which the limit is the half.
    const today = sent(midnight, [[48 + 13, 200]]);
    expect(paceAt(days(660, today), now, 860 + 330)).toEqual({
      kind: 'reached',
      at: clock(now + 1.25),
      earliest: after(clock(now + 1), ((330 - 2 * 25) / 660) * HALF_HOUR),
      latest: null,
    });
  });

  it('is not yet what other days bring just now', () => {
    expect(paceAt(days(660, afternoon(2, 200), 17), now, 860 + 330)).toMatchObject({
      at: clock(now + 0.25),
    });
  });

  it('is perhaps only what the last hours brought, where the usual day brings more', () => {
    // Three hundred in each half hour until lately, then a hundred: nine half hours of that fill the limit.
    const series = addedSeries([steadily(0, 44, 300), steadily(44, 48, 100)]);
    const pace = paceOf(series, 100, 1_000, clock(48));
    if (pace?.kind !== 'reached') throw new Error('not reached');
    expect(pace.earliest).toBe(pace.at);
    expect(pace.at).toBeLessThan(clock(52));
    expect(pace.latest).toBeGreaterThan(clock(52.5));
    expect(pace.latest).toBeLessThan(clock(53));
  });

  it('is compared with as much of the other days as today has had, to the minute', () => {
    const today = addedSeries([afternoon(2, 150), sent(midnight, [[now, 50]])]);
    expect(paceAt(days(685, today), now + 0.25, 885 + 342.5)).toMatchObject({ at: clock(now + 1.25) });
  });

  it('is made of the last seven days, not of older ones', () => {
    const evenings = [0, 1, 2, 3, 4, 5, 6, 7, 8].map((day) => evening(day, day < 2 ? 7_000 : 300));
    const older = [0, 1].map((day) => afternoon(day, 7_000));
    const series = addedSeries([...older, ...evenings, sent(midnight, [[9 * 24 + 12, 1]])]);
    expect(paceAt(series, 9 * 24 + 17, 400)).toEqual({ kind: 'not-reached' });
    expect(paceOf(series, 150, 300, clock(9 * 24 + 17))).toMatchObject({
      at: after(clock(9 * 24 + 18), (150 / (300 - 150 * (300 / 301))) * HALF_HOUR),
    });
  });

  it('needs a whole day on record before the last four hours', () => {
    const from = (hour: number): Series =>
      sent(midnight, [
        [hour, 100],
        [5, 500],
        [26, 100],
      ]);
    const reached = (hour: number): number => reachedAt(paceOf(from(hour), 100, 500, clock(28))) ?? Infinity;
    expect(reached(0)).toBeGreaterThan(clock(29));
    expect(reached(0)).toBeLessThan(clock(29.5));
    expect(reached(0.5)).toBeGreaterThan(clock(40));
  });
});

describe('what leaves the moving day', () => {
  /** A broadcast of yesterday that leaves by 08:30, and a hundred people in each half hour since 02:00. */
  const series = addedSeries([sent(midnight, [[8, 1_000]]), steadily(26, 30, 100)]);

  it('makes room for later', () => {
    expect(paceAt(series, 30, 1_950)).toMatchObject({ at: clock(30.75) });
    expect(paceAt(series, 30, 2_250)).toMatchObject({ at: clock(37.25) });
  });

  it('is less where people were counted more than once', () => {
    expect(paceOf(series, 900, 1_350, clock(30))).toMatchObject({ at: clock(34.75) });
  });

  it('is no more than the half hours show', () => {
    expect(paceOf(series, 2_800, 3_250, clock(30))).toMatchObject({ at: clock(37.25) });
  });
});

describe('the pace of people who were counted', () => {
  const series = steadily(0, 40, 100);
  const now = clock(40);
  const volume = portfolioOf({ usage: knownReading(usageOf(usedAt(series, 40), now)), series });

  it('is slower than that of volume as there are fewer people, and frees them when they were counted', () => {
    const half = withCounted(volume, countedOf(usedAt(series, 40) / 2, now, { releases: [] })).usage;
    if (!half.known || !volume.usage.known) throw new Error('It is known.');
    const limit = half.value.recipients + 500;
    const pace = paceOfUsage(half.value, series, limit, now);
    // Half of a hundred each half hour, and nobody is freed.
    expect(pace).toMatchObject({ kind: 'reached', at: clock(45) });
    expect(paceOfUsage(volume.usage.value, series, 10_000, now)).toEqual(
      paceOf(series, usedAt(series, 40), 10_000, now),
    );
  });
});
