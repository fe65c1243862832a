import type { ChartFacts } from '../../domain/chart-facts.js';
import { curveOf, isCap, limitsOf } from './stretches.js';

/** Room above the highest line, for its label. */
const headroom = 1.16;

/** Where the axis ends: above all that is known of usage and limits, in people; null when nothing is. */
export function recipientsTop(facts: ChartFacts): number | null {
  const caps = limitsOf(facts)
    .map(({ value }) => value)
    .filter(isCap);
  const used = curveOf(facts)
    .runs.flat()
    .map(({ atMost }) => atMost);
  return caps.length + used.length === 0 ? null : Math.max(4, ...caps, ...used) * headroom;
}
