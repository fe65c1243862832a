import { describe, expect, it } from 'vitest';
import {
  after,
  halfHourOf,
  instantOf,
  isoOf,
  isTimeZone,
  localTime,
  nextLocalHour,
} from '../../src/domain/time.js';
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
  ])('of %s in %s', (moment, zone, expected) => {
    expect(localTime(at(moment), zone)).toEqual(expected);
  });

  it('exists only in zones that exist', () => {
    expect(isTimeZone('Asia/Jakarta')).toBe(true);
    expect(isTimeZone('Asia/Atlantis')).toBe(false);
    expect(() => localTime(at('2026-11-22T00:00:00Z'), 'Asia/Atlantis')).toThrow(RangeError);
  });
});

describe('the next time the clock shows an hour', () => {
  it.each([
    ['today', '2026-11-22T00:59:00Z', 'Asia/Jakarta', 8, '2026-11-22T01:00:00Z'],
    [
      'tomorrow when it is that hour already',
      '2026-11-22T01:00:00Z',
      'Asia/Jakarta',
      8,
      '2026-11-23T01:00:00Z',
    ],
    ['tomorrow when it has passed', '2026-11-22T10:00:00Z', 'Asia/Jakarta', 8, '2026-11-23T01:00:00Z'],
    ['at midnight', '2026-11-22T10:00:00Z', 'Asia/Jakarta', 0, '2026-11-22T17:00:00Z'],
    ['in a zone of three quarters', '2026-11-22T00:00:00Z', 'Asia/Kathmandu', 8, '2026-11-22T02:15:00Z'],
    [
      'after the hour that a spring night leaves out',
      '2026-03-29T00:00:00Z',
      'Europe/Berlin',
      2,
      '2026-03-29T01:00:00Z',
    ],
    ['after a night with an hour twice', '2026-10-24T22:00:00Z', 'Europe/Berlin', 8, '2026-10-25T07:00:00Z'],
    [
      'after a midnight that a spring night leaves out',
      '2026-03-28T20:00:00Z',
      'Asia/Beirut',
      0,
      '2026-03-28T22:00:00Z',
    ],
  ])('is %s', (_, now, zone, hour, expected) => {
    expect(isoOf(nextLocalHour(at(now), zone, hour))).toBe(isoOf(at(expected)));
  });
});
