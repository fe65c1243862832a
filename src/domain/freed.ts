import { after, DAY, HALF_HOUR, type Instant } from './time.js';
import type { Series } from './usage.js';

/** Room that comes back by itself: so many recipients leave the moving day until `by`, if nothing new is sent. */
export interface Freed {
  readonly recipients: number;
  readonly by: Instant;
}

/** Half hours that leave together are told from this part of the usage on. */
const worthTelling = 0.1;

/**
 * The first moment by which a tenth of what the moving day holds has left it; null when the day holds nothing.
 * What was sent in a half hour has surely left one day after that half hour is over.
 */
export function nextFreed(series: Series, now: Instant): Freed | null {
  const leaving = series
    .map((bucket) => ({ recipients: bucket.recipients, by: after(bucket.at, HALF_HOUR + DAY) }))
    .filter((one) => one.recipients > 0 && one.by > now);
  const all = leaving.reduce((sum, one) => sum + one.recipients, 0);
  let recipients = 0;
  for (const one of leaving) {
    recipients += one.recipients;
    if (recipients >= all * worthTelling) return { recipients, by: one.by };
  }
  return null;
}
