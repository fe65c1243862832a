import type { ChartFacts, ChartPoint } from '../chart-facts.js';
import { isCap, limitsOf, valueAt } from '../chart-stretches.js';
import type { Instant } from '../time.js';
import type { CauseOf } from './cause.js';

/** When the limit was reached before `at`: the hour that went furthest. Null: usage is not on record. */
export function limitBefore(facts: ChartFacts, at: Instant): readonly CauseOf<'limit-reached'>[] | null {
  const limits = limitsOf(facts);
  const points = facts.points.filter((point) => point.at < at);
  if (points.every(({ atLeast, atMost }) => atLeast === null && atMost === null)) return null;
  const reached = points.flatMap((point) => {
    const limit = valueAt(limits, point.at) ?? null;
    return isCap(limit) ? (reachedAt(point, limit) ?? []) : [];
  });
  const [furthest] = reached.toSorted((a, b) => b.recipients / b.limit - a.recipients / a.limit);
  return furthest === undefined ? [] : [furthest];
}

/** What was surely reached counts before what may have been. */
function reachedAt({ at, atLeast, atMost }: ChartPoint, limit: number): CauseOf<'limit-reached'> | null {
  if (atLeast !== null && atLeast >= limit) {
    return {
      kind: 'limit-reached',
      at,
      recipients: atLeast,
      accuracy: atLeast === atMost ? 'exact' : 'at-least',
      limit,
    };
  }
  if (atMost !== null && atMost >= limit) {
    return { kind: 'limit-reached', at, recipients: atMost, accuracy: 'at-most', limit };
  }
  return null;
}
