import { DAY, instantOf, MINUTE, type Instant } from '../time.js';
import type { Counted, Leaving } from '../usage.js';
import { coveredSince, exactFrom, isDayCovered, type Coverage, type Gap } from './coverage.js';

/** Places held at one time, and when they are given back. */
export interface HeldPlaces {
  readonly sure: number;
  readonly possible: number;
  /** The possible ones, by the minute they are surely back, in rising order. */
  readonly releases: readonly Leaving[];
}

/** People reached within 24 hours, as far as webhooks tell, and when nobody listened. */
export interface LedgerFigure extends Omit<Counted, 'mayMiss'> {
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
