import { describe, expect, it } from 'vitest';
import { daysWithin } from '../../../src/domain/local-days.js';
import { ticksUpTo } from '../../../src/adapters/chart/scale.js';
import { fittedToWidth, legible } from '../../../src/adapters/chart/legible.js';
import { faceOf } from '../../../src/adapters/chart/fonts.js';
import { HOUR, instantOf, isoOf } from '../../../src/domain/time.js';

const at = (iso: string): ReturnType<typeof instantOf> => instantOf(Date.parse(iso));

describe('the days of a chart', () => {
  it('begin at the midnights of their zone', () => {
    const days = daysWithin(
      { from: at('2026-11-20T03:00:00Z'), to: at('2026-11-22T03:00:00Z') },
      'Asia/Jakarta',
    );
    expect(days.map(({ from }) => isoOf(from))).toEqual([
      '2026-11-20T03:00:00.000Z',
      '2026-11-20T17:00:00.000Z',
      '2026-11-21T17:00:00.000Z',
    ]);
  });

  it('last 23 and 25 hours where the clocks change', () => {
    const spring = daysWithin(
      { from: at('2026-03-28T23:00:00Z'), to: at('2026-03-29T22:00:00Z') },
      'Europe/Berlin',
    );
    const autumn = daysWithin(
      { from: at('2026-10-24T22:00:00Z'), to: at('2026-10-25T23:00:00Z') },
      'Europe/Berlin',
    );
    expect(spring.map(({ from, to }) => (to - from) / HOUR)).toEqual([23]);
    expect(autumn.map(({ from, to }) => (to - from) / HOUR)).toEqual([25]);
  });

  it('are none when the span is empty', () => {
    expect(daysWithin({ from: at('2026-11-20T03:00:00Z'), to: at('2026-11-20T03:00:00Z') }, 'UTC')).toEqual(
      [],
    );
  });
});

describe('the figures on the axis', () => {
  it.each([
    [4, [0, 1, 2, 3, 4]],
    [11_600, [0, 5_000, 10_000]],
    [9_000, [0, 2_500, 5_000, 7_500]],
    [250, [0, 100, 200]],
    [0, [0]],
  ])('are round up to %i', (top, ticks) => {
    expect(ticksUpTo(top, 4)).toEqual(ticks);
  });
});

describe('text on a picture', () => {
  const face = faceOf('bold');

  it('is measured by the font', () => {
    expect(face.widthOf('WWWW', 20)).toBeGreaterThan(face.widthOf('iiii', 20) * 2);
    expect(face.widthOf('ab', 40)).toBeCloseTo(face.widthOf('ab', 20) * 2);
  });

  it('is cut where it does not fit', () => {
    expect(fittedToWidth('Toko Maju', 1_000, 20, face)).toBe('Toko Maju');
    expect(face.widthOf(fittedToWidth('Toko Maju Jaya', 100, 20, face), 20)).toBeLessThanOrEqual(100);
    expect(fittedToWidth('Toko', 1, 20, face)).toBe('');
  });

  it('does not pile marks on a letter or turn around', () => {
    expect(legible(`a${'\u0301'.repeat(40)}b`, '-', face).length).toBeLessThan(6);
    expect(legible('\u202eabc\u0007', '-', face)).toBe('abc');
  });
});
