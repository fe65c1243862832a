import { DAY, instantOf, MINUTE, type Instant } from '../time.js';
import type { Counted, Leaving } from '../usage.js';
import { coveredSince, exactFrom, isDayCovered, type Coverage, type CoverageGap } from './coverage.js';
import type { HoldOfPlaces } from './places.js';

/** Places held at one time, and when they are given back. */
export interface HeldPlaces {
  readonly sure: number;
  readonly possible: number;
  /** The possible ones, by the minute they are surely back, in rising order. */
  readonly releases: readonly Leaving[];
}

/** People reached within 24 hours, as far as webhooks tell, and when nobody listened. */
export interface LedgerFigure extends Omit<Counted, 'mayMiss'> {
  readonly gaps: readonly CoverageGap[];
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

/** Those of some places that are held at `at`. */
export function heldAt(places: Iterable<HoldOfPlaces>, at: Instant): HeldPlaces {
  let sure = 0;
  let possible = 0;
  const byMinute = new Map<Instant, number>();
  for (const place of places) {
    if (place.until <= at || (place.from !== null && place.from > at)) continue;
    const end = minuteAfter(place.until);
    sure += place.sure;
    possible += place.possible;
    byMinute.set(end, (byMinute.get(end) ?? 0) + place.possible);
  }
  const releases = [...byMinute]
    .filter(([, recipients]) => recipients !== 0)
    .sort(([a], [b]) => a - b)
    .map(([end, recipients]) => ({ at: end, recipients }));
  return { sure, possible, releases };
}

/** Two parts of what is held, as one. */
export function heldTogether(a: HeldPlaces, b: HeldPlaces): HeldPlaces {
  const releases: Leaving[] = [];
  let [i, j] = [0, 0];
  for (let [one, other] = [a.releases[i], b.releases[j]]; one ?? other;) {
    const at = instantOf(Math.min(one?.at ?? Infinity, other?.at ?? Infinity));
    const recipients = (one?.at === at ? one.recipients : 0) + (other?.at === at ? other.recipients : 0);
    if (recipients !== 0) releases.push({ at, recipients });
    if (one?.at === at) one = a.releases[(i += 1)];
    if (other?.at === at) other = b.releases[(j += 1)];
  }
  return { sure: a.sure + b.sure, possible: a.possible + b.possible, releases };
}

/** The end of the minute in which a place is given back. */
export function minuteAfter(at: Instant): Instant {
  return instantOf(Math.ceil(at / MINUTE) * MINUTE);
}
