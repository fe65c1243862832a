import { HOUR, instantOf, type Instant } from '../../domain/time.js';

/** Whose calls are counted together. */
type BudgetKey = string;

/** Counts calls, so that no more than a share of Meta's allowance is used. */
export interface CallBudget {
  /** Counts one call. */
  spend(key: BudgetKey, now: Instant): void;
  /** From when on a call may be made; null: now. */
  freeAt(key: BudgetKey, now: Instant): Instant | null;
  /** Calls of the last hour as a share of those that may be made in one. */
  spent(key: BudgetKey, now: Instant): number;
  /** How many milliseconds must lie between rounds of as many calls as were made since then. */
  spacing(key: BudgetKey, since: Instant, now: Instant): number;
}

/**
 * Calls an hour that Meta allows an app for one WhatsApp account at the least; accounts in use are allowed more.
 * https://developers.facebook.com/docs/graph-api/overview/rate-limiting#whatsapp-business-management-api
 */
const allowance = 200;

/** A budget of which nothing is spent; `share` of the allowance may be, 0 to 1, one call at the least. */
export function createCallBudget(share: number): CallBudget {
  const most = Math.max(1, Math.floor(allowance * share));
  const calls = new Map<BudgetKey, Instant[]>();
  /** Those of the last hour, oldest first; a clock put back leaves none from the future. */
  const lately = (key: BudgetKey, now: Instant): readonly Instant[] =>
    (calls.get(key) ?? []).filter((at) => at <= now && now - at < HOUR);
  return {
    spend(key, now) {
      calls.set(key, [...lately(key, now), now]);
    },
    freeAt(key, now) {
      const oldest = lately(key, now).at(-most);
      return oldest === undefined ? null : instantOf(oldest + HOUR);
    },
    spent: (key, now) => lately(key, now).length / most,
    spacing: (key, since, now) => (lately(key, now).filter((at) => at >= since).length * HOUR) / most,
  };
}
