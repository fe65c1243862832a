import { sameLimit, type Limit } from './limit.js';
import { levelBelow, type Rulebook } from './rulebook.js';
import type { NumberId } from './snapshot.js';
import type { Reputation } from './reputation.js';
import { after, DAY, type Instant } from './time.js';

/** What poor quality leads to and by when, where the platform lowers limits for it. */
export interface Countdown {
  readonly number: NumberId;
  readonly label: string;
  /** Since when the number is low or flagged, as far as we saw; null: not known. */
  readonly since: Instant | null;
  /** When the time to recover is over; null: not known. */
  readonly endsAt: Instant | null;
  /** Days left, a begun day counted whole, never below 0. */
  readonly daysLeft: number | null;
  /** `lowered` unless it recovers; `kept` when it has recovered and only waits to be connected again. */
  readonly outcome: 'lowered' | 'kept';
  /** The limit it would have; null when there is none below, or it keeps its own. */
  readonly lowersTo: Limit | null;
}

/**
 * The time that is left to each number that is rated low or flagged; none under a rulebook that never lowers a limit
 * for quality. An unknown rating is no recovery.
 */
export function countdownsOf(
  rulebook: Rulebook,
  limit: Limit,
  reputations: readonly Reputation[],
  now: Instant,
): readonly Countdown[] {
  const { lower } = rulebook;
  if (lower === null) return [];
  const below = levelBelow(rulebook, limit, lower.levels);
  return reputations.flatMap((one): readonly Countdown[] => {
    if (one.quality !== 'red' && one.status !== 'flagged') return [];
    const since = earliest(
      one.quality === 'red' ? one.qualitySince : null,
      one.status === 'flagged' ? one.statusSince : null,
    );
    const endsAt = since === null ? null : after(since, lower.daysLow * DAY);
    const recovered = one.quality === 'green' || one.quality === 'yellow';
    return [
      {
        number: one.number,
        label: one.label,
        since,
        endsAt,
        daysLeft: endsAt === null ? null : Math.max(0, Math.ceil((endsAt - now) / DAY)),
        outcome: recovered ? 'kept' : 'lowered',
        lowersTo: recovered || sameLimit(below, limit) ? null : below,
      },
    ];
  });
}

function earliest(a: Instant | null, b: Instant | null): Instant | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}
