import { DAY, HALF_HOUR, halfHourOf, HOUR, instantOf, type Instant } from './time.js';
import { freed } from './joined-usage.js';
import { known } from './reading.js';
import { freeing, movingDay, sumWithin, type Leaving, type Series, type Usage } from './usage.js';

/** What becomes of a limit within 24 hours if the day goes on like this. */
export type Pace =
  | {
      readonly kind: 'reached';
      readonly at: Instant;
      readonly earliest: Instant;
      /** Null: perhaps not within 24 hours. */
      readonly latest: Instant | null;
    }
  | { readonly kind: 'not-reached' };

/** So much of the present tells the pace. Meta's newest half hours come in late, so less would mislead. */
const recently = 4 * HOUR;
/** A pace is not known from a shorter record than this. */
const enough = 2 * HOUR;
const slotsADay = DAY / HALF_HOUR;
const earlierDays = 7;

/**
 * When `limit` is reached if it goes on like this, within 24 hours. Each half hour to come brings what it brought on up
 * to seven earlier days. That is scaled by how today compares with them so far. Without earlier days: what the last
 * four hours brought. What leaves the moving day is given back. Null: the record is too short to tell. `used` is the
 * figure to begin with; where it is less than the series holds, what leaves is scaled down with it.
 */
export function paceOf(
  series: Series,
  used: number,
  limit: number,
  now: Instant,
  parts: readonly Leaving[] = freeing(series, now),
): Pace | null {
  if (used >= limit) return { kind: 'reached', at: now, earliest: now, latest: now };
  const first = series[0];
  if (!first || now - first.at < enough) return null;

  const flat = recentPace(series, first.at, now);
  const usual = usualDay(series, first.at, now);
  const likely = usual ?? Array<number>(slotsADay).fill(flat);
  const steady = (share: number): readonly number[] => likely.map((brought) => brought * share);
  const faster = usual ? usual.map((brought) => Math.max(brought, flat)) : steady(1.5);
  const slower = usual ? usual.map((brought) => Math.min(brought, flat)) : steady(0.5);

  const leaving = leavingBySlot(parts, used, now);
  const reached = (brought: readonly number[]): Instant | null =>
    simulate(brought, leaving, used, limit, now);
  const at = reached(likely);
  return at === null
    ? { kind: 'not-reached' }
    : { kind: 'reached', at, earliest: reached(faster) ?? at, latest: reached(slower) };
}

/** The pace of a usage: volume alone, or as many people as there were for it where they were counted. */
export function paceOfUsage(usage: Usage, series: Series, limit: number, now: Instant): Pace | null {
  const { recipients, source } = usage;
  if (source !== 'ledger') return paceOf(series, recipients, limit, now);
  const share = peopleShare(usage, series, now);
  const people = series.map((bucket) => ({ ...bucket, recipients: bucket.recipients * share }));
  return paceOf(people, recipients, limit, now, freed(known(usage), series, now));
}

/** How many people there were for each message of the volume, 0 to 1; 1 where people were not counted. */
export function peopleShare({ recipients, source }: Usage, series: Series, now: Instant): number {
  const volume = sumWithin(series, movingDay(now));
  return source === 'ledger' && volume > recipients ? recipients / volume : 1;
}

/** The likeliest instant at which the limit is reached within 24 hours; null when not known or not so. */
export function reachedAt(pace: Pace | null): Instant | null {
  return pace?.kind === 'reached' ? pace.at : null;
}

/** People per half hour lately. */
function recentPace(series: Series, first: Instant, now: Instant): number {
  const from = halfHourOf(instantOf(Math.max(first, now - recently)));
  return (sumWithin(series, { from, to: now }) / (now - from)) * HALF_HOUR;
}

/** What each of the 48 half hours from now on is likely to bring; null without a whole day on record. */
function usualDay(series: Series, first: Instant, now: Instant): readonly number[] | null {
  const start = halfHourOf(now);
  const from = halfHourOf(instantOf(now - recently));
  const days = Math.min(earlierDays, Math.floor((from - first) / DAY));
  if (days < 1) return null;
  const usual = Array<number>(slotsADay).fill(0);
  let before = 0;
  let lately = 0;
  for (const bucket of series) {
    if (bucket.at >= from && bucket.at < now) lately += bucket.recipients;
    const back = Math.ceil((start - bucket.at) / DAY);
    const slot = (bucket.at - start) / HALF_HOUR + back * slotsADay;
    if (back >= 1 && back <= days) usual[slot] = (usual[slot] ?? 0) + bucket.recipients / days;
    const shift = Math.ceil((from - bucket.at) / DAY);
    if (shift >= 1 && shift <= days && bucket.at < now - shift * DAY) before += bucket.recipients / days;
  }
  // A twentieth of a usual day on both sides: a quiet hour before a usual campaign does not promise a quiet day.
  const ease = Math.max(1, usual.reduce((sum, brought) => sum + brought, 0) / 20);
  const busier = (lately + ease) / (before + ease);
  return usual.map((brought) => brought * busier);
}

/** What leaves the moving day by the end of each half hour to come. */
function leavingBySlot(parts: readonly Leaving[], used: number, now: Instant): readonly number[] {
  const slots = Array<number>(slotsADay + 1).fill(0);
  const start = halfHourOf(now);
  const held = parts.reduce((sum, part) => sum + part.recipients, 0);
  const share = held > used ? used / held : 1;
  for (const part of parts) {
    const slot = Math.ceil((part.at - start) / HALF_HOUR) - 1;
    slots[slot] = (slots[slot] ?? 0) + part.recipients * share;
  }
  return slots;
}

function simulate(
  brought: readonly number[],
  leaving: readonly number[],
  used: number,
  limit: number,
  now: Instant,
): Instant | null {
  let level = used;
  let from: number = now;
  for (const [slot, people] of brought.entries()) {
    const to = halfHourOf(now) + (slot + 1) * HALF_HOUR;
    const part = (to - from) / HALF_HOUR;
    const next = level + people * part - (leaving[slot] ?? 0);
    if (next >= limit) return instantOf(from + ((limit - level) / (next - level)) * (to - from));
    [level, from] = [next, to];
  }
  return null;
}
