import { MINUTE, SECOND, type Instant, type Span } from '../../domain/time.js';
import { isOn, waitFrom } from '../../domain/wait.js';
import type { FailedCall } from './failure.js';
import { problemOf } from './problem.js';

/** Who is asked, and with what: one token, or one account with one token. */
export type RestKey = string;

/** Remembers who is to be left alone, and until when. Keys of other tokens and accounts are never touched. */
export interface Rests {
  /**
   * Why no call may be made now; null when one may. After a rest one call at a time is let through to try; `again`
   * says that this is the same call once more.
   */
  hindrance(key: RestKey, now: Instant, again: boolean): FailedCall | null;
  /** Whether the next call is the one that tries whether a rest is over. */
  isTrial(key: RestKey, now: Instant): boolean;
  /** Lets the key rest, if not already for longer. */
  rest(key: RestKey, wait: Span, failure: FailedCall): void;
  /** A call went well, or failed for a reason of its own: a rest that was being tried is over. */
  wentWell(key: RestKey): void;
  /** A call failed; too many in a row of not being reached make the key rest. */
  wentWrong(key: RestKey, failure: FailedCall, now: Instant, inARow: number): void;
  /** Notes how much of the allowance is used, 0 to 1. */
  noteShare(key: RestKey, share: number, now: Instant): void;
  /** The last share heard of; 0 when that is long ago. */
  shareOf(key: RestKey, now: Instant): number;
}

interface Rest {
  readonly wait: Span;
  readonly failure: FailedCall;
  /** The time that the one call that tries may take. */
  readonly trial: Span | null;
}

const trialTakes = 20 * SECOND;
const unreachableRest = MINUTE;
const sharesHold = 15 * MINUTE;

/** A memory in which nobody rests. */
export function createRests(): Rests {
  const rests = new Map<RestKey, Rest>();
  const rows = new Map<RestKey, number>();
  const shares = new Map<RestKey, { readonly share: number; readonly holds: Span }>();
  const rest = (key: RestKey, wait: Span, failure: FailedCall): void => {
    const known = rests.get(key);
    if (known !== undefined && isOn(known.wait, wait.from) && known.wait.to >= wait.to) return;
    rests.set(key, { wait, failure, trial: null });
  };
  return {
    hindrance(key, now, again) {
      const known = rests.get(key);
      if (known === undefined) return null;
      const { wait, failure, trial } = known;
      if (isOn(wait, now)) return { ...failure, heldUntil: wait.to };
      if (!again && trial !== null && isOn(trial, now)) return { ...failure, heldUntil: trial.to };
      rests.set(key, { ...known, trial: waitFrom(now, trialTakes) });
      return null;
    },
    isTrial(key, now) {
      const known = rests.get(key);
      return known !== undefined && !isOn(known.wait, now);
    },
    rest,
    wentWell(key) {
      // A rest that began while this call was under way is none of its business.
      if (rests.get(key)?.trial != null) rests.delete(key);
      rows.delete(key);
    },
    wentWrong(key, failure, now, inARow) {
      const { problem } = problemOf(failure);
      if (problem !== 'unreachable' && failure.cause !== 'unreadable') {
        rows.delete(key);
        return;
      }
      const row = (rows.get(key) ?? 0) + 1;
      rows.set(key, row);
      if (row >= inARow) rest(key, waitFrom(now, unreachableRest), failure);
    },
    noteShare(key, share, now) {
      shares.set(key, { share, holds: waitFrom(now, sharesHold) });
    },
    shareOf(key, now) {
      const known = shares.get(key);
      return known === undefined || !isOn(known.holds, now) ? 0 : known.share;
    },
  };
}
