import type { NumberId, PortfolioSnapshot, WabaId } from '../domain/snapshot.js';
import type { RecordedSpans } from '../domain/state.js';
import { after, DAY, halfHourOf, HOUR, instantOf, type Instant, type Span } from '../domain/time.js';
import {
  addedSeries,
  replacedWithin,
  settling,
  withinSpan,
  withoutSeries,
  type Bucket,
  type Series,
} from '../domain/usage.js';
import type { VolumeRead, VolumeSince } from '../ports.js';

/** Usage older than this is of no use to any rule. */
export const recordNeeded = 8 * DAY;
/**
 * The present way of counting; a record counted in an older one is read again as far back as the rules need.
 * 1: templates in free entry points, and what belongs to no number, are on record too.
 */
const wayOfCounting = 1;
/** How often more is asked for when an account's record is shorter than the rules need. */
const askedForMore = 6 * HOUR;
/** The record of an account that nobody has seen for so long is begun anew. */
const forgotten = 60 * DAY;

/**
 * From which half hour on an account's usage is wanted: what may still have changed since the newest answer, or all
 * that is missing, at most what the rules need. Numbers that send nothing have no half hours, so only the recorded
 * span tells how far the record goes. A record that is too short, because Meta gave no more, is tried again now and then.
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

/** A half hour that a look read otherwise than it is on record. */
export interface Change extends Bucket {
  /** What is on record. */
  readonly before: number;
}

/** By number. Where something was on record and is no more, a change has none. */
export type Changes = ReadonlyMap<NumberId, readonly Change[]>;

/** The time that the answers tell of; null when there are none. */
export function spanRead(volumes: ReadonlyMap<WabaId, VolumeRead>): Span | null {
  const spans = [...volumes.values()].map(({ span }) => span);
  if (spans.length === 0) return null;
  const from = spans.reduce((first, span) => Math.min(first, span.from), Number.POSITIVE_INFINITY);
  const to = spans.reduce((last, span) => Math.max(last, span.to), 0);
  return { from: instantOf(from), to: instantOf(to) };
}

/**
 * What was read and differs from the record, of which all the time that was read is needed: a half hour that was read and
 * is absent had nothing. What is now told of a number's successor is no longer that of the number which left.
 */
export function changesIn(
  recorded: ReadonlyMap<NumberId, Series>,
  volumes: ReadonlyMap<WabaId, VolumeRead>,
  successors: ReadonlyMap<NumberId, NumberId> = noSuccessors,
): Changes {
  const changes = new Map<NumberId, readonly Change[]>();
  for (const { span, series: read } of volumes.values()) {
    for (const [number, successor] of successors) {
      const fresh = read.get(successor);
      if (fresh === undefined) continue;
      const old = withinSpan(recorded.get(number) ?? none, span);
      const left = differing(old, withoutSeries(old, fresh));
      if (left.length > 0) changes.set(number, left);
    }
    for (const [number, fresh] of read) {
      const old = withinSpan(recorded.get(number) ?? none, span);
      // Most often nothing differs, and that is told at once.
      if (replacedWithin(old, span, fresh) !== old) changes.set(number, differing(old, fresh));
    }
  }
  return changes;
}

const none: Series = [];
const noSuccessors: ReadonlyMap<NumberId, NumberId> = new Map();

function differing(old: Series, fresh: Series): readonly Change[] {
  const before = new Map(old.map(({ at, recipients }) => [at, recipients]));
  const changed = fresh
    .map(({ at, recipients }): Change => ({ at, recipients, before: before.get(at) ?? 0 }))
    .filter((change) => change.recipients !== change.before);
  const now = new Set(fresh.map(({ at }) => at));
  const gone = old.filter(({ at }) => !now.has(at));
  return [
    ...changed,
    ...gone.map(({ at, recipients }): Change => ({ at, recipients: 0, before: recipients })),
  ].sort((a, b) => a.at - b.at);
}

/** A series with changes taken in, one after the other or of several numbers together. */
export function withChanges(series: Series, changes: Iterable<readonly Change[]>): Series {
  const more = [...changes].map((list) =>
    list.map(({ at, recipients, before }): Bucket => ({ at, recipients: recipients - before })),
  );
  return more.length === 0
    ? series
    : addedSeries([series, ...more]).filter(({ recipients }) => recipients > 0);
}

/** Of which time each account's usage is on record once `volumes` are, which a look at `now` read. */
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

/** From when on the usage of all accounts is on record up to a look at `now`; null when one was not read in it. */
export function recordedSince(
  recorded: RecordedSpans,
  { wabas }: PortfolioSnapshot,
  now: Instant,
): Instant | null {
  const spans = wabas.map(({ id }) => recorded[id]);
  if (spans.length === 0 || spans.some((span) => span?.to !== now)) return null;
  return instantOf(Math.max(...spans.map((span) => span?.from ?? Number.NEGATIVE_INFINITY)));
}
