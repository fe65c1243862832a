import { localTime, type Instant } from './time.js';

/** What a digest must remember from when it was planned; the rest it reads when it is told. */
export interface DigestFacts {
  /** The local day it is for, YYYY-MM-DD in the route's time zone. */
  readonly day: string;
  readonly plannedAt: Instant;
}

/** The digest for a planned time in a route's zone. */
export function digestFor(plannedAt: Instant, zone: string): DigestFacts {
  return { day: localTime(plannedAt, zone).day, plannedAt };
}
