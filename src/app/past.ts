import type {
  ChartFacts,
  ChartPoint,
  IncidentMark,
  LimitStep,
  QualityStep,
  Theme,
} from '../domain/chart-facts.js';
import { daysWithin, lastDays } from '../domain/local-days.js';
import { peaksByDay, type DayOfUsage } from '../domain/peaks.js';
import { boundsOf, mostPeople, untilNewest, type Bounds } from '../domain/history/people.js';
import { isCovered, withoutSpans } from '../domain/history/spans.js';
import type { LookRecord, StandingStep } from '../domain/history/looks.js';
import type { PastUsage } from '../domain/history/recorded-usage.js';
import type { NumberId, PortfolioId } from '../domain/snapshot.js';
import {
  after,
  DAY,
  HALF_HOUR,
  halfHourOf,
  HOUR,
  instantOf,
  localTime,
  type Instant,
  type Span,
} from '../domain/time.js';
import { movingDay, sumWithin } from '../domain/usage.js';
import type { History } from '../ports.js';
import { recordNeeded } from './usage-record.js';

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
  readonly peak: Bounds;
}

/** Reads the past from the record. Throws StoreError. */
export async function readPast(history: History, wanted: PastWanted): Promise<Past> {
  const { portfolio, number, days, zone, now } = wanted;
  const span = lastDays(now, days, zone);
  const wider = { from: after(span.from, -DAY - HOUR), to: after(now, HOUR) };
  const [usage, looks] = await Promise.all([
    history.usage(portfolio, number, wider),
    history.notes(portfolio, number, wider),
  ]);
  if (number === null) return { wanted, span, usage, looks };
  const counted = withoutSpans(looks.counted, unlisted(looks.steps, wider));
  return { wanted, span, usage, looks: { ...looks, counted } };
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

/** The wanted days in order, each with its total and its peak where all of it is on record. */
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
    const known = isToday
      ? isCounted(looks, each)
      : newest >= each.to && isCounted(looks, each) && firstHalfHour(usage) <= each.from;
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
function joinedDay(volume: DayOfUsage | null, people: Bounds): Pick<PastLocalDay, 'usage' | 'peak'> {
  const peak = boundsOf(volume?.peak ?? null, people);
  if (volume === null || peak.atMost === null) return { usage: volume, peak };
  const isExact = people.atLeast !== null && people.atLeast === people.atMost;
  return { usage: { ...volume, peak: peak.atMost, ...(isExact ? { isExact } : {}) }, peak };
}

/** The days whose usage is wholly on record. */
export function knownDays(past: Past): readonly DayOfUsage[] {
  return localDays(past).flatMap(({ usage }) => (usage === null ? [] : [usage]));
}

/** The longest time that is shown hour by hour. */
const mostHourlyDays = 7;

/** What a chart of the past shows: by hours up to a week, by local days beyond. */
export function chartFacts(past: Past, threshold: number, theme: Theme): ChartFacts {
  const { wanted, looks } = past;
  const { now, days, zone } = wanted;
  const each = days <= mostHourlyDays ? 'hour' : 'day';
  const span = each === 'day' ? past.span : { from: after(now, -days * DAY), to: now };
  return {
    ...span,
    zone,
    each,
    points: each === 'day' ? dailyPoints(past) : hourlyPoints(past, span),
    limits: limitSteps(looks, span),
    threshold,
    qualities: qualitySteps(looks, span),
    incidents: looks.incidents.map(({ at, until, severity }): IncidentMark => ({ at, until, severity })),
    theme,
  };
}

/**
 * The most that the moving day held in the hour before each whole hour, so that a day's highest hour is its peak, and what
 * it holds at the newest look.
 */
function hourlyPoints({ usage, looks }: Past, { from, to }: Span): readonly ChartPoint[] {
  const pointOf = (at: Instant, windows: readonly Span[]): ChartPoint => {
    const known = windows.every((window) => isCovered(looks.counted, { from: window.from, to: at }));
    const volume = known ? Math.max(...windows.map((window) => sumWithin(usage.series, window))) : null;
    const hour = { from: windows.length > 1 ? after(at, -HOUR) : halfHourOf(at), to: at };
    return { at, ...boundsOf(volume, mostPeople(looks.people ?? [], hour)) };
  };
  const newest = looks.counted.at(-1)?.to;
  const points: ChartPoint[] = [];
  let at = instantOf(Math.ceil(from / HOUR) * HOUR);
  for (; at <= to; at = after(at, HOUR)) {
    points.push(pointOf(at, [movingDay(after(at, -1)), movingDay(after(at, -HALF_HOUR - 1))]));
  }
  if (newest !== undefined && newest <= to && newest > after(at, -HOUR)) {
    points.push(pointOf(newest, [movingDay(newest)]));
  }
  return points;
}

function dailyPoints(past: Past): readonly ChartPoint[] {
  return localDays(past).map(({ span, peak }) => ({ at: span.from, ...peak }));
}

/** Where nobody looked, a limit is unknown - unless it was the same before and after. */
function limitSteps({ steps, looked }: LookRecord, span: Span): readonly LimitStep[] {
  const limitAt = (at: Instant): number | null => steps.findLast((step) => step.at <= at)?.limit ?? null;
  const gaps = unseen(looked, span).filter(
    (gap) => gap.to === span.to || limitAt(gap.from) !== limitAt(gap.to),
  );
  return withGaps(
    steps.map(({ at, limit }): LimitStep => ({ at, recipients: limit })),
    gaps,
    (at) => ({ at, recipients: null }),
    (at) => ({ at, recipients: limitAt(at) }),
  );
}

/** Where nobody looked, quality is unknown. */
function qualitySteps({ steps, looked }: LookRecord, span: Span): readonly QualityStep[] {
  return withGaps(
    steps.map(({ at, quality }): QualityStep => ({ at, quality })),
    unseen(looked, span),
    (at) => ({ at, quality: 'unknown' }),
    (at) => ({ at, quality: steps.findLast((step) => step.at <= at)?.quality ?? 'unknown' }),
  );
}

/** Less than this after the newest look nothing is unknown yet. */
const grace = HOUR;

function unseen(looked: readonly Span[], { from, to }: Span): readonly Span[] {
  const gaps: Span[] = [];
  let seen = from;
  for (const span of looked) {
    if (span.from > seen) gaps.push({ from: seen, to: span.from });
    if (span.to > seen) seen = span.to;
  }
  if (to - seen > grace) gaps.push({ from: seen, to });
  return gaps;
}

function withGaps<S extends { readonly at: Instant }>(
  steps: readonly S[],
  gaps: readonly Span[],
  begin: (at: Instant) => S,
  end: (at: Instant) => S,
): readonly S[] {
  const visible = steps.filter(({ at }) => !gaps.some((gap) => at >= gap.from && at < gap.to));
  return [...visible, ...gaps.flatMap((gap) => [begin(gap.from), end(gap.to)])].sort((a, b) => a.at - b.at);
}
