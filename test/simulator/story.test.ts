import { describe, expect, it } from 'vitest';
import { withNewNumber, withNumber, withoutNumber, withPortfolio } from '../../src/simulator/edits.js';
import { demoAccount, demoMoments, demoStory } from '../../src/simulator/stories/demo.js';
import { flatIds, flatStory } from '../../src/simulator/stories/flat.js';
import { deliveredByNumber, tellStory, worldAt } from '../../src/simulator/story.js';
import type { Story } from '../../src/simulator/story.js';
import { indexOf } from '../../src/simulator/world.js';
import { aNumber, aPortfolio, aWaba, aWorld, hour, noon } from './world-for-tests.js';

const story = tellStory({
  start: aWorld(aPortfolio([aWaba('2001')])),
  changes: [
    { at: noon + 2 * hour, label: 'red', change: (world) => withNumber(world, '3001', { quality: 'RED' }) },
    { at: noon + hour, label: 'yellow', change: (world) => withNumber(world, '3001', { quality: 'YELLOW' }) },
    { at: noon + 3 * hour, label: 'more', change: (world) => withNewNumber(world, '2001', aNumber('3002')) },
    { at: noon + 4 * hour, label: 'gone', change: (world) => withoutNumber(world, '3001') },
  ],
});

function qualityOf(from: Story, id: string, now: number): string | undefined {
  const ref = indexOf(worldAt(from, now)).nodes.get(id);
  return ref?.kind === 'number' ? ref.number.quality : undefined;
}

describe('a story', () => {
  it('changes at the very instant it says, in order of time', () => {
    expect(qualityOf(story, '3001', noon)).toBe('GREEN');
    expect(qualityOf(story, '3001', noon + hour - 1)).toBe('GREEN');
    expect(qualityOf(story, '3001', noon + hour)).toBe('YELLOW');
    expect(qualityOf(story, '3001', noon + 2 * hour)).toBe('RED');
    expect(qualityOf(story, '3002', noon + 3 * hour)).toBe('GREEN');
    expect(qualityOf(story, '3001', noon + 4 * hour)).toBeUndefined();
  });

  it('gives the same world for the same time, also after the future was looked at', () => {
    const before = worldAt(story, noon + hour);
    worldAt(story, noon + 9 * hour);
    expect(worldAt(story, noon + hour)).toBe(before);
    expect(qualityOf(story, '3001', noon)).toBe('GREEN');
  });

  it('never changes the world it started from', () => {
    worldAt(story, noon + 9 * hour);
    expect(story.start.portfolios[0]?.wabas[0]?.numbers).toEqual([aNumber('3001')]);
    expect(withPortfolio(story.start, '1001', { limit: null }).portfolios[0]?.limit).toBeNull();
    expect(story.start.portfolios[0]?.limit).toBe('TIER_10K');
  });
});

describe('the demo story', () => {
  const demo = demoStory(noon);
  const ids = [demoAccount.promoId, demoAccount.careId, demoAccount.wholesaleId, demoAccount.noticesId];

  function usedAfter(ms: number): number {
    const now = noon + ms;
    const window = { from: now - 24 * hour, to: now, now };
    return ids
      .map((id) => deliveredByNumber(demo, id, window, (send) => send.type === 'REGULAR'))
      .reduce((sum, delivered) => sum + delivered, 0);
  }

  it('starts calm, passes 80 and then 90 percent, and falls again', () => {
    expect(usedAfter(0)).toBeLessThan(5_000);
    expect(usedAfter(demoMoments.over80 - hour / 2)).toBeLessThan(8_000);
    expect(usedAfter(demoMoments.over80)).toBeGreaterThanOrEqual(8_000);
    expect(usedAfter(demoMoments.over90 - hour / 2)).toBeLessThan(9_000);
    expect(usedAfter(demoMoments.over90)).toBeGreaterThanOrEqual(9_000);
    expect(Math.max(...[3, 4, 5, 6, 8, 10].map((hours) => usedAfter(hours * hour)))).toBeLessThan(10_000);
    expect(usedAfter(demoMoments.below80)).toBeLessThan(8_000);
    expect(usedAfter(30 * hour)).toBeLessThan(5_000);
    expect(usedAfter(30 * 24 * hour)).toBeLessThan(5_000);
    expect(usedAfter(30 * 24 * hour)).toBeGreaterThan(3_000);
  });

  it('turns one number yellow, then red, then green', () => {
    const colour = (ms: number): string | undefined => qualityOf(demo, demoAccount.promoId, noon + ms);
    expect(colour(0)).toBe('GREEN');
    expect(colour(demoMoments.promoYellow)).toBe('YELLOW');
    expect(colour(demoMoments.promoRed)).toBe('RED');
    expect(colour(demoMoments.promoGreen)).toBe('GREEN');
  });
});

describe('the flat story', () => {
  it('has as many numbers as asked, each with its own id and phone', () => {
    const flat = flatStory({ portfolios: 10, wabasPerPortfolio: 50, numbersPerWaba: 20, startMs: noon });
    const world = worldAt(flat, noon);
    const all = world.portfolios.flatMap(({ wabas }) => wabas.flatMap((waba) => waba.numbers));
    expect(all).toHaveLength(10_000);
    expect(new Set(all.map((number) => number.display)).size).toBe(10_000);
    expect(indexOf(world).nodes.size).toBe(10 + 500 + 10_000);
  });

  it('delivers the asked volume every day', () => {
    const flat = flatStory({ portfolios: 1, wabasPerPortfolio: 1, numbersPerWaba: 1, startMs: noon });
    const now = noon + 71 * hour;
    const window = { from: now - 24 * hour, to: now, now };
    expect(deliveredByNumber(flat, flatIds.number(0, 0, 0), window)).toBe(100);
  });
});
