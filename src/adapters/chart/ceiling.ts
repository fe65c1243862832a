import type { ChartFacts } from '../../domain/chart-facts.js';
import { curveOf, limitsOf } from './stretches.js';

/** Room above the highest line, for its label. */
const headroom = 1.16;

/** Where the axis ends: above all that is known of usage and limits, in people; null when nothing is. */
export function recipientsTop(facts: ChartFacts): number | null {
  const caps = limitsOf(facts).flatMap(({ value }) =>
    value !== null && Number.isFinite(value) ? value : [],
  );
  const used = curveOf(facts)
    .runs.flat()
    .map(({ atMost }) => atMost);
  return caps.length + used.length === 0 ? null : Math.max(4, ...caps, ...used) * headroom;
}
