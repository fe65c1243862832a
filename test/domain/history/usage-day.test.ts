import { describe, expect, it } from 'vitest';
import { unmatchedIn } from '../../../src/domain/history/recorded-usage.js';
import {
  byDay,
  coarser,
  dayOf,
  emptyDay,
  narrowed,
  seriesByNumber,
  seriesOfNumber,
  sumsWithin,
  totalOfNumber,
  withHalfHours,
  type ByNumber,
  type UsageDay,
} from '../../../src/domain/history/usage-day.js';
import type { NumberId } from '../../../src/domain/snapshot.js';
import { after, DAY, HALF_HOUR, HOUR, instantOf, MINUTE, type Span } from '../../../src/domain/time.js';
import type { Series } from '../../../src/domain/usage.js';
import { at, wabaId } from '../../support/looks.js';

const midnight = at('2026-11-22T00:00:00Z');
const [one, two] = ['11' as NumberId, '12' as NumberId];
const nobodys = unmatchedIn(wabaId);

/** What was counted, by hours after midnight. */
const counts = (...all: readonly (readonly [hours: number, recipients: number])[]): Series =>
  all.map(([hours, recipients]) => ({ at: after(midnight, hours * HOUR), recipients }));
const dayWith = (fresh: Readonly<Record<string, Series>>, day = emptyDay(midnight)): UsageDay =>
  withHalfHours(day, new Map(Object.entries(fresh) as [NumberId, Series][]));
const hours = (from: number, to: number): Span => ({
  from: after(midnight, from * HOUR),
  to: after(midnight, to * HOUR),
});

describe('figures', () => {
  it.each([
    ['no figures at all', [], 1],
    ['the largest of one byte', [3, 255, 4], 1],
    ['the smallest of two bytes', [3, 256, 4], 2],
    ['the largest of two bytes', [65_535, 0], 2],
    ['the smallest of four bytes', [0, 65_536], 4],
  ])('are as narrow as %s', (_, figures, bytes) => {
    const narrow = narrowed(Uint32Array.from(figures));
    expect([...narrow]).toEqual(figures);
    expect(narrow.BYTES_PER_ELEMENT).toBe(bytes);
  });
});

describe('half hours', () => {
  it('belong to the UTC day that holds them', () => {
    expect(dayOf(midnight)).toBe(midnight);
    expect(dayOf(instantOf(midnight + DAY - 1))).toBe(midnight);
    const series: ByNumber = new Map([
      [one, counts([23.5, 1], [24, 2], [25, 3])],
      [two, counts([24.25, 4])],
    ]);
    const tomorrow = after(midnight, DAY);
    expect(byDay(series)).toEqual(
      new Map([
        [midnight, new Map([[one, counts([23.5, 1])]])],
        [
          tomorrow,
          new Map([
            [one, counts([24, 2], [25, 3])],
            [two, counts([24, 4])],
          ]),
        ],
      ]),
    );
  });

  it('begin with the minutes within them', () => {
    const late = [{ at: after(midnight, 29 * MINUTE), recipients: 1 }];
    const later = [...late, { at: after(midnight, 31 * MINUTE), recipients: 2 }];
    expect(
      byDay(new Map([[one, later]]))
        .get(midnight)
        ?.get(one),
    ).toEqual(counts([0, 1], [0.5, 2]));
  });
});

