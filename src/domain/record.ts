import type { Severity } from './severity.js';
import type { NumberId, PortfolioSnapshot, Quality, Status, WabaId } from './snapshot.js';
import { HOUR, type Instant, type Span } from './time.js';
import type { Series } from './usage.js';

/** What Meta said of one number, or of a portfolio: then the quality is the worst of its numbers and there is no status. */
export interface Standing {
  readonly quality: Quality;
  readonly status: Status | null;
  /** People per moving 24 hours; Infinity without a cap, null when not known. */
  readonly limit: number | null;
}

/** A standing from `at` on, until the next one. */
export interface StandingStep extends Standing {
  readonly at: Instant;
}

/** What stays of an incident when it is long over. */
export interface IncidentTrace {
  readonly id: string;
  /** The number it was about; null: something else of the portfolio. */
  readonly number: NumberId | null;
  readonly severity: Severity;
  readonly at: Instant;
  /** Null: it has not ended. */
  readonly until: Instant | null;
}

/** What one look leaves on record beside usage. */
export interface LookNote {
  readonly at: Instant;
  /** From when on the look knows all usage up to `at`; null when it does not. */
  readonly usageSince: Instant | null;
  /** Null: the look saw nothing. */
  readonly standings: {
    readonly portfolio: Standing;
    readonly numbers: ReadonlyMap<NumberId, Standing>;
  } | null;
  readonly incidents: readonly IncidentTrace[];
}

/** What is on record of a portfolio, or of one of its numbers, beside usage. Everything in order of time. */
export interface LookRecord {
  /** The steps within a span, and the last one before it. */
  readonly steps: readonly StandingStep[];
  /** When somebody looked and saw; outside of these, standings are not known. */
  readonly looked: readonly Span[];
  /** Of which time all usage is known. */
  readonly counted: readonly Span[];
  readonly incidents: readonly IncidentTrace[];
}

/** Half hours on record, up to eight days of them, the newest look's included: of whoever owns a limit. */
export interface RecordedUsage {
  /** All numbers of the portfolio added up; null when there is no record of them. */
  readonly portfolio: Series | null;
  /** Of each number that is held against a limit or thresholds of its own, with what belongs to none and may be its. */
  readonly numbers: ReadonlyMap<NumberId, Series>;
}

/** The half hours of a portfolio's shared limit: of what accounts configured apart add, only the look's own are known. */
export function sharedSeries(
  { series, elsewhere }: Pick<PortfolioSnapshot, 'series' | 'elsewhere'>,
  recorded: RecordedUsage,
): Series {
  return elsewhere === undefined ? (recorded.portfolio ?? series) : series;
}

/** Under what name the volume of an account that belongs to no number is on record. */
export function unmatchedIn(waba: WabaId): NumberId {
  return `${unmatchedPrefix}${waba}` as NumberId;
}

/** Whether what is on record under a name counts for a number: its own, and what belongs to none and may be its own. */
export function countsFor(number: NumberId, name: string): boolean {
  return name === number || isUnmatched(name);
}

/** Whether a name on record stands for the unmatched volume of an account, and for no number. */
export function isUnmatched(name: string): boolean {
  return name.startsWith(unmatchedPrefix);
}

const unmatchedPrefix = 'unmatched:';

/** Nothing is on record. */
export const noUsage: RecordedUsage = { portfolio: null, numbers: new Map() };

/** The total and the peak of the moving 24 hours of one UTC day. */
export interface PastDay {
  readonly at: Instant;
  readonly total: number;
  readonly peak: number;
}

/** Usage of one number, or of all together: finer where it is young. */
export interface PastUsage {
  /** Half hours; where they are no longer kept, whole hours in the place of their first half. */
  readonly series: Series;
  /** What is older still, in order. */
  readonly days: readonly PastDay[];
}

/** Two looks further apart than this have a time between them that nobody saw. */
export const looksApart = 3 * HOUR;

/** Whether two standings say the same. */
export function sameStanding(a: Standing, b: Standing): boolean {
  return a.quality === b.quality && a.status === b.status && a.limit === b.limit;
}

/** The spans in order with one more; those that touch become one. */
export function withSpan(spans: readonly Span[], added: Span): readonly Span[] {
  const near = (span: Span): boolean => span.from <= added.to && span.to >= added.from;
  const touched = spans.filter(near);
  const from = touched.reduce((least, span) => (span.from < least ? span.from : least), added.from);
  const to = touched.reduce((most, span) => (span.to > most ? span.to : most), added.to);
  return [...spans.filter((span) => !near(span)), { from, to }].sort((a, b) => a.from - b.from);
}

/** The spans, which do not touch, without what lies in other ones. */
export function withoutSpans(spans: readonly Span[], others: readonly Span[]): readonly Span[] {
  return others.reduce<readonly Span[]>(
    (left, { from, to }) =>
      left.flatMap((span) => {
        const parts = [
          { from: span.from, to: span.to < from ? span.to : from },
          { from: span.from > to ? span.from : to, to: span.to },
        ];
        return span.from < to && span.to > from ? parts.filter((part) => part.from < part.to) : [span];
      }),
    spans,
  );
}

/** Whether one of the spans holds all of another. */
export function isCovered(spans: readonly Span[], wanted: Span): boolean {
  return spans.some((span) => span.from <= wanted.from && span.to >= wanted.to);
}
