import { flatStory } from '../../src/simulator/stories/flat.js';
import type { Story } from '../../src/simulator/story.js';
import type { SimSend } from '../../src/simulator/volume.js';

/** A world for load: portfolios, their accounts, and the numbers of each account. */
export interface WorldSize {
  readonly portfolios: number;
  readonly wabas: number;
  readonly numbers: number;
  /** Every number sends all day, in two categories; else two hours a day, in one. */
  readonly busy: boolean;
  /** Milliseconds every answer takes at least. */
  readonly latency: number;
}

/** How many numbers a world has. */
export function numbersIn({ portfolios, wabas, numbers }: WorldSize): number {
  return portfolios * wabas * numbers;
}

const day = 86_400_000;

/** The story of such a world, eight days old at `startMs`; its limits of 100,000 are half used at most. */
export function storyOf({ portfolios, wabas, numbers, busy }: WorldSize, startMs: number): Story {
  const story = flatStory({
    portfolios,
    wabasPerPortfolio: wabas,
    numbersPerWaba: numbers,
    startMs,
    dailyPerNumber: Math.min(100, Math.floor(50_000 / (wabas * numbers))),
  });
  if (!busy) return story;
  const categories = ['MARKETING', 'SERVICE'];
  const sendsOf = (numberId: string): readonly SimSend[] =>
    categories.map((category) => ({
      numberId,
      category,
      type: 'REGULAR',
      from: startMs - 8 * day,
      perHour: 2,
    }));
  return { ...story, sendsOf };
}
