import { daysWithin } from '../local-days.js';
import { peaksByDay, type DayOfUsage } from '../peaks.js';
import type { NumberId, PortfolioId, Quality } from '../snapshot.js';
import { after, DAY, instantOf, isoOf, localTime, type Instant, type Span } from '../time.js';
import { movingDay } from '../usage.js';
import type { LookRecord, StandingStep } from './looks.js';
import { boundsOf, mostPeople, untilNewest, type PeopleBounds } from './people.js';
import { recordNeeded, type PastUsage } from './recorded-usage.js';
import { isCovered, withoutSpans } from './spans.js';

/** Which past is wanted: of a number, or (null) of all numbers of a portfolio. */
export interface PastWanted {
  readonly portfolio: PortfolioId;
  readonly number: NumberId | null;
  /** Local days, today included. */
  readonly days: number;
  readonly zone: string;
  readonly now: Instant;
}

/** What is on record of the wanted days, and of the day before them. */
export interface Past {
  readonly wanted: PastWanted;
  /** From the first local midnight to now. */
  readonly span: Span;
  readonly usage: PastUsage;
  readonly looks: LookRecord;
}

/** A local day that is over or has begun. */
export interface PastLocalDay {
  readonly span: Span;
  /** YYYY-MM-DD */
  readonly day: string;
  /** Null: a part of it, or of the day before, is not on record. */
  readonly usage: DayOfUsage | null;
  /** Of the most people within 24 hours, by all that is known. */
  readonly peak: PeopleBounds;
}

/** What looks saw of a number. While it was in no list, nothing counts as read. */
export function countedWhileListed(looks: LookRecord, span: Span): LookRecord {
  return { ...looks, counted: withoutSpans(looks.counted, unlisted(looks.steps, span)) };
}

/** When a number was in no list, so that nobody read what it sent; when it comes back, Meta tells its last days too. */
function unlisted(steps: readonly StandingStep[], { from, to }: Span): readonly Span[] {
  if (steps.length === 0) return [];
  const absent: Span[] = [];
  let since: Instant | null = from;
  for (const { at, quality, status, limit } of steps) {
    if (quality === 'unknown' && status === 'unknown' && limit === null) since ??= at;
    else {
      if (since !== null) absent.push({ from: since, to: after(at, -recordNeeded) });
      since = null;
    }
  }
  if (since !== null) absent.push({ from: since, to });
  return absent.filter((span) => span.from < span.to);
}

/** Whether the moving 24 hours of each moment of a span are all counted. What begins after the newest count is not asked for. */
function isCounted({ counted }: LookRecord, span: Span): boolean {
  const newest = counted.at(-1)?.to;
  if (newest === undefined || newest < span.from) return false;
  return isCovered(counted, { from: movingDay(span.from).from, to: newest < span.to ? newest : span.to });
}

/** The wanted days in order. Each has its total and peak where all of it is on record. */
export function localDays({ wanted, span, usage, looks }: Past): readonly PastLocalDay[] {
  const peaks = new Map(
    peaksByDay(usage.series, { from: span.from, to: instantOf(span.to + 1) }, wanted.zone).map((day) => [
      day.day,
      day,
    ]),
  );
  return daysWithin(span, wanted.zone).map((each, i, all) => {
    const { day } = localTime(each.from, wanted.zone);
    const isToday = i === all.length - 1;
    const newest = looks.counted.at(-1)?.to ?? span.to;
    // Today is known up to the newest look; any other day only as a whole.
    const isReached = isToday || newest >= each.to;
    const known = isReached && isCounted(looks, each) && firstHalfHour(usage) <= each.from;
    const volume = known ? (peaks.get(day) ?? null) : null;
    const people = mostPeople(looks.people ?? [], untilNewest(looks.people ?? [], each));
    return { span: each, day, ...joinedDay(volume, people) };
  });

  /** Before this the usage is only there as days of UTC. */
  function firstHalfHour({ days }: PastUsage): Instant {
    const last = days.at(-1);
    return last === undefined ? instantOf(0) : after(last.at, 2 * DAY);
  }
}

/** A day's volume with the people counted: its peak is the smallest sure upper bound. */
function joinedDay(volume: DayOfUsage | null, people: PeopleBounds): Pick<PastLocalDay, 'usage' | 'peak'> {
  const peak = boundsOf(volume?.peak ?? null, people);
  if (volume === null || peak.atMost === null) return { usage: volume, peak };
  const isExact = people.atLeast !== null && people.atLeast === people.atMost;
  return { usage: { ...volume, peak: peak.atMost, ...(isExact ? { isExact } : {}) }, peak };
}

/** The days whose usage is wholly on record. */
export function knownDays(past: Past): readonly DayOfUsage[] {
  return localDays(past).flatMap(({ usage }) => (usage === null ? [] : [usage]));
}

/** One day of the past as a row of a table. What is not on record is null, or `unknown`. */
export interface PastRow {
  /** YYYY-MM-DD in `zone`. */
  readonly day: string;
  /** UTC for days so old that nothing finer is kept. */
  readonly zone: string;
  readonly total: number | null;
  /** The most that the moving 24 hours held. */
  readonly peak: number | null;
  /** The half hour that brought the peak. */
  readonly peakAt: Instant | null;
  /** The highest limit of the day; Infinity without a cap. */
  readonly limit: number | null;
  /** The worst that was seen. */
  readonly quality: Quality;
}

/** From the best to the worst; a day of which nothing else is known is unknown. */
const colours: readonly Quality[] = ['unknown', 'green', 'yellow', 'red'];

/** The past day by day, oldest first. */
export function pastRows(past: Past): readonly PastRow[] {
  const { usage, looks, wanted, span } = past;
  const bare = usage.days
    .filter(({ at }) => at >= span.from)
    .map((one): PastRow => {
      const day = { from: one.at, to: after(one.at, DAY) };
      const isKnown = isCovered(looks.counted, { from: after(one.at, -DAY), to: day.to });
      return {
        day: isoOf(one.at).slice(0, 10),
        zone: 'UTC',
        total: isKnown ? one.total : null,
        peak: isKnown ? one.peak : null,
        peakAt: null,
        ...seenOn(looks, day),
      };
    });
  const finer = instantOf((usage.days.at(-1)?.at ?? 0) + DAY);
  const local = localDays(past)
    .filter((one) => one.span.from >= finer)
    .map((one): PastRow => ({
      day: one.day,
      zone: wanted.zone,
      total: one.usage?.total ?? null,
      peak: one.usage?.peak ?? null,
      peakAt: one.usage === null || one.usage.peak === 0 ? null : one.usage.peakAt,
      ...seenOn(looks, one.span),
    }));
  return [...bare, ...local];
}

function seenOn({ steps, looked }: LookRecord, day: Span): Pick<PastRow, 'limit' | 'quality'> {
  const held = steps.filter((step, i) => {
    const until = steps[i + 1]?.at ?? Number.POSITIVE_INFINITY;
    return looked.some(
      (seen) =>
        Math.max(seen.from, step.at, day.from) <= Math.min(seen.to, until, day.to - 1) && until > day.from,
    );
  });
  const limits = held.flatMap(({ limit }) => (limit === null ? [] : [limit]));
  return {
    limit: limits.length === 0 ? null : Math.max(...limits),
    quality: colours.findLast((colour) => held.some(({ quality }) => quality === colour)) ?? 'unknown',
  };
}
