import { curveOf } from './chart-curve.js';
import type { ChartFacts } from './chart-facts.js';
import { isCap, limitsOf } from './chart-stretches.js';

/** Room above the highest line, for its label. */
const headroom = 1.16;

/** Where the axis ends: above all that is known of usage and limits, in people; null when nothing is. */
export function recipientsTop(facts: ChartFacts): number | null {
  const { runs, counted } = curveOf(facts);
  const known = [
    ...limitsOf(facts)
      .map(({ value }) => value)
      .filter(isCap),
    ...runs.flat().map(({ atMost }) => atMost),
    ...counted.flat().map(({ atLeast }) => atLeast),
  ];
  return known.length === 0 ? null : Math.max(4, ...known) * headroom;
}
