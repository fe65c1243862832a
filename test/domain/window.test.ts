import { describe, expect, it } from 'vitest';
import { after, HALF_HOUR, HOUR, instantOf } from '../../src/domain/time.js';
import { endOf, isWithin, type DailyWindow } from '../../src/domain/window.js';
import { at } from '../support/looks.js';

const night: DailyWindow = { from: 22 * 60, to: 7 * 60, weekdays: null, zone: 'Europe/Riga' };

function hoursWithin(window: DailyWindow, from: string, hours: number): number {
  let halves = 0;
  for (let i = 0; i < hours * 2; i += 1) {
    if (isWithin(window, instantOf(at(from) + i * HALF_HOUR))) halves += 1;
  }
  return halves / 2;
}

describe('hours of the day', () => {
  it.each([
    ['a usual night is nine', '2026-11-21T15:00:00Z', 9],
    ['the night in which clocks go forward is eight', '2026-03-28T15:00:00Z', 8],
    ['the night in which clocks go back is ten', '2026-10-24T15:00:00Z', 10],
  ])('count: %s hours long', (_, from, hours) => {
    expect(hoursWithin(night, from, 20)).toBe(hours);
  });

  it('begin at their first minute and end before their last', () => {
    const begin = at('2026-11-21T20:00:00Z');
    expect(
      [after(begin, -1), begin, after(begin, 9 * HOUR - 1), after(begin, 9 * HOUR)].map((t) =>
        isWithin(night, t),
      ),
    ).toEqual([false, true, true, false]);
    expect(endOf(night, after(begin, HOUR))).toBe(after(begin, 9 * HOUR));
    expect(endOf(night, after(begin, -HOUR))).toBe(after(begin, -HOUR));
  });

  it('may lie within one day', () => {
    const lunch: DailyWindow = { from: 12 * 60, to: 13 * 60 + 30, weekdays: [1, 7], zone: 'Asia/Jakarta' };
    expect(hoursWithin(lunch, '2026-11-21T17:00:00Z', 24)).toBe(1.5);
    expect(hoursWithin(lunch, '2026-11-22T17:00:00Z', 24)).toBe(1.5);
    expect(hoursWithin(lunch, '2026-11-23T17:00:00Z', 24)).toBe(0);
    const begin = at('2026-11-22T05:00:00Z');
    const [before, first, last, end] = [-1, 0, 1.5 * HOUR - 1, 1.5 * HOUR].map((ms) => after(begin, ms));
    expect([before, first, last, end].map((when) => when !== undefined && isWithin(lunch, when))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it('last a whole day when they end where they begin, and so never end', () => {
    const always: DailyWindow = { from: 8 * 60, to: 8 * 60, weekdays: null, zone: 'UTC' };
    expect(hoursWithin(always, '2026-11-22T00:00:00Z', 48)).toBe(48);
    const begin = at('2026-11-22T00:00:00Z');
    expect(endOf(always, begin)).toBe(after(begin, 48 * HOUR));
  });

  it('end at a whole minute', () => {
    const begin = at('2026-11-21T20:00:00Z');
    expect(endOf(night, after(begin, 1_234))).toBe(after(begin, 9 * HOUR));
    expect(endOf(night, after(begin, 9 * HOUR + 1_234))).toBe(after(begin, 9 * HOUR + 1_234));
  });

  it('belong to the day on which they begin', () => {
    const sunday = { ...night, weekdays: [7], zone: 'Asia/Jakarta' };
    expect(hoursWithin(sunday, '2026-11-21T17:00:00Z', 24)).toBe(2);
    expect(hoursWithin(sunday, '2026-11-22T17:00:00Z', 24)).toBe(7);
    expect(hoursWithin(sunday, '2026-11-23T17:00:00Z', 24)).toBe(0);
  });
});
