import { metaTime } from '../meta-time.js';
import type { NumberId, PortfolioSnapshot, WabaId } from '../snapshot.js';
import { after, DAY, halfHourOf, HOUR, instantOf, type Instant, type Span } from '../time.js';
import { settling, type Series } from '../usage.js';
import type { PeopleStep } from './people.js';

/** Half hours on record, up to eight days of them, the newest look's included: of whoever owns a limit. */
export interface RecordedUsage {
  /** All numbers of the portfolio added up; null when there is no record of them. */
  readonly portfolio: Series | null;
  /** Of each number with a limit or thresholds of its own. Includes what belongs to no number and may be its own. */
  readonly numbers: ReadonlyMap<NumberId, Series>;
  /** The people counted who use the shared limit; absent: nobody was. */
  readonly people?: readonly PeopleStep[];
}

/** Nothing is on record. */
export const noUsage: RecordedUsage = { portfolio: null, numbers: new Map() };

/** The total and the peak of the moving 24 hours of one UTC day. */
interface PastDay {
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

/** The half hours of a portfolio's shared limit: of what accounts configured apart add, only the look's own are known. */
export function sharedSeries(
  { series, elsewhere }: Pick<PortfolioSnapshot, 'series' | 'elsewhere'>,
  recorded: RecordedUsage,
): Series {
  return elsewhere === undefined ? (recorded.portfolio ?? series) : series;
}

const unmatchedPrefix = 'unmatched:';

/** The name on record for an account's volume that belongs to no number. */
export function unmatchedIn(waba: WabaId): NumberId {
  return `${unmatchedPrefix}${waba}` as NumberId;
}

/** Whether a name on record stands for an account's unmatched volume, not for a number. */
export function isUnmatched(name: string): boolean {
  return name.startsWith(unmatchedPrefix);
}

/** Whether what is on record under a name counts for a number: its own, and what belongs to none and may be its own. */
export function countsFor(number: NumberId, name: string): boolean {
  return name === number || isUnmatched(name);
}

/** Of which time the usage of each account is on record. */
export type RecordedSpans = Readonly<Record<WabaId, RecordedSpan>>;

/** A time whose usage is on record. */
interface RecordedSpan extends Span {
  /** In which way it was counted; absent: in the first one there was. */
  readonly counting?: number;
}

/** The volume of an account within a span, all of it. */
export interface VolumeRead {
  readonly span: Span;
  /** Of each number, and under `unmatchedIn` of none; a half hour that is absent had nothing. */
  readonly series: ReadonlyMap<NumberId, Series>;
}

/** From which half hour on the record wants an account's volume. `at`: what Meta's clock shows. */
export type VolumeSince = (waba: WabaId, at: Instant) => Instant;

/** Usage older than this is of no use to any rule. */
export const recordNeeded = 8 * DAY;
/**
 * The present way of counting. A record counted in an older way is read again, as far as rules need. 1: templates in
 * free entry points, and what belongs to no number, are on record too.
 */
const wayOfCounting = 1;
/** How often more is asked for when an account's record is too short for rules. */
const askedForMore = 6 * HOUR;
/** The record of an account that nobody has seen for so long is begun anew. */
const forgotten = 60 * DAY;

/**
 * From which half hour on an account's usage is wanted. Wanted is what may have changed since the newest answer, or all
 * that is missing. Never more than the rules need. Numbers that send nothing have no half hours. So only the recorded
 * span tells how far the record goes. Where Meta gave too little, more is asked for now and then.
 */
export function missingSince(recorded: RecordedSpans): VolumeSince {
  return (waba, now) => {
    const most = halfHourOf(after(now, -recordNeeded));
    const span = recorded[waba];
    if (span === undefined) return most;
    const round = (at: Instant): number => Math.floor(at / askedForMore);
    const isOutdated = span.counting !== wayOfCounting;
    if ((span.from > most || isOutdated) && round(now) > round(span.to)) return most;
    const newest = Math.min(span.to, now);
    return instantOf(Math.max(most, halfHourOf(instantOf(newest - settling))));
  };
}

/** The time of which each account's usage is on record once `volumes` are. A look at `now` read them. */
export function recordedWith(
  recorded: RecordedSpans,
  volumes: ReadonlyMap<WabaId, VolumeRead>,
  now: Instant,
): RecordedSpans {
  const kept = Object.entries(recorded).filter(([, { to }]) => now - to < forgotten);
  const read = [...volumes].map(([waba, { span }]) => {
    const before = recorded[waba];
    const joins = before !== undefined && span.from <= before.to && span.from >= before.from;
    const isWhole = before === undefined || span.from <= Math.max(before.from, now - recordNeeded);
    const counting = isWhole ? wayOfCounting : before.counting;
    const from = joins ? before.from : span.from;
    return [waba, counting === undefined ? { from, to: now } : { from, to: now, counting }] as const;
  });
  return Object.fromEntries([...kept, ...read]);
}

/** What is on record of a portfolio, and the newest look that saw it. */
interface OnRecord {
  readonly recorded: RecordedSpans;
  readonly sight: { readonly at: Instant; readonly snapshot: PortfolioSnapshot } | null;
}

/** From when on all usage is on record up to the newest look that saw; null when that look did not read it all. */
export function recordedSince({ recorded, sight }: OnRecord): Instant | null {
  if (sight === null) return null;
  const now = metaTime(sight.at, sight.snapshot);
  const spans = sight.snapshot.wabas.map(({ id }) => recorded[id]);
  if (spans.length === 0 || spans.some((span) => span?.to !== now)) return null;
  return instantOf(Math.max(...spans.map((span) => span?.from ?? Number.NEGATIVE_INFINITY)));
}
