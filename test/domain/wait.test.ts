import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { after, DAY, HOUR, MINUTE } from '../../src/domain/time.js';
import { isOn, waitFrom, waitUntil } from '../../src/domain/wait.js';
import { noon } from '../support/looks.js';

describe('a wait', () => {
  it('goes on from its beginning to just before its end', () => {
    const wait = waitFrom(noon, HOUR);
    expect([0, HOUR - 1, HOUR].map((ms) => isOn(wait, after(noon, ms)))).toEqual([true, true, false]);
  });

  it('for a time of the day goes on from so long before it', () => {
    const wait = waitUntil(noon, DAY);
    expect([-DAY - 1, -DAY, -1, 0].map((ms) => isOn(wait, after(noon, ms)))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it.each([
    ['three hours back', -3 * HOUR],
    ['two days ahead', 2 * DAY],
    ['behind its beginning', -2 * MINUTE],
  ])('is over at once when the clock is moved %s', (_, leap) => {
    const wait = waitFrom(noon, 15 * MINUTE);
    expect(isOn(wait, after(noon, MINUTE + leap))).toBe(false);
  });

  it('has never more left than its own length, whatever the clock shows', () => {
    const moved = fc.integer({ min: -3 * DAY, max: 3 * DAY });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: DAY }), moved, (length, by) => {
        const wait = waitFrom(noon, length);
        const shown = after(noon, by);
        expect(isOn(wait, shown)).toBe(by >= 0 && by < length);
        expect(isOn(wait, shown) ? wait.to - shown : 0).toBeLessThanOrEqual(length);
      }),
    );
  });
});
