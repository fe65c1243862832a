import { describe, expect, it } from 'vitest';
import type { Capacity } from '../../src/domain/can-send.js';
import { lookAhead } from '../../src/domain/look-ahead.js';
import { known, unknown } from '../../src/domain/reading.js';
import { after, DAY, HOUR } from '../../src/domain/time.js';
import { usualTraffic } from '../../src/domain/usual-traffic.js';
import { capped, noon, unlimited, usageOf } from '../support/looks.js';
import { daily } from '../support/sending.js';

/** On each of the last nine days so many were sent four hours after noon. */
const usualOf = (people: number) =>
  usualTraffic(daily(after(noon, -9 * DAY), 4, Array<number>(9).fill(people)), after(noon, -9 * DAY), noon);
const capacityOf = (used: number, more: Partial<Capacity> = {}): Capacity => ({
  limit: known(capped(10_000)),
  usage: known(usageOf(used)),
  series: [{ at: after(noon, -2 * HOUR), recipients: used }],
  ...more,
});

describe('the coming day of a limit', () => {
  it('is told with its highest, when others send as usual', () => {
    expect(lookAhead(capacityOf(5_000), usualOf(4_200), noon)).toEqual({
      limit: 10_000,
      peak: { at: after(noon, 4.5 * HOUR), recipients: 9_200 },
      reachedAt: null,
      compared: { with: 'days', n: 7 },
    });
  });

  it('tells when the limit is reached', () => {
    expect(lookAhead(capacityOf(7_000), usualOf(4_200), noon)).toMatchObject({
      peak: { recipients: 11_200 },
      reachedAt: after(noon, 4.5 * HOUR),
    });
  });

  it('is no news below 80 % of the limit', () => {
    expect(lookAhead(capacityOf(3_700), usualOf(4_200), noon)).toBeNull();
    expect(lookAhead(capacityOf(3_800), usualOf(4_200), noon)?.peak.recipients).toBe(8_000);
  });

  it('is not told where something that it takes is not known', () => {
    const usual = usualOf(9_000);
    expect(lookAhead(capacityOf(9_000), null, noon)).toBeNull();
    expect(lookAhead(capacityOf(9_000, { limit: unknown('refused') }), usual, noon)).toBeNull();
    expect(lookAhead(capacityOf(9_000, { limit: known(unlimited) }), usual, noon)).toBeNull();
    expect(lookAhead(capacityOf(9_000, { usage: unknown('refused') }), usual, noon)).toBeNull();
    const partial = known(usageOf(9_000, noon, 'at-least'));
    expect(lookAhead(capacityOf(9_000, { usage: partial }), usual, noon)).toBeNull();
    expect(lookAhead(capacityOf(9_000), usual, after(noon, 2 * HOUR))).toBeNull();
  });
});
