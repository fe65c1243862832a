import { DAY, instantOf, MINUTE, type Instant } from '../time.js';
import type { Leaving } from '../usage.js';
import { coveredSince, exactFrom, isDayCovered, type Coverage, type Gap } from './coverage.js';

/** Places held at one time, and when they are given back. */
export interface HeldPlaces {
  readonly sure: number;
  readonly possible: number;
  /** The possible ones, by the minute they are surely back, in rising order. */
  readonly releases: readonly Leaving[];
}

/** People reached within 24 hours, as far as webhooks tell. Never clamped. */
export interface LedgerFigure {
  readonly at: Instant;
  /** `exact`: both bounds are the count; `between`: both are known; `at-least`: nobody knows how many more. */
  readonly accuracy: 'exact' | 'between' | 'at-least';
  readonly atLeast: number;
  /** Null while it cannot be told. */
  readonly atMost: number | null;
  /** By whole minutes, not cumulative. Their sum is `atMost` where that is known. */
  readonly releases: readonly Leaving[];
  /** Null: nothing is counted for certain, as an account does not tell us. */
  readonly countingSince: Instant | null;
  readonly exactFrom: Instant | null;
  readonly gaps: readonly Gap[];
}

/** What places held at `at` say under a coverage. */
export function figureOf(
  { sure, possible, releases }: HeldPlaces,
  coverage: Coverage,
  at: Instant,
): LedgerFigure {
  const since = coveredSince(coverage);
  const atMost = isDayCovered(coverage, at) ? possible : null;
  const isSettled = since !== null && at - since >= 2 * DAY;
  return {
    at,
    accuracy: atMost === null ? 'at-least' : isSettled && sure === atMost ? 'exact' : 'between',
    atLeast: sure,
    atMost,
    releases,
    countingSince: since,
    exactFrom: exactFrom(coverage, at),
    gaps: coverage.gaps,
  };
}

/** The end of the minute in which a place is given back. */
export function minuteAfter(at: Instant): Instant {
  return instantOf(Math.ceil(at / MINUTE) * MINUTE);
}
