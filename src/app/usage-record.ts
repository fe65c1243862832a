import type { NumberId, PortfolioSnapshot, WabaId } from '../domain/snapshot.js';
import type { RecordedSpans } from '../domain/state.js';
import { after, DAY, halfHourOf, HOUR, instantOf, type Instant } from '../domain/time.js';
import { replacedWithin, settling, withinSpan, type Bucket, type Series } from '../domain/usage.js';
import type { VolumeRead } from '../ports.js';

/** Usage older than this is of no use to any rule. */
export const recordNeeded = 8 * DAY;
/** How often more is asked for when an account's record is shorter than the rules need. */
const askedForMore = 6 * HOUR;
/** The record of an account that nobody has seen for so long is begun anew. */
const forgotten = 60 * DAY;

/**
 * From which half hour on an account's usage is wanted: what may still have changed since the newest answer, or all
 * that is missing, at most what the rules need. Numbers that send nothing have no half hours, so only the recorded
 * span tells how far the record goes. A record that is too short, because Meta gave no more, is tried again now and then.
 */
export function missingSince(recorded: RecordedSpans, now: Instant): (waba: WabaId) => Instant {
  const most = halfHourOf(after(now, -recordNeeded));
  return (waba) => {
    const span = recorded[waba];
    if (span === undefined) return most;
    const round = (at: Instant): number => Math.floor(at / askedForMore);
    if (span.from > most && round(now) > round(span.to)) return most;
    const newest = Math.min(span.to, now);
    return instantOf(Math.max(most, halfHourOf(instantOf(newest - settling))));
  };
}

/** The record with an answer in its place, and what is to be written for that. */
export interface Renewed {
  readonly series: ReadonlyMap<NumberId, Series>;
  /** Half hours that differ from the record, zeros where something was and is no more. */
  readonly changes: ReadonlyMap<NumberId, Series>;
}

/** Puts what was read in the place of what is on record: a half hour that was read and is absent had nothing. */
export function renewed(
  recorded: ReadonlyMap<NumberId, Series>,
  volumes: ReadonlyMap<WabaId, VolumeRead>,
): Renewed {
  const series = new Map(recorded);
  const changes = new Map<NumberId, Series>();
  for (const { span, series: read } of volumes.values()) {
    for (const [number, fresh] of read) {
      const old = recorded.get(number) ?? none;
      const next = replacedWithin(old, span, fresh);
      if (next === old) continue;
      series.set(number, next);
      changes.set(number, differing(withinSpan(old, span), fresh));
    }
  }
  return { series, changes };
}

const none: Series = [];

function differing(old: Series, fresh: Series): Series {
  const before = new Map(old.map(({ at, recipients }) => [at, recipients]));
  const changed: Bucket[] = fresh.filter(({ at, recipients }) => before.get(at) !== recipients);
  const now = new Set(fresh.map(({ at }) => at));
  for (const { at } of old) if (!now.has(at)) changed.push({ at, recipients: 0 });
  return changed.sort((a, b) => a.at - b.at);
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
    return [waba, { from: joins ? before.from : span.from, to: now }] as const;
  });
  return Object.fromEntries([...kept, ...read]);
}

/** From when on the usage of all accounts of a portfolio is on record; null when one has no record at all. */
export function recordedSince(recorded: RecordedSpans, { wabas }: PortfolioSnapshot): Instant | null {
  const spans = wabas.map(({ id }) => recorded[id]);
  if (spans.length === 0 || spans.includes(undefined)) return null;
  return instantOf(Math.max(...spans.map((span) => span?.from ?? Number.NEGATIVE_INFINITY)));
}
