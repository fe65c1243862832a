import type { ChartFacts } from './facts.js';
import { curveOf, limitsOf } from './stretches.js';

/** Room above the highest line, for its label. */
const headroom = 1.16;

/** Where the axis ends: above all that is known of usage and limits, in people. */
export function recipientsTop(facts: ChartFacts): number {
  const caps = limitsOf(facts).map(({ value }) => value ?? 0);
  const used = curveOf(facts)
    .runs.flat()
    .map(({ upper }) => upper);
  return Math.max(4, ...caps.filter((cap) => Number.isFinite(cap)), ...used) * headroom;
}
