import type { Limit } from './limit.js';
import type { SightCause } from './sight-cause.js';
import type { LookGap, NumberId, Problem } from './snapshot.js';
import type { Instant } from './time.js';

/** A time of not seeing. */
export interface Blindness {
  readonly since: Instant;
  readonly problem: Problem;
  /** Absent: an older version of the bot saved it. */
  readonly cause?: SightCause;
  readonly looks: number;
}

/** A part that was not seen: since when, and by how many looks in a row that saw the rest. */
interface Hidden {
  readonly since: Instant;
  readonly looks: number;
}

/** Parts that were not seen by looks that saw the rest. By account and part (`<waba>:usage`, `:discovery`). */
export type HiddenParts = Readonly<Record<string, Hidden>>;

/** The name of what a gap hides. */
export function hiddenKey({ waba, part }: Pick<LookGap, 'waba' | 'part'>): string {
  return `${waba ?? ''}:${part}`;
}

/** The last known limits. */
export interface LimitMemory {
  readonly portfolio: Limit | null;
  readonly numbers: Readonly<Record<NumberId, Limit>>;
  /** Since when those of them are gone that are; absent: all are there. */
  readonly left?: Readonly<Record<NumberId, Instant>>;
}
