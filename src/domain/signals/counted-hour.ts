import type { Instant } from '../time.js';
import type { SignalCounts } from './counts.js';

/** What was counted in one hour. */
export interface CountedHour {
  readonly at: Instant;
  readonly counts: SignalCounts;
}
