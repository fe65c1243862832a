import type { NumberId, PortfolioId } from '../../domain/snapshot.js';
import { DAY, halfHourOf, instantOf, isoOf, type Instant } from '../../domain/time.js';
import type { Bucket, Series } from '../../domain/usage.js';
import { StoreError, type History } from '../../ports.js';
import { dayOf, decodeDay, encodeDay, withBuckets, type DayChunk } from './day-chunk.js';
import { recentDays } from './recent-days.js';
import type { SqliteFile } from './sqlite-file.js';
import { turnsByKey } from './turns.js';

/** What a history needs beside its file. */
export interface HistoryOptions {
  /** Days that lie further than this many milliseconds before the newest one are dropped. */
  readonly keep: number;
}

/**
 * Usage in a SQLite file, through Keyv: a row for each portfolio and UTC day, and a row that lists the days. A day is
 * written whole and only when it changed. Measured against a table with a row for each half hour, reading a month is
 * many times faster, because SQLite hands over thirty rows instead of a million.
 */
export function keyvHistory(file: SqliteFile, { keep }: HistoryOptions): History {
  const rows = file.rows('history');
  const turns = turnsByKey();
  const recent = recentDays(1_000_000);
  const listed = new Map<PortfolioId, readonly Instant[]>();

  const damaged = (what: string): StoreError =>
    new StoreError(
      'damaged',
      `In the store ${file.path}, ${what} is damaged. It is left as it is; put back a copy, or remove it to begin anew.`,
    );
  const daysOf = async (id: PortfolioId): Promise<readonly Instant[]> => {
    const known = listed.get(id);
    if (known) return known;
    const value = await file.reading(() => rows.get<unknown>(`days:${id}`));
    if (value !== undefined && !isDays(value)) throw damaged(`the list of days of portfolio ${id}`);
    const days = (value ?? []).map((day) => instantOf(day));
    if (file.access === 'write') listed.set(id, days);
    return days;
  };
  const load = async (id: PortfolioId, days: readonly Instant[]): Promise<Map<Instant, DayChunk>> => {
    const found = new Map<Instant, DayChunk>();
    const missing = days.filter((day) => {
      const known = file.access === 'write' ? recent.get(dayKey(id, day)) : null;
      if (known) found.set(day, known);
      return !known;
    });
    if (missing.length === 0) return found;
    const values = await file.reading(() => rows.getMany<unknown>(missing.map((day) => dayKey(id, day))));
    for (const [i, day] of missing.entries()) {
      const chunk = decodeDay(day, values[i]);
      if (!chunk) throw damaged(`the usage of portfolio ${id} on ${isoOf(day).slice(0, 10)}`);
      if (file.access === 'write') recent.set(dayKey(id, day), chunk);
      found.set(day, chunk);
    }
    return found;
  };

  const save = async (id: PortfolioId, fresh: ReadonlyMap<Instant, DayChunk>): Promise<void> => {
    const days = await daysOf(id);
    const before = await load(
      id,
      days.filter((day) => fresh.has(day)),
    );
    const changed = new Map<Instant, DayChunk>();
    for (const [day, chunk] of fresh) {
      const old = before.get(day) ?? new Map<NumberId, Series>();
      const next = withBuckets(old, chunk);
      if (next !== old) changed.set(day, next);
    }
    if (changed.size === 0) return;
    const all = [...new Set([...days, ...changed.keys()])].sort((a, b) => a - b);
    const newest = all.at(-1) ?? 0;
    const kept = all.filter((day) => newest - day <= keep);
    const entries = [...changed].map(([day, chunk]) => ({
      key: dayKey(id, day),
      value: encodeDay(day, chunk),
    }));
    const grown = all.length !== days.length || kept.length !== all.length;
    try {
      await file.writing(() =>
        rows.setMany(grown ? [...entries, { key: `days:${id}`, value: kept }] : entries),
      );
    } catch (error) {
      listed.delete(id);
      for (const day of changed.keys()) recent.delete(dayKey(id, day));
      throw error;
    }
    listed.set(id, kept);
    for (const [day, chunk] of changed) recent.set(dayKey(id, day), chunk);
    const dropped = all.filter((day) => !kept.includes(day)).map((day) => dayKey(id, day));
    for (const key of dropped) recent.delete(key);
    // A crash before this leaves rows that no list names: they cost space and are never read.
    if (dropped.length > 0) await file.writing(() => rows.delete(dropped));
  };

  return {
    append: (id, series) => turns.take(id, () => save(id, byDay(series))),
    read: (id, span) =>
      turns.take(id, async () => {
        const first = dayOf(span.from);
        const days = (await daysOf(id)).filter((day) => day >= first && day < span.to);
        const chunks = await load(id, days);
        const parts = new Map<NumberId, Series[]>();
        for (const day of days) {
          const isWhole = day >= span.from && day + DAY <= span.to;
          for (const [number, series] of chunks.get(day) ?? []) {
            const inside = isWhole ? series : series.filter(({ at }) => at >= span.from && at < span.to);
            if (inside.length === 0) continue;
            const known = parts.get(number);
            if (known) known.push(inside);
            else parts.set(number, [inside]);
          }
        }
        const none: Series = [];
        return new Map([...parts].map(([number, all]) => [number, none.concat(...all)]));
      }),
  };
}

function dayKey(id: PortfolioId, day: Instant): string {
  return `day:${id}:${isoOf(day).slice(0, 10)}`;
}

function isDays(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((day) => typeof day === 'number');
}

function byDay(series: ReadonlyMap<NumberId, Series>): ReadonlyMap<Instant, DayChunk> {
  const days = new Map<Instant, Map<NumberId, Bucket[]>>();
  for (const [number, buckets] of series) {
    for (const { at, recipients } of buckets) {
      const day = dayOf(at);
      const chunk = days.get(day) ?? new Map<NumberId, Bucket[]>();
      days.set(day, chunk);
      const list = chunk.get(number);
      const bucket = { at: halfHourOf(at), recipients };
      if (list) list.push(bucket);
      else chunk.set(number, [bucket]);
    }
  }
  return days;
}
