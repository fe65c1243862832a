import { describe, expect, it } from 'vitest';
import { percentOf, sameLimit, type Limit } from '../../src/domain/limit.js';
import { known, unknown } from '../../src/domain/reading.js';
import { isOnLadder, levelAbove, levelBelow } from '../../src/domain/rulebook.js';
import { capped, unlimited, usageOf } from '../support/looks.js';
import { portfolio2025 } from '../support/rulebooks.js';

describe('the ladder of today', () => {
  it.each<[string, Limit, Limit | null, Limit, boolean]>([
    ['the lowest limit', capped(250), capped(2_000), capped(250), true],
    ['2,000', capped(2_000), capped(10_000), capped(250), true],
    ['a limit between two levels', capped(25_000), capped(100_000), capped(10_000), false],
    ['a limit below all levels', capped(50), capped(250), capped(50), false],
    ['100,000', capped(100_000), unlimited, capped(10_000), true],
    ['no limit', unlimited, null, capped(100_000), true],
  ])('leads from %s up and down', (_what, limit, above, below, on) => {
    expect(levelAbove(portfolio2025, limit)).toEqual(above);
    expect(levelBelow(portfolio2025, limit)).toEqual(below);
    expect(isOnLadder(portfolio2025, limit)).toBe(on);
  });

  it('leads several levels down, to the lowest at most', () => {
    expect(levelBelow(portfolio2025, capped(100_000), 2)).toEqual(capped(2_000));
    expect(levelBelow(portfolio2025, capped(100_000), 9)).toEqual(capped(250));
  });
});

describe('two limits', () => {
  it('are the same when they allow the same', () => {
    expect(sameLimit(capped(250), capped(250))).toBe(true);
    expect(sameLimit(capped(250), capped(251))).toBe(false);
    expect(sameLimit(unlimited, unlimited)).toBe(true);
    expect(sameLimit(unlimited, capped(250))).toBe(false);
  });
});

describe('usage in percent of a limit', () => {
  const used = known(usageOf(500));

  it('may be more than all of it', () => {
    expect(percentOf(used, known(capped(1_000)))).toBe(50);
    expect(percentOf(used, known(capped(400)))).toBe(125);
  });

  it('is not known without usage, and not without a limit to be a part of', () => {
    expect(percentOf(unknown('refused'), known(capped(1_000)))).toBeNull();
    expect(percentOf(used, unknown('not-set'))).toBeNull();
    expect(percentOf(used, known(unlimited))).toBeNull();
    expect(percentOf(used, known(capped(0)))).toBeNull();
    expect(percentOf(used, known(capped(1)))).toBe(50_000);
  });
});
