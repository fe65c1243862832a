import type { NumberId, WabaId } from '../snapshot.js';
import { instantOf, type Span } from '../time.js';
import {
  addedSeries,
  replacedWithin,
  withinSpan,
  withoutSeries,
  type Bucket,
  type Series,
} from '../usage.js';
import { isUnmatched, type RecordedUsage, type VolumeRead } from './recorded-usage.js';

/** A half hour that a look read otherwise than it is on record. */
export interface UsageChange extends Bucket {
  /** What is on record. */
  readonly before: number;
}

/** By number. Where something was on record and is no more, a change has none. */
export type Changes = ReadonlyMap<NumberId, readonly UsageChange[]>;

/** The time that the answers tell of; null when there are none. */
export function spanRead(volumes: ReadonlyMap<WabaId, VolumeRead>): Span | null {
  const spans = [...volumes.values()].map(({ span }) => span);
  if (spans.length === 0) return null;
  const from = spans.reduce((first, span) => Math.min(first, span.from), Number.POSITIVE_INFINITY);
  const to = spans.reduce((last, span) => Math.max(last, span.to), 0);
  return { from: instantOf(from), to: instantOf(to) };
}

/**
 * What was read and differs from the record. `recorded` must hold all the time that was read. A half hour that was read
 * and is absent had nothing. What is now told of a successor no longer counts for the number that left.
 */
export function changesIn(
  recorded: ReadonlyMap<NumberId, Series>,
  volumes: ReadonlyMap<WabaId, VolumeRead>,
  successors: ReadonlyMap<NumberId, NumberId> = new Map(),
): Changes {
  const changes = new Map<NumberId, readonly UsageChange[]>();
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

function differing(old: Series, fresh: Series): readonly UsageChange[] {
  const before = new Map(old.map(({ at, recipients }) => [at, recipients]));
  const changed = fresh
    .map(({ at, recipients }): UsageChange => ({ at, recipients, before: before.get(at) ?? 0 }))
    .filter((change) => change.recipients !== change.before);
  const now = new Set(fresh.map(({ at }) => at));
  const gone = old.filter(({ at }) => !now.has(at));
  return [
    ...changed,
    ...gone.map(({ at, recipients }): UsageChange => ({ at, recipients: 0, before: recipients })),
  ].sort((a, b) => a.at - b.at);
}

/** A series with changes taken in, one after the other or of several numbers together. */
export function withChanges(series: Series, changes: Iterable<readonly UsageChange[]>): Series {
  const more = [...changes].map((list) =>
    list.map(({ at, recipients, before }): Bucket => ({ at, recipients: recipients - before })),
  );
  return more.length === 0
    ? series
    : addedSeries([series, ...more]).filter(({ recipients }) => recipients > 0);
}

/** Each number's record with changes taken in. Includes what belongs to no number and so may be its own. */
export function usageOfEach(kept: ReadonlyMap<NumberId, Series>, changes: Changes): RecordedUsage['numbers'] {
  const names = [...new Set([...kept.keys(), ...changes.keys()])];
  const renewed = new Map(
    names.map((name) => {
      const changed = changes.get(name);
      const series = kept.get(name) ?? [];
      return [name, changed === undefined ? series : withChanges(series, [changed])] as const;
    }),
  );
  const nobodys = addedSeries([...renewed].flatMap(([name, series]) => (isUnmatched(name) ? [series] : [])));
  const numbers = [...renewed].filter(([name]) => !isUnmatched(name));
  return new Map(
    numbers
      .map(([number, own]) => [number, nobodys.length === 0 ? own : addedSeries([own, nobodys])] as const)
      .filter(([, series]) => series.length > 0),
  );
}