describe('a day of half hours', () => {
  const day = () => dayWith({ [one]: counts([0, 5], [12.5, 300]), [two]: counts([12.5, 7], [23.5, 1]) });

  it('tells what each number had, and all of them together', () => {
    expect(seriesByNumber(day())).toEqual(
      new Map([
        [one, counts([0, 5], [12.5, 300])],
        [two, counts([12.5, 7], [23.5, 1])],
      ]),
    );
    expect(sumsWithin(day(), hours(0, 24))).toEqual(counts([0, 5], [12.5, 307], [23.5, 1]));
    expect(totalOfNumber(day(), one)).toEqual({ total: 305, peak: 0 });
    expect(totalOfNumber(day(), '13' as NumberId)).toEqual({ total: 0, peak: 0 });
  });

  it('takes half hours in the place of its own, and keeps the others', () => {
    const changed = dayWith({ [one]: counts([12.5, 2], [13, 3]), '13': counts([1, 4]) }, day());
    expect(seriesByNumber(changed)).toEqual(
      new Map([
        [one, counts([0, 5], [12.5, 2], [13, 3])],
        [two, counts([12.5, 7], [23.5, 1])],
        ['13', counts([1, 4])],
      ]),
    );
    expect(sumsWithin(changed, hours(0, 24))).toEqual(counts([0, 5], [1, 4], [12.5, 9], [13, 3], [23.5, 1]));
  });

  it('no longer tells of a number that had nothing after all', () => {
    const gone = dayWith({ [two]: counts([12.5, 0], [23.5, 0]) }, day());
    expect([...seriesByNumber(gone).keys()]).toEqual([one]);
  });

  it.each([
    ['the same is read again', { [one]: counts([0, 5]) }],
    ['a number had nothing', { '13': counts([0, 0]) }],
    ['nothing is read', {}],
  ])('stays the same object when %s', (_, fresh) => {
    const before = day();
    expect(dayWith(fresh, before)).toBe(before);
  });

  it('holds whole people, as many as four bytes can count', () => {
    const odd = dayWith({ [one]: counts([0, 2.6], [1, 2 ** 33]) });
    expect(seriesByNumber(odd).get(one)).toEqual(counts([0, 3], [1, 2 ** 32 - 1]));
  });

  it.each([
    ['from a half hour on, without the one at the end', hours(0, 12.5), [[0, 5]]],
    ['that begins within one, without it', hours(0.25, 13), [[12.5, 300]]],
    ['that ends within one, with it', hours(0.5, 12.75), [[12.5, 300]]],
    [
      'that begins the day before and ends the day after',
      hours(-30, 30),
      [
        [0, 5],
        [12.5, 300],
      ],
    ],
    ['of another day', hours(24, 48), []],
  ] as const)('tells of a span %s', (_, span, told) => {
    expect(seriesByNumber(day(), span).get(one) ?? []).toEqual(counts(...told));
    expect(seriesOfNumber(day(), one, span)).toEqual(counts(...told));
  });

  it('adds up within a span only', () => {
    expect(sumsWithin(day(), hours(0.5, 23.5))).toEqual(counts([12.5, 307]));
    expect(sumsWithin(day(), hours(0, 0.5))).toEqual(counts([0, 5]));
  });

  it('counts for each number what belongs to none and so may be its own', () => {
    const shared = dayWith({ [nobodys]: counts([0, 10], [1, 20]) }, day());
    expect(seriesOfNumber(shared, one, hours(0, 24))).toEqual(counts([0, 15], [1, 20], [12.5, 300]));
    expect(totalOfNumber(shared, one)).toEqual({ total: 335, peak: 0 });
    expect(totalOfNumber(shared, '13' as NumberId).total).toBe(30);
  });
});

describe('a day that grew old', () => {
  const day = () => dayWith({ [one]: counts([0, 5], [0.5, 6], [12.5, 300]), [two]: counts([23, 1]) });
  const yesterday = after(midnight, -DAY);
  const before = () =>
    dayWith(
      {
        [one]: [{ at: after(midnight, -HALF_HOUR), recipients: 40 }],
        '13': [{ at: yesterday, recipients: 9 }],
      },
      emptyDay(yesterday),
    );
  const old = () => coarser(day(), before());

  it('is told by hours, with the sums of its half hours', () => {
    expect(old().grain).toBe('hour');
    expect(seriesByNumber(old()).get(one)).toEqual(counts([0, 11], [12, 300]));
    expect(seriesByNumber(old()).get(two)).toEqual(counts([23, 1]));
    expect(seriesByNumber(old(), hours(1, 12)).size).toBe(0);
    expect(sumsWithin(old(), hours(0, 24))).toEqual(counts([0, 5], [0.5, 6], [12.5, 300], [23, 1]));
  });

  it('keeps the most that 24 hours held, with those of the day before', () => {
    expect(totalOfNumber(old(), one)).toEqual({ total: 311, peak: 351 });
    expect(totalOfNumber(old(), two)).toEqual({ total: 1, peak: 1 });
    expect(totalOfNumber(coarser(day(), null), one)).toEqual({ total: 311, peak: 311 });
  });

  it('tells of a number that had sent only the day before', () => {
    expect(totalOfNumber(old(), '13' as NumberId)).toEqual({ total: 0, peak: 9 });
    expect(totalOfNumber(coarser(day(), coarser(before(), null)), one).peak).toBe(351);
  });

  it('leaves out a number that had nothing', () => {
    const none = dayWith({ [two]: counts([23, 0]) }, day());
    expect(coarser(none, null).numbers).toEqual([one]);
  });

  it('is told as a whole in the end, with the same totals and peaks', () => {
    const oldest = coarser(old(), null);
    expect(oldest.grain).toBe('day');
    expect(oldest.counts).toEqual(Uint16Array.of(311, 1, 0));
    expect(totalOfNumber(oldest, one)).toEqual({ total: 311, peak: 351 });
    expect(totalOfNumber(oldest, two)).toEqual({ total: 1, peak: 1 });
    expect(seriesByNumber(oldest)).toEqual(new Map());
  });

  it('takes no half hours any more', () => {
    const settled = old();
    expect(dayWith({ [one]: counts([0, 99]) }, settled)).toBe(settled);
  });
});
