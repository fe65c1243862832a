import { after, DAY, localTime, type Instant } from './time.js';

/** What a digest must remember from when it was planned; the rest it reads when it is told. */
export interface DigestFacts {
  /** The local day it is for, YYYY-MM-DD in the route's time zone. */
  readonly day: string;
  readonly plannedAt: Instant;
  /** From when on it tells what changed: the planned time before, at most a week earlier. */
  readonly since: Instant;
}

/** The digest for a planned time in a route's zone; without a planned time before, it tells of one day. */
export function digestFor(plannedAt: Instant, zone: string, before: Instant | null = null): DigestFacts {
  const since = Math.max(before ?? after(plannedAt, -DAY), after(plannedAt, -7 * DAY)) as Instant;
  return { day: localTime(plannedAt, zone).day, plannedAt, since };
}
