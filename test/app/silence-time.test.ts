import { describe, expect, it } from 'vitest';
import { silenceTime } from '../../src/app/silence-time.js';
import { after, DAY, HOUR, isoOf, MINUTE } from '../../src/domain/time.js';
import { at, noon } from '../support/looks.js';

const zone = 'Asia/Jakarta';

describe('the time of a silence', () => {
  it.each([
    ['30m', 30 * MINUTE],
    ['1h', HOUR],
    ['2H', 2 * HOUR],
    ['4 hours', 4 * HOUR],
    ['for 90 min', 90 * MINUTE],
    ['1 jam', HOUR],
    ['selama 30 menit', 30 * MINUTE],
    ['2 hari', 2 * DAY],
    ['７d', 7 * DAY],
  ])('is the length that is typed: %s', (text, length) => {
    expect(silenceTime(text, noon, zone)).toEqual({
      kind: 'until',
      until: after(noon, length),
      untilHealthy: false,
    });
  });

  it.each(['until healthy', 'sampai sehat', 'healthy'])(
    'ends with health, and at the latest after a week, when it is typed as %s',
    (text) => {
      expect(silenceTime(text, noon, zone)).toEqual({
        kind: 'until',
        until: after(noon, 7 * DAY),
        untilHealthy: true,
      });
    },
  );

  it.each([
    ['until 08:00', '2026-11-23T01:00:00.000Z'],
    ['sampai 08.30', '2026-11-23T01:30:00.000Z'],
    ['until 12:01', '2026-11-22T05:01:00.000Z'],
    ['until 12:00', '2026-11-23T05:00:00.000Z'],
    ['hingga pukul 23.59', '2026-11-22T16:59:00.000Z'],
  ])('is the next such time where it is read: %s', (text, iso) => {
    const time = silenceTime(text, noon, zone);
    expect(time.kind === 'until' ? isoOf(time.until) : time.kind).toBe(iso);
  });

  it('is on the next day when the clocks skip it', () => {
    const eve = at('2026-03-28T20:00:00Z');
    const time = silenceTime('until 03:30', eve, 'Europe/Riga');
    expect(time.kind === 'until' ? isoOf(time.until) : time.kind).toBe('2026-03-30T00:30:00.000Z');
  });

  it.each(['8d', '9999999h', '10081 m'])('is too long when it is typed as %s', (text) => {
    expect(silenceTime(text, noon, zone)).toEqual({ kind: 'too-long' });
  });

  it.each([
    '',
    'forever',
    '0m',
    '-1h',
    '1e3h',
    '1',
    'until',
    'until 25:00',
    'until 8',
    'until 08:60',
    'h',
    '5 parsecs',
  ])('is not understood when it is typed as “%s”', (text) => {
    expect(silenceTime(text, noon, zone)).toEqual({ kind: 'not-understood' });
  });
});
