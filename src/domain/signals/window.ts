import type { NumberId } from '../snapshot.js';
import type { SignalCounts } from './counts.js';

/** The same hours of several days, of one number. */
export interface SignalWindow {
  readonly hours: number;
  /** By how many days ago; 0 are the newest. Absent: nothing was counted then. */
  readonly days: ReadonlyMap<number, SignalCounts>;
}

/** What is counted of each number, in each window; a number that is absent was never heard of. */
export type SignalWindows = ReadonlyMap<NumberId, readonly SignalWindow[]>;

/** Nothing is counted, or it cannot be read. */
export const noSignals: SignalWindows = new Map();

/** So many weeks are compared with. */
export const weeksCompared = 8;
/** The days that a window must reach back, the newest included. */
export const daysCompared = 7 * weeksCompared + 1;
