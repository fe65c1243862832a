import { HOUR, instantOf, type Instant } from '../../domain/time.js';

/** Whose calls are counted together. */
type BudgetKey = string;

/** Counts calls, so that no more than a share of an allowance is used. */
export interface CallBudget {
  /** How many calls may be made in an hour. */
  readonly most: number;
  /** Counts one call. */
  spend(key: BudgetKey, now: Instant): void;
  /** From when on a call may be made; null: now. */
  freeAt(key: BudgetKey, now: Instant): Instant | null;
  /** Calls of the last hour as a share of what an hour may have. */
  spent(key: BudgetKey, now: Instant): number;
  /** Milliseconds that must lie between rounds of as many calls as were made since. */
  spacing(key: BudgetKey, since: Instant, now: Instant): number;
}

/**
 * Calls an hour that Meta allows an app for one WhatsApp account at the least; accounts in use are allowed more.
 * https://developers.facebook.com/docs/graph-api/overview/rate-limiting#whatsapp-business-management-api
 */
const allowance = 200;

/** How many calls an hour a share of Meta's allowance is, 0 to 1; one call at the least. */
export function callsOfShare(share: number): number {
  return Math.max(1, Math.floor(allowance * share));
}

/** A budget of so many calls an hour of which nothing is spent. */
export function createCallBudget(most: number): CallBudget {
  const calls = new Map<BudgetKey, Instant[]>();
  /** Those of the last hour, oldest first. */
  const lately = (key: BudgetKey, now: Instant): Instant[] => {
    const known = calls.get(key) ?? [];
    // A clock put back leaves none from the future.
    while ((known.at(-1) ?? now) > now) known.pop();
    known.splice(0, countBefore(known, now - HOUR + 1));
    if (known.length === 0) calls.delete(key);
    return known;
  };
  return {
    most,
    spend(key, now) {
      const known = lately(key, now);
      known.push(now);
      calls.set(key, known);
    },
    freeAt(key, now) {
      const oldest = lately(key, now).at(-most);
      return oldest === undefined ? null : instantOf(oldest + HOUR);
    },
    spent: (key, now) => lately(key, now).length / most,
    spacing: (key, since, now) => {
      const known = lately(key, now);
      return ((known.length - countBefore(known, since)) * HOUR) / most;
    },
  };
}

/** How many of some times, in rising order, lie before a moment. */
function countBefore(times: readonly Instant[], moment: number): number {
  let [from, to] = [0, times.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((times[middle] ?? moment) < moment) from = middle + 1;
    else to = middle;
  }
  return from;
}
