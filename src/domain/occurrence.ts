import type { Finding } from './finding.js';
import type { WabaId } from './snapshot.js';
import { after, DAY, type Instant } from './time.js';

/** What Meta told once, and no look reads. It is kept so that later trouble can be held against it. */
export interface Occurrence {
  /** When Meta announced it, by Meta's clock. */
  readonly at: Instant;
  /** The account that it was announced of. */
  readonly waba: WabaId;
  readonly finding: Finding;
}

/** A change of a week ago is held against the week before it. */
const kept = 14 * DAY;
const most = 200;

/** The occurrences with more of them, without those that are too old at `now`. The newest 200 stay. */
export function withOccurrences(
  known: readonly Occurrence[],
  more: readonly Occurrence[],
  now: Instant,
): readonly Occurrence[] {
  return [...known, ...more]
    .filter(({ at }) => at > after(now, -kept))
    .toSorted((a, b) => a.at - b.at)
    .slice(-most);
}
