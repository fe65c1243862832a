import { boundsOf, peopleWithin, type PeopleStep } from './history/people.js';
import type { RaiseRule } from './rulebook.js';
import type { NumberId, Quality, Status } from './snapshot.js';
import type { Reputation } from './reputation.js';
import { DAY, HALF_HOUR, halfHourOf, HOUR, instantOf, type Instant } from './time.js';
import { sumWithin, type BoundAccuracy, type Series } from './usage.js';

/** Half hours of whoever owns a limit, complete from `since` on; before it nothing is known. */
export interface UsageRecord {
  readonly series: Series;
  readonly since: Instant;
  readonly accuracy: BoundAccuracy;
  /** The people counted, by half hours; absent: nobody was. */
  readonly people?: readonly PeopleStep[];
}

/** A number that does not meet a criterion, and what it is instead. */
interface Holder<T> {
  readonly number: NumberId;
  readonly label: string;
  readonly is: T;
}

/** One condition of a raise, with its figures. `met` is null when it is not known. */
export type Criterion =
  | {
      readonly name: 'automatic';
      readonly met: boolean;
      /** Raises come by themselves from this limit on; below it other paths lead up. */
      readonly from: number;
      readonly limit: number;
    }
  | {
      readonly name: 'status';
      readonly met: boolean | null;
      readonly allowed: readonly Status[];
      readonly failing: readonly Holder<Status>[];
      readonly unknown: readonly Holder<Status>[];
    }
  | {
      readonly name: 'quality';
      readonly met: boolean | null;
      readonly allowed: readonly Quality[];
      readonly failing: readonly Holder<Quality>[];
      readonly unknown: readonly Holder<Quality>[];
    }
  | {
      readonly name: 'used';
      readonly met: boolean | null;
      readonly need: number;
      /** People reached in the last `days` days, as far as the record goes back; null when usage is not known. */
      readonly used: number | null;
      readonly accuracy: BoundAccuracy | null;
      readonly days: number;
      /** Surely met, and not only by an upper bound. */
      readonly certain: boolean;
    }
  | {
      readonly name: 'at-limit';
      readonly met: boolean | null;
      readonly hours: number;
      readonly days: number;
      /** Hours for which this limit has been in force; null when it is not known since when. */
      readonly held: number | null;
      /** Hours of the last `days` days in which it was used up. */
      readonly full: number | null;
    };

/** A condition, and since when it has been met; null: not met, or not known since when. */
export interface Weighed {
  readonly criterion: Criterion;
  readonly since: Instant | null;
}

/** Raises come by themselves only from a certain limit on. */
export function weighAutomatic(raise: RaiseRule, limit: number): Weighed {
  const met = limit >= raise.automaticFrom;
  return { criterion: { name: 'automatic', met, from: raise.automaticFrom, limit }, since: null };
}

/** Every number must have one of the statuses; null when the rule does not ask. `complete`: no number is hidden. */
export function weighStatus(
  raise: RaiseRule,
  reputations: readonly Reputation[],
  complete: boolean,
): Weighed | null {
  const { statuses } = raise;
  if (statuses === null) return null;
  const sorted = sortOut(reputations, (one) => one.status, statuses, complete);
  return {
    criterion: { name: 'status', allowed: statuses, ...sorted },
    since: sorted.met === true ? latest(reputations.map((one) => one.statusSince)) : null,
  };
}

/** Every number must have one of the ratings. */
export function weighQuality(
  raise: RaiseRule,
  reputations: readonly Reputation[],
  complete: boolean,
): Weighed {
  const sorted = sortOut(reputations, (one) => one.quality, raise.qualities, complete);
  return {
    criterion: { name: 'quality', allowed: raise.qualities, ...sorted },
    since: sorted.met === true ? latest(reputations.map((one) => one.qualitySince)) : null,
  };
}

function sortOut<T extends Status | Quality>(
  reputations: readonly Reputation[],
  of: (one: Reputation) => T,
  allowed: readonly T[],
  complete: boolean,
): {
  readonly met: boolean | null;
  readonly failing: readonly Holder<T>[];
  readonly unknown: readonly Holder<T>[];
} {
  const holders = reputations.map((one) => ({ number: one.number, label: one.label, is: of(one) }));
  const unknown = holders.filter(({ is }) => is === 'unknown');
  const failing = holders.filter(({ is }) => is !== 'unknown' && !allowed.includes(is));
  const sure = complete && unknown.length === 0 && holders.length > 0;
  return { met: failing.length > 0 ? false : sure ? true : null, failing, unknown };
}

