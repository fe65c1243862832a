import { describe, expect, it } from 'vitest';
import { usualAmong, usualOf } from '../../../src/domain/signals/usual.js';

describe('what is usual', () => {
  it('is the middle of earlier shares, between two where there is no middle', () => {
    expect(usualOf([0.03, 0.01, 0.02]).share).toBe(0.02);
    expect(usualOf([0.01, 0.03]).share).toBe(0.02);
    expect(usualOf([0.04]).share).toBe(0.04);
  });

  it('is moved by no single odd week', () => {
    const calm = usualOf([0.01, 0.011, 0.012, 0.01, 0.011]);
    const odd = usualOf([0.01, 0.011, 0.012, 0.01, 0.9]);
    expect(odd.share).toBe(calm.share);
    expect(odd.spread).toBeLessThan(0.002);
  });

  it('has no spread where all weeks were alike', () => {
    expect(usualOf([0.02, 0.02, 0.02]).spread).toBe(0);
  });

  it('is no less than is known from elsewhere, and the spread is from there', () => {
    expect(usualOf([0.01, 0.02, 0.03], 0.05)).toEqual({
      share: 0.05,
      spread: expect.closeTo(0.03 / 0.6745, 6) as number,
    });
    expect(usualOf([0.01, 0.02, 0.03], 0.01).share).toBe(0.02);
  });

  it('has the spread of the days, and not that of chance in few messages', () => {
    const shares = [0.01, 0.02, 0.03, 0.04, 0.05];
    const spread = (of: number): number =>
      usualAmong(shares.map((share) => ({ count: share * of, of }))).spread;
    expect(spread(1_000_000)).toBeCloseTo(0.0148, 3);
    expect(spread(400)).toBeCloseTo(0.0121, 3);
    expect(spread(100)).toBe(0);
  });
});
