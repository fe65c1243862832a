import { describe, expect, it } from 'vitest';
import { daysWithin, lastDays, midnightAfter, midnightBefore } from '../../src/domain/local-days.js';
import { after, DAY, HOUR, isoOf } from '../../src/domain/time.js';
import { at } from '../support/looks.js';

describe('midnight', () => {
  it.each([
    ['2026-11-22T05:00:00Z', 'UTC', '2026-11-22T00:00:00.000Z', '2026-11-23T00:00:00.000Z'],
    ['2026-11-22T00:00:00Z', 'UTC', '2026-11-22T00:00:00.000Z', '2026-11-23T00:00:00.000Z'],
    ['2026-11-22T05:00:00Z', 'Asia/Jakarta', '2026-11-21T17:00:00.000Z', '2026-11-22T17:00:00.000Z'],
    ['2026-11-22T16:59:59.999Z', 'Asia/Jakarta', '2026-11-21T17:00:00.000Z', '2026-11-22T17:00:00.000Z'],
    ['2026-11-22T17:00:00Z', 'Asia/Jakarta', '2026-11-22T17:00:00.000Z', '2026-11-23T17:00:00.000Z'],
    ['2026-03-29T12:00:00Z', 'Europe/Berlin', '2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z'],
    ['2026-10-25T22:30:00Z', 'Europe/Berlin', '2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z'],
    ['2026-10-24T22:00:00Z', 'Europe/Berlin', '2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z'],
  ])('is found before and after %s in %s', (moment, zone, before, next) => {
    expect(isoOf(midnightBefore(at(moment), zone))).toBe(before);
    expect(isoOf(midnightAfter(at(moment), zone))).toBe(next);
  });
});

describe('local days', () => {
  const noon = at('2026-11-22T05:00:00Z');
  const midnight = at('2026-11-21T17:00:00Z');

  it('of a span are whole but for its ends', () => {
    expect(daysWithin({ from: after(noon, -DAY), to: noon }, 'Asia/Jakarta')).toEqual([
      { from: after(noon, -DAY), to: midnight },
      { from: midnight, to: noon },
    ]);
    expect(daysWithin({ from: midnight, to: after(midnight, DAY) }, 'Asia/Jakarta')).toHaveLength(1);
    expect(daysWithin({ from: noon, to: noon }, 'Asia/Jakarta')).toEqual([]);
  });

  it('that are the last ones end now', () => {
    expect(lastDays(noon, 1, 'Asia/Jakarta')).toEqual({ from: midnight, to: noon });
    expect(lastDays(noon, 7, 'Asia/Jakarta')).toEqual({ from: after(midnight, -6 * DAY), to: noon });
  });

  it('may be an hour longer or shorter where clocks change', () => {
    const now = at('2026-10-26T12:00:00Z');
    const [sunday] = daysWithin(lastDays(now, 2, 'Europe/Berlin'), 'Europe/Berlin');
    expect(sunday && sunday.to - sunday.from).toBe(25 * HOUR);
  });
});
