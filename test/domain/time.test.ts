import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { after, halfHourOf, instantOf, isoOf, isTimeZone, localTime } from '../../src/domain/time.js';
import { at } from '../support/looks.js';

describe('instants', () => {
  it('are whole milliseconds and print as ISO 8601 in UTC', () => {
    expect(instantOf(1.6)).toBe(2);
    expect(after(at('2026-11-22T03:00:00Z'), 0.4)).toBe(at('2026-11-22T03:00:00Z'));
    expect(isoOf(at('2026-11-22T10:00:00+07:00'))).toBe('2026-11-22T03:00:00.000Z');
  });

  it('lie in the half hour that began at :00 or :30', () => {
    expect(halfHourOf(at('2026-11-22T03:29:59.999Z'))).toBe(at('2026-11-22T03:00:00Z'));
    expect(halfHourOf(at('2026-11-22T03:30:00Z'))).toBe(at('2026-11-22T03:30:00Z'));
    expect(halfHourOf(at('1969-12-31T23:45:00Z'))).toBe(at('1969-12-31T23:30:00Z'));
  });
});

describe('the wall clock', () => {
  it.each([
    ['2026-11-21T17:00:00Z', 'Asia/Jakarta', { day: '2026-11-22', hour: 0, minute: 0, weekday: 7 }],
    ['2026-11-22T16:59:59Z', 'Asia/Jakarta', { day: '2026-11-22', hour: 23, minute: 59, weekday: 7 }],
    ['2026-11-22T18:15:00Z', 'Asia/Kathmandu', { day: '2026-11-23', hour: 0, minute: 0, weekday: 1 }],
    ['2026-10-25T00:30:00Z', 'Europe/Berlin', { day: '2026-10-25', hour: 2, minute: 30, weekday: 7 }],
    ['2026-10-25T01:30:00Z', 'Europe/Berlin', { day: '2026-10-25', hour: 2, minute: 30, weekday: 7 }],
  ])(
    'shows of %s in %s the day, the time and the weekday that people there read',
    (moment, zone, expected) => {
      expect(localTime(at(moment), zone)).toEqual(expected);
    },
  );

  it('is the same in UTC by either of its names', () => {
    // Years of four digits, from 1000 on.
    const moment = fc.integer({ min: -30_610_224_000_000, max: 253_402_300_799_999 });
    fc.assert(
      fc.property(moment, (ms) => {
        expect(localTime(instantOf(ms), 'UTC')).toEqual(localTime(instantOf(ms), 'Etc/GMT'));
      }),
    );
  });

  it('exists only in zones that exist', () => {
    expect(isTimeZone('Asia/Jakarta')).toBe(true);
    expect(isTimeZone('Asia/Atlantis')).toBe(false);
    expect(() => localTime(at('2026-11-22T00:00:00Z'), 'Asia/Atlantis')).toThrow(RangeError);
  });
});
