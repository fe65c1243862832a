import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysWithin, lastDays, midnightBefore } from '../../src/domain/local-days.js';
import { DAY, instantOf, localTime, MINUTE } from '../../src/domain/time.js';
import { wallClockOf, whenWallClockShows } from '../../src/domain/wall-clock.js';
import { at } from '../support/looks.js';

const zones = [
  'Asia/Jakarta',
  'Europe/Berlin',
  'America/Sao_Paulo',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'UTC',
];
const anyTime = fc
  .integer({ min: at('2010-01-01T00:00:00Z') / MINUTE, max: at('2030-01-01T00:00:00Z') / MINUTE })
  .map((minutes) => instantOf(minutes * MINUTE));

describe('the wall clock', () => {
  it('leads from what it shows back to the first instant that shows it', () => {
    fc.assert(
      fc.property(anyTime, fc.constantFrom(...zones), (now, zone) => {
        const shown = wallClockOf(now, zone);
        const found = whenWallClockShows(shown, zone);
        expect(wallClockOf(found, zone)).toBe(shown);
        expect(found).toBeLessThanOrEqual(now);
      }),
    );
  });

  it('comes out of a gap at its end, and gives the first of two', () => {
    expect(whenWallClockShows(at('2026-03-29T02:30:00Z'), 'Europe/Berlin')).toBe(at('2026-03-29T01:00:00Z'));
    expect(whenWallClockShows(at('2026-10-25T02:30:00Z'), 'Europe/Berlin')).toBe(at('2026-10-25T00:30:00Z'));
    expect(whenWallClockShows(at('2018-11-04T00:00:00Z'), 'America/Sao_Paulo')).toBe(
      at('2018-11-04T03:00:00Z'),
    );
  });

  it('shows what a clock on the wall does, with its seconds', () => {
    expect(wallClockOf(at('2026-11-22T05:04:03.002Z'), 'Asia/Jakarta')).toBe(at('2026-11-22T12:04:03.002Z'));
    expect(wallClockOf(at('2026-11-22T18:20:00Z'), 'Asia/Kathmandu')).toBe(at('2026-11-23T00:05:00Z'));
    expect(whenWallClockShows(at('2026-11-22T12:04:03.002Z'), 'Asia/Jakarta')).toBe(
      at('2026-11-22T05:04:03.002Z'),
    );
  });

  it.each([
    ['2026-03-29T01:59:00Z', '2026-03-29T00:59:00Z'],
    ['2026-03-29T02:00:00Z', '2026-03-29T01:00:00Z'],
    ['2026-03-29T02:59:00Z', '2026-03-29T01:00:00Z'],
    ['2026-03-29T03:00:00Z', '2026-03-29T01:00:00Z'],
    ['2026-03-29T03:01:00Z', '2026-03-29T01:01:00Z'],
    ['2026-10-25T01:59:00Z', '2026-10-24T23:59:00Z'],
    ['2026-10-25T02:00:00Z', '2026-10-25T00:00:00Z'],
    ['2026-10-25T02:59:00Z', '2026-10-25T00:59:00Z'],
    ['2026-10-25T03:00:00Z', '2026-10-25T02:00:00Z'],
  ])('shows %s in Berlin first at %s', (shown, expected) => {
    expect(whenWallClockShows(at(shown), 'Europe/Berlin')).toBe(at(expected));
  });

  it('never runs backward over what it shows', () => {
    fc.assert(
      fc.property(anyTime, fc.constantFrom(...zones), (shown, zone) => {
        const next = instantOf(shown + 30 * MINUTE);
        expect(whenWallClockShows(next, zone)).toBeGreaterThanOrEqual(whenWallClockShows(shown, zone));
      }),
    );
  });
});

describe('local days', () => {
  it('begin where the date changes, whatever clocks do', () => {
    fc.assert(
      fc.property(anyTime, fc.constantFrom(...zones), (now, zone) => {
        const midnight = midnightBefore(now, zone);
        const { day } = localTime(now, zone);
        expect(localTime(midnight, zone).day).toBe(day);
        expect(localTime(instantOf(midnight - 1), zone).day).not.toBe(day);
        expect(now - midnight).toBeLessThanOrEqual(DAY + 60 * MINUTE);
      }),
    );
  });

  it('of a week are seven at midnight too, when the last one is just over', () => {
    const midnight = at('2026-11-22T17:00:00Z');
    expect(lastDays(midnight, 7, 'Asia/Jakarta').from).toBe(at('2026-11-15T17:00:00Z'));
    expect(lastDays(instantOf(midnight + 1), 7, 'Asia/Jakarta').from).toBe(at('2026-11-16T17:00:00Z'));
  });

  it('of a week are seven, each of its own date', () => {
    fc.assert(
      fc.property(anyTime, fc.constantFrom(...zones), (now, zone) => {
        const days = daysWithin(lastDays(instantOf(now + MINUTE), 7, zone), zone);
        expect(new Set(days.map((day) => localTime(day.from, zone).day)).size).toBe(7);
      }),
    );
  });
});
