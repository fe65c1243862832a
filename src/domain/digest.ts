import type { Instant } from './time.js';

/** What a digest needs that the present state cannot tell: its local day and what was planned. */
export interface DigestFacts {
  /** The local day it is for, YYYY-MM-DD in the route's time zone. */
  readonly day: string;
  readonly plannedAt: Instant;
}
