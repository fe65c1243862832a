import type { Instant } from './time.js';
import type { Series } from './usage.js';

/** When `limit` is reached if it goes on like this, within a day of `now`; null when that is not known or not so. */
export function reachedAt(series: Series, used: number, limit: number, now: Instant): Instant | null {
  return used >= limit ? now : series.length === 0 ? null : null;
}
