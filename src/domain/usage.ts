import type { Reading } from './reading.js';
import { DAY, HALF_HOUR, halfHourOf, HOUR, instantOf, type Instant, type Span } from './time.js';

/** How a usage figure relates to the truth; `at-least` only where no upper bound is known. */
export type Accuracy = 'exact' | 'at-most' | 'at-least';
/** How an upper bound relates to the truth. */
export type BoundAccuracy = Exclude<Accuracy, 'at-least'>;

/** Where a usage figure comes from. */
export type UsageSource = 'ledger' | 'pricing_analytics' | 'analytics';

/** People counted one by one from webhooks. Never clamped. */
export interface Counted {
  readonly at: Instant;
  /** `exact`: both bounds are the count; `between`: both are known; `at-least`: nobody knows how many more. */
  readonly accuracy: 'exact' | 'between' | 'at-least';
  readonly atLeast: number;
  /** Null while it cannot be told. */
  readonly atMost: number | null;
  /** By whole minutes, not cumulative. Their sum is `atMost` where that is known. */
  readonly releases: readonly Leaving[];
  /** Null: nothing is counted for certain, as an account does not tell us. */
  readonly countingSince: Instant | null;
  readonly exactFrom: Instant | null;
  /** Meta's volume is so much higher that deliveries may be missing; absent: it is not. */
  readonly mayMiss?: true;
}

/** Different people reached outside a customer service window in a moving window. Never clamped to the limit. */
export interface Usage {
  readonly recipients: number;
  readonly accuracy: Accuracy;
  readonly source: UsageSource;
  readonly window: Span;
  /** When the figure was read. */
  readonly asOf: Instant;
  /** How many of `recipients` belong to no certain number, and may be any number's; absent: none. */
  readonly unmatched?: number;
  /** Absent: nobody was ever counted. */
  readonly counted?: Counted;
  /** Meta's volume, where `recipients` is not that; absent: it is. */
  readonly volume?: Reading<Usage>;
}

/** What is counted for certain: without what may be another number's. */
export function ownOf({ recipients, unmatched }: Pick<Usage, 'recipients' | 'unmatched'>): number {
  return recipients - (unmatched ?? 0);
}

/** What was counted in the half hour that begins at `at` (UTC :00 or :30). */
export interface Bucket {
  readonly at: Instant;
  readonly recipients: number;
}

/** Half hours in rising order, each at most once; a half hour that is absent had nothing. */
export type Series = readonly Bucket[];

/** Puts buckets in rising order and adds up those of the same half hour. */
export function seriesOf(buckets: Iterable<Bucket>): Series {
  const sums = new Map<Instant, number>();
  for (const bucket of buckets) {
    const at = halfHourOf(bucket.at);
    sums.set(at, (sums.get(at) ?? 0) + bucket.recipients);
  }
  return [...sums].sort(([a], [b]) => a - b).map(([at, recipients]) => ({ at, recipients }));
}

/** Half hours this young may still change at Meta. */
export const settling = 3 * HOUR;

/**
 * The series with `fresh` in place of what it holds within the span; a half hour that is absent from `fresh` had
 * nothing. The same object when that changes nothing.
 */
export function replacedWithin(series: Series, span: Span, fresh: Series): Series {
  const start = firstFrom(series, span.from);
  const end = firstFrom(series, span.to);
  const same =
    end - start === fresh.length &&
    fresh.every(({ at, recipients }, i) => {
      const old = series[start + i];
      return old?.at === at && old.recipients === recipients;
    });
  return same ? series : [...series.slice(0, start), ...fresh, ...series.slice(end)];
}

/** The half hours of a series within the span; the same object when that is all of them. */
export function withinSpan(series: Series, span: Span): Series {
  const start = firstFrom(series, span.from);
  const end = firstFrom(series, span.to);
  return start === 0 && end === series.length ? series : series.slice(start, end);
}

/** Where the first half hour not before `at` stands; looked for from the end, since what is wanted is mostly young. */
function firstFrom(series: Series, at: Instant): number {
  let place = series.length;
  while ((series[place - 1]?.at ?? Number.NEGATIVE_INFINITY) >= at) place -= 1;
  return place;
}

/** The half hours of several series added up. */
export function addedSeries(all: Iterable<Series>): Series {
  function* each(): Generator<Bucket> {
    for (const series of all) yield* series;
  }
  return seriesOf(each());
}

/** What a series holds beyond another one; where it holds less, nothing. */
export function withoutSeries(series: Series, other: Series): Series {
  const counts = new Map(other.map(({ at, recipients }) => [at, recipients]));
  return series.flatMap(({ at, recipients }): readonly Bucket[] => {
    const left = recipients - (counts.get(at) ?? 0);
    return left > 0 ? [{ at, recipients: left }] : [];
  });
}

/**
 * The window of whole half hours that covers the moving 24 hours before `now`. It is up to 24.5 h long. So a sum over
 * it is still an upper bound.
 */
export function movingDay(now: Instant): Span {
  return movingWindow(now, DAY);
}

/** The window of whole half hours that covers the `length` milliseconds before `now`. */
export function movingWindow(now: Instant, length: number): Span {
  return {
    from: instantOf(Math.floor((now - length) / HALF_HOUR) * HALF_HOUR),
    to: instantOf(Math.ceil(now / HALF_HOUR) * HALF_HOUR),
  };
}

/** What a series holds from `span.from` (included) to `span.to` (excluded). */
export function sumWithin(series: Series, span: Span): number {
  let sum = 0;
  for (const bucket of series) if (bucket.at >= span.from && bucket.at < span.to) sum += bucket.recipients;
  return sum;
}

/** What leaves a moving window, and by when it surely has. */
export interface Leaving {
  readonly at: Instant;
  readonly recipients: number;
}

/** When a half hour has wholly left a moving window of `length` milliseconds. */
export function leavesAt(halfHour: Instant, length: number): Instant {
  return instantOf(halfHour + length + HALF_HOUR);
}

/**
 * What comes free as the moving day moves on, in rising order. Assumes that nothing more is sent. A half hour is free
 * when its last minute is. So what is promised for an instant is free by then. The parts add up to the usage of now.
 */
export function freeing(series: Series, now: Instant, length = DAY): readonly Leaving[] {
  const { from, to } = movingWindow(now, length);
  return series
    .filter((bucket) => bucket.at >= from && bucket.at < to && bucket.recipients > 0)
    .map((bucket) => ({ at: leavesAt(bucket.at, length), recipients: bucket.recipients }));
}
