import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deviationsOf, togetherOf } from '../../../src/domain/signals/deviations.js';

const expected = fc.double({ min: 0.01, max: 5_000, noNaN: true });
const spread = fc.double({ min: 0, max: 1, noNaN: true });
const count = fc.integer({ min: 0, max: 20_000 });
const nearly = 1e-6;

describe('how strongly a count speaks for trouble', () => {
  it('is nothing where it is what was expected, or less', () => {
    expect(deviationsOf(40, 40, 0.2)).toBe(0);
    expect(deviationsOf(40, 40, 0)).toBe(0);
    expect(deviationsOf(0, 40, 0.2)).toBe(0);
  });

  it('is more for many messages than for few with the same shares', () => {
    const [few, many] = [deviationsOf(4, 1, 0.25), deviationsOf(400, 100, 0.25)];
    expect(few).toBeGreaterThan(0);
    expect(many).toBeGreaterThan(2 * few);
  });

  it('is never much where days differ as much, however many there are', () => {
    expect(deviationsOf(13_000, 10_000, 0)).toBe(0);
    expect(deviationsOf(20_000, 10_000, 0.1)).toBeGreaterThan(4);
    expect(deviationsOf(20_000, 10_000, 0.5)).toBeLessThan(1.5);
  });

  it('grows with the count, and falls with what is expected', () => {
    fc.assert(
      fc.property(count, expected, spread, fc.integer({ min: 1, max: 500 }), (n, of, days, more) => {
        const weight = deviationsOf(n, of, days);
        expect(deviationsOf(n + more, of, days)).toBeGreaterThanOrEqual(weight - nearly);
        expect(deviationsOf(n, of + more, days)).toBeLessThanOrEqual(weight + nearly);
      }),
      { numRuns: 1_000 },
    );
  });

  it('is a number however many there are, and nothing where nothing can be expected', () => {
    expect(deviationsOf(1_000_000, 0.01, 0)).toBeGreaterThan(1_000);
    expect(deviationsOf(1_000_000, 0.01, 0.25)).toBeLessThan(10_000);
    expect(deviationsOf(5, 0, 0.2)).toBe(0);
  });
});

describe('several signs together', () => {
  it('weigh more than the strongest', () => {
    expect(togetherOf([3, 4])).toBe(5);
    expect(togetherOf([])).toBe(0);
  });
});
