import { describe, expect, it } from 'vitest';
import { usualOf } from '../../../src/domain/signals/usual.js';

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
});