/** So many people within so many days. A record that is too short can prove it, never disprove it. */
export function weighUsed(
  raise: RaiseRule,
  limit: number,
  record: UsageRecord | null,
  now: Instant,
): Weighed {
  const { days, share } = raise.used;
  const need = Math.ceil(limit * share);
  const figures = { name: 'used', need, days } as const;
  if (record === null)
    return {
      criterion: { ...figures, met: null, used: null, accuracy: null, certain: false },
      since: null,
    };
  const from = instantOf(now - days * DAY);
  const volume = sumWithin(record.series, { from, to: instantOf(now + 1) });
  // What is not all on record bounds nothing.
  const whole = record.since <= from ? volume : null;
  const people = boundsOf(whole, peopleWithin(record.people ?? [], days, now));
  const used = people.atMost ?? Math.max(volume, people.atLeast ?? 0);
  const met = used >= need ? true : people.atMost === null ? null : false;
  const certain = met === true && (record.accuracy === 'exact' || (people.atLeast ?? 0) >= need);
  return {
    criterion: { ...figures, met, used, accuracy: record.accuracy, certain },
    since: met === true ? heldSince(record, days * DAY, need, now) : null,
  };
}

/**
 * So many hours at the limit. The rule's words have two meanings: the limit was in force, or used up, for so long.
 * Either will do. Where neither is known, it stays open.
 */
export function weighAtLimit(
  raise: RaiseRule,
  limit: number,
  limitSince: Instant | null,
  record: UsageRecord | null,
  now: Instant,
): Weighed | null {
  if (raise.atLimit === null) return null;
  const { hours, days } = raise.atLimit;
  const held = limitSince === null ? null : (now - limitSince) / HOUR;
  const filled = record === null ? null : fullHours(record, limit, hours, days, now);
  const met = (held !== null && held >= hours) || filled?.since != null ? true : held === null ? null : false;
  const dates = [limitSince === null ? null : instantOf(limitSince + hours * HOUR), filled?.since ?? null];
  return {
    criterion: { name: 'at-limit', met, hours, days, held, full: filled?.hours ?? null },
    since: met === true ? dates.reduce((a, b) => (a === null || (b !== null && b < a) ? b : a)) : null,
  };
}

/** How long the moving day was full within the last days. Also when that was long enough. */
function fullHours(
  record: UsageRecord,
  limit: number,
  hours: number,
  days: number,
  now: Instant,
): { readonly hours: number; readonly since: Instant | null } {
  let full = 0;
  let since: Instant | null = null;
  walk(record.series, DAY, instantOf(now - days * DAY), now, (at, sum) => {
    if (sum < limit) return;
    full += HALF_HOUR / HOUR;
    if (full >= hours) since ??= at;
  });
  return { hours: full, since };
}

/** Since when a moving window has held as many as needed, without a break. */
function heldSince(record: UsageRecord, length: number, need: number, now: Instant): Instant {
  const dates: Instant[] = [];
  walk(record.series, length, record.since, now, (at, sum) => {
    if (sum < need) dates.length = 0;
    else dates.push(at);
  });
  return dates[0] ?? now;
}

/** Tells what the moving window held at each half hour's end, `from` to `now`. */
function walk(
  series: Series,
  length: number,
  from: Instant,
  now: Instant,
  tell: (at: Instant, sum: number) => void,
): void {
  let [entering, leaving, sum] = [0, 0, 0];
  for (let at = halfHourOf(from) + HALF_HOUR; at <= now; at += HALF_HOUR) {
    for (let bucket = series[entering]; bucket && bucket.at < at; bucket = series[entering]) {
      sum += bucket.recipients;
      entering += 1;
    }
    for (let bucket = series[leaving]; bucket && bucket.at < at - length; bucket = series[leaving]) {
      sum -= bucket.recipients;
      leaving += 1;
    }
    tell(instantOf(at), sum);
  }
}

function latest(dates: readonly (Instant | null)[]): Instant | null {
  return dates.reduce((a, b) => (a === null || (b !== null && b > a) ? b : a), null);
}
