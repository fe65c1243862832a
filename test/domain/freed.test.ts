import { describe, expect, it } from 'vitest';
import { nextFreed } from '../../src/domain/freed.js';
import { after, HOUR } from '../../src/domain/time.js';
import { noon } from '../support/looks.js';

const leaving = (...counts: readonly number[]) =>
  counts.map((recipients, hour) => ({ at: after(noon, hour * HOUR), recipients }));

describe('what comes free next', () => {
  it.each([
    ['the first half hour that is a tenth of all', [100, 900], 100, 0],
    ['several small ones together', [50, 49, 1, 900], 100, 2],
    ['more, when a tenth is passed within one', [99, 400, 501], 499, 1],
    ['what there is, when nobody leaves at first', [0, 0, 5], 5, 2],
  ])('is %s', (_what, counts, recipients, hour) => {
    expect(nextFreed(leaving(...counts))).toEqual({ recipients, at: after(noon, hour * HOUR) });
  });

  it('is nothing when the window holds nobody', () => {
    expect(nextFreed([])).toBeNull();
    expect(nextFreed(leaving(0, 0))).toBeNull();
  });
});
