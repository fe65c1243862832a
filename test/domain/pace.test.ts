import { describe, expect, it } from 'vitest';
import { paceOf, reachedAt } from '../../src/domain/pace.js';
import { after, DAY, HOUR, MINUTE } from '../../src/domain/time.js';
import { addedSeries, movingDay, sumWithin, type Series } from '../../src/domain/usage.js';
import { at } from '../support/looks.js';
import { sent } from '../support/sending.js';

const midnight = at('2026-11-20T17:00:00Z');
/** So many people in each half hour from one hour to another. */
const steadily = (from: number, to: number, each: number): Series =>
  sent(
    midnight,
    Array.from({ length: (to - from) * 2 }, (_, i) => [from + i / 2, each] as const),
  );
const usedAt = (series: Series, hour: number): number =>
  sumWithin(series, movingDay(after(midnight, hour * HOUR)));
const paceAt = (series: Series, hour: number, limit: number) =>
  paceOf(series, usedAt(series, hour), limit, after(midnight, hour * HOUR));

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

  it('is not known from a record of less than two hours', () => {
    expect(paceAt(steadily(11, 12, 100), 12, 1_000)).toBeNull();
    expect(paceOf([], 0, 1_000, midnight)).toBeNull();
  });

  it('is reached already at the limit, whatever the record', () => {
    expect(reachedAt([], 1_000, 1_000, midnight)).toBe(midnight);
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
    const reached = reachedAt(series, 400, 900, now);
    expect(reached).toBeGreaterThanOrEqual(after(midnight, 5 * DAY + 18 * HOUR));
    expect(reached).toBeLessThanOrEqual(after(midnight, 5 * DAY + 18.5 * HOUR));
    expect(reachedAt(series, 400, 1_000, now)).toBeNull();
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
