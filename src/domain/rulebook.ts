import { recipientsOf, type Limit } from './limit.js';
import type { Quality, Status } from './snapshot.js';

/** The platform rules of one period, as data. Read from `config/rulebooks/<name>.yaml`. */
export interface Rulebook {
  readonly name: string;
  /** In force from this day (YYYY-MM-DD, UTC), to this one; null: still. */
  readonly from: string;
  readonly to: string | null;
  readonly sources: readonly string[];
  /** Who owns the limit: the portfolio, shared by its numbers, or each number. */
  readonly scope: 'portfolio' | 'number';
  /** The limits in rising order. */
  readonly ladder: readonly Limit[];
  readonly raise: RaiseRule;
  /** Null: the platform never lowers a limit for quality. */
  readonly lower: LowerRule | null;
}

/** When the platform raises a limit by one level. All conditions must hold. */
export interface RaiseRule {
  /** Raises are automatic from this limit on; below it other paths (verification) lead up. */
  readonly automaticFrom: number;
  /** Statuses that may rise; null: the status does not matter. */
  readonly statuses: readonly Status[] | null;
  /** Quality ratings that may rise. `qualityOf`: whether one number or all of the portfolio must have them. */
  readonly qualities: readonly Quality[];
  readonly qualityOf: 'number' | 'all-numbers';
  /** Use at least `share` of the limit within `days`. */
  readonly used: { readonly days: number; readonly share: number };
  /** Have been at the limit for `hours` within `days`; null: not asked. */
  readonly atLimit: { readonly hours: number; readonly days: number } | null;
  /** The raise comes this long after the conditions are met; `within` when it may come sooner. */
  readonly delay: { readonly hours: number; readonly kind: 'after' | 'within' };
}

/** When the platform lowers a limit. */
interface LowerRule {
  /** Low quality for so many days. */
  readonly daysLow: number;
  readonly levels: number;
}

/** The level above `limit`; null at the top. A limit that is not on the ladder rises to the next one above it. */
export function levelAbove(rulebook: Rulebook, limit: Limit): Limit | null {
  return rulebook.ladder.find((level) => recipientsOf(level) > recipientsOf(limit)) ?? null;
}

/** The level `levels` below `limit`, at the lowest the first one. */
export function levelBelow(rulebook: Rulebook, limit: Limit, levels = 1): Limit {
  const below = rulebook.ladder.filter((level) => recipientsOf(level) < recipientsOf(limit));
  return below[Math.max(0, below.length - levels)] ?? limit;
}

/** Whether the ladder of this period knows the limit. */
export function isOnLadder(rulebook: Rulebook, limit: Limit): boolean {
  return rulebook.ladder.some((level) => recipientsOf(level) === recipientsOf(limit));
}
