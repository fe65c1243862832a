import type { Instant } from '../time.js';
import type { CausesFound } from './find-causes.js';
import type { LatelyChanged } from './standing-change.js';

/** What changed of a number, and what came before it. */
export interface WhyChanged {
  readonly lately: LatelyChanged;
  /** Of the change for the worse; null: there was none. */
  readonly found: CausesFound | null;
  /** When somebody first looked, where that is less than seven days ago; null: earlier. */
  readonly lookedSince: Instant | null;
}
