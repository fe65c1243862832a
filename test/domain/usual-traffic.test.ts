import { describe, expect, it } from 'vitest';
import { after, DAY, HALF_HOUR, HOUR, MINUTE } from '../../src/domain/time.js';
import { usualChanges, usualTraffic } from '../../src/domain/usual-traffic.js';
import { at } from '../support/looks.js';
import { daily, sent } from '../support/sending.js';

/** A Monday, 08:00 in UTC. */
const now = at('2026-11-23T08:00:00Z');
const midnight = at('2026-11-23T00:00:00Z');
const WEEK = 7 * DAY;
const ago = (weeks: number) => after(midnight, -weeks * WEEK);

describe('what is usually sent', () => {
  it('is the average of the same half hour of the last four weeks, each weekday by itself', () => {
    const record = sent(ago(4), [
      [10, 100],
      [WEEK / HOUR + 10, 200],
      [2 * (WEEK / HOUR) + 10, 300],
      [3 * (WEEK / HOUR) + 10, 400],
      [3 * (WEEK / HOUR) + 34, 800],
    ]);
    const usual = usualTraffic(record, ago(5), now);
    expect(usual?.compared).toEqual({ with: 'weeks', n: 4 });
    const until = after(midnight, 2 * DAY);
    expect(usual && usualChanges(usual, 1, now, until)).toEqual([
      { at: after(midnight, 10.5 * HOUR), people: 250 },
      { at: after(midnight, 34.5 * HOUR), people: -250 },
      { at: after(midnight, 34.5 * HOUR), people: 200 },
      { at: after(midnight, 58.5 * HOUR), people: -200 },
    ]);
  });

  it('is the average of whole days, all alike, where three weeks are not on record', () => {
    const record = daily(after(midnight, -3 * DAY), 10, [100, 200, 600]);
    const usual = usualTraffic(record, after(midnight, -4 * DAY), now);
    expect(usual?.compared).toEqual({ with: 'days', n: 4 });
    expect(usual && usualChanges(usual, 1, now, after(now, 8 * HOUR))[0]).toEqual({
      at: after(midnight, 10.5 * HOUR),
      people: 225,
    });
  });

  it('is not known with less than three whole days that Meta has settled', () => {
    const settled = after(now, -3 * HOUR);
    expect(usualTraffic([], after(settled, -3 * DAY), now)?.compared).toEqual({ with: 'days', n: 3 });
    expect(usualTraffic([], after(settled, -3 * DAY + 1), now)).toBeNull();
  });

  it('leaves the newest hours out, in which messages are still missing', () => {
    const record = daily(after(midnight, -4 * DAY), 7, [100, 100, 100, 100, 1]);
    const usual = usualTraffic(record, after(midnight, -4 * DAY - 12 * HOUR), now);
    const [first] = usual === null ? [] : usualChanges(usual, 1, now, after(now, DAY));
    expect(first).toEqual({ at: after(midnight, 31.5 * HOUR), people: 100 });
  });

  it('counts what is left of the half hour under way, and people where they are fewer than messages', () => {
    const halfHours = Array<number>(48).fill(0);
    halfHours[16] = 300;
    const usual = { halfHours, compared: { with: 'days', n: 7 } } as const;
    const twenty = after(now, 20 * MINUTE);
    expect(usualChanges(usual, 0.5, twenty, after(now, HALF_HOUR))).toEqual([
      { at: after(now, HALF_HOUR), people: 50 },
      { at: after(now, DAY + HALF_HOUR), people: -50 },
    ]);
  });
});
