import { countdownsOf, type Countdown } from './countdown.js';
import {
  weighAtLimit,
  weighAutomatic,
  weighQuality,
  weighStatus,
  weighUsed,
  type Criterion,
  type UsageRecord,
  type Weighed,
} from './criteria.js';
import { recipientsOf, type Limit } from './limit.js';
import type { Reading } from './reading.js';
import { levelAbove, type Rulebook } from './rulebook.js';
import type { NumberId, Quality, Status } from './snapshot.js';
import type { Reputation } from './reputation.js';
import { after, DAY, HALF_HOUR, halfHourOf, HOUR, instantOf, type Instant } from './time.js';
import { sumWithin } from './usage.js';

/** What a forecast of the next level needs of whoever owns the limit. */
export interface TierInput {
  readonly now: Instant;
  readonly rulebook: Rulebook;
  readonly limit: Reading<Limit>;
  /** When the limit became what it is; null: not known. */
  readonly limitSince: Instant | null;
  readonly record: Reading<UsageRecord>;
  /** The numbers whose status and quality count: all that share the limit, or the one that owns it. */
  readonly reputations: readonly Reputation[];
  /** No number that shares the limit is hidden. */
  readonly complete: boolean;
}

/** A number that keeps the limit from rising. */
type HeldBack = { readonly number: NumberId; readonly label: string } & (
  { readonly because: 'quality'; readonly is: Quality } | { readonly because: 'status'; readonly is: Status }
);

/** How the next level looks from here. */
export interface NextTier {
  /**
   * `on-track`: every condition is met. `blocked`: something other than sending stands in the way. `not-yet`: only
   * sending (or time) is missing. `unknown`: a condition could not be seen, so nothing is promised.
   */
  readonly verdict: 'on-track' | 'not-yet' | 'blocked' | 'at-top' | 'unknown';
  /** The level above; null at the top or while the limit is not known. */
  readonly next: Limit | null;
  readonly criteria: readonly Criterion[];
  /** On track only: when the raise is due, to the half hour; `within`: that is the latest, it may come sooner. */
  readonly dueAt: Instant | null;
  readonly dueKind: 'after' | 'within';
  /** The raise was due and has not come: the platform sees something that we do not. */
  readonly overdue: boolean;
  /** When it will be due if sending goes on as in the last three days; null: not within the rule's days, or not known. */
  readonly onPaceFor: Instant | null;
  /** The gentlest way to what is missing: so many people a day for so many days; null: nothing missing, or not known. */
  readonly planPerDay: { readonly recipients: number; readonly days: number } | null;
  readonly heldBack: readonly HeldBack[];
  readonly countdowns: readonly Countdown[];
}

/** Meta may need a little longer than it says before we call a raise overdue. */
const grace = 2 * HOUR;
/** Sending of so many days tells how it goes on. */
const paceDays = 3;

/**
 * Weighs the conditions of the period for a raise by one level. Lower limits are counted down to only where the period
 * lowers them for quality. Whatever is unknown keeps the verdict from being `on-track`.
 */
export function nextTier(input: TierInput): NextTier {
  const { now, rulebook, reputations } = input;
  const { raise } = rulebook;
  const nothing: NextTier = {
    verdict: 'unknown',
    next: null,
    criteria: [],
    dueAt: null,
    dueKind: raise.delay.kind,
    overdue: false,
    onPaceFor: null,
    planPerDay: null,
    heldBack: [],
    countdowns: [],
  };
  if (!input.limit.known) return nothing;
  const limit = input.limit.value;
  const countdowns = countdownsOf(rulebook, limit, reputations, now);
  const next = levelAbove(rulebook, limit);
  if (next === null) return { ...nothing, verdict: 'at-top', countdowns };

  const record = input.record.known ? input.record.value : null;
  const allowed = recipientsOf(limit);
  const used = weighUsed(raise, allowed, record, now);
  const weighed: readonly Weighed[] = [
    weighAutomatic(raise, allowed),
    weighStatus(raise, reputations, input.complete),
    weighQuality(raise, reputations, input.complete),
    weighAtLimit(raise, allowed, input.limitSince, record, now),
    used,
  ].filter((one) => one !== null);
  const criteria = weighed.map((one) => one.criterion);
  const verdict = verdictOf(criteria);
  const delay = raise.delay.hours * HOUR;
  const dueAt = verdict === 'on-track' ? after(metAt(weighed, now), delay) : null;
  const need = used.criterion.name === 'used' && used.criterion.met === false ? used.criterion.need : null;
  return {
    ...nothing,
    verdict,
    next,
    criteria,
    dueAt,
    overdue: dueAt !== null && now > dueAt + grace,
    onPaceFor: need === null || record === null ? null : onPace(record, raise.used.days, need, delay, now),
    planPerDay: need === null || record === null ? null : plan(record, raise.used.days, need, allowed, now),
    heldBack: heldBackBy(criteria),
    countdowns,
  };
}

function verdictOf(criteria: readonly Criterion[]): NextTier['verdict'] {
  const sending = ({ name }: Criterion): boolean => name === 'used' || name === 'at-limit';
  if (criteria.some((one) => one.met === false && !sending(one))) return 'blocked';
  if (criteria.some((one) => one.met === null)) return 'unknown';
  return criteria.every((one) => one.met) ? 'on-track' : 'not-yet';
}

/** The last of the conditions to be met dates them all; those without a date do not move it. */
function metAt(weighed: readonly Weighed[], now: Instant): Instant {
  const dates = weighed.flatMap((one) => one.since ?? []);
  return dates.length === 0 ? now : instantOf(Math.max(...dates));
}

function heldBackBy(criteria: readonly Criterion[]): readonly HeldBack[] {
  return criteria.flatMap((one): readonly HeldBack[] => {
    if (one.name === 'status') return one.failing.map((held) => ({ ...held, because: 'status' }));
    if (one.name === 'quality') return one.failing.map((held) => ({ ...held, because: 'quality' }));
    return [];
  });
}

/** What of the record is still in the window of the rule at `at`. */
function keptUntil(record: UsageRecord, days: number, at: Instant): number {
  return sumWithin(record.series, { from: instantOf(at - days * DAY), to: at });
}

/** Where something surely is missing, the record spans at least the rule's whole days. */
function onPace(
  record: UsageRecord,
  days: number,
  need: number,
  delay: number,
  now: Instant,
): Instant | null {
  const from = instantOf(Math.max(record.since, now - paceDays * DAY));
  const perMs = sumWithin(record.series, { from, to: now }) / (now - from);
  for (let at = halfHourOf(now) + HALF_HOUR; at <= now + days * DAY; at += HALF_HOUR) {
    if (keptUntil(record, days, instantOf(at)) + perMs * (at - now) >= need)
      return after(instantOf(at), delay);
  }
  return null;
}

function plan(
  record: UsageRecord,
  days: number,
  need: number,
  limit: number,
  now: Instant,
): NextTier['planPerDay'] {
  let best: NextTier['planPerDay'] = null;
  for (let day = 1; day <= days; day += 1) {
    const recipients = Math.ceil((need - keptUntil(record, days, after(now, day * DAY))) / day);
    if (recipients <= limit && (best === null || recipients < best.recipients))
      best = { recipients, days: day };
  }
  return best;
}
