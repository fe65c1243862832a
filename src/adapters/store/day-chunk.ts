import { countsFor } from '../../domain/record.js';
import type { NumberId } from '../../domain/snapshot.js';
import { DAY, HALF_HOUR, instantOf, type Instant, type Span } from '../../domain/time.js';
import { addedSeries, type Bucket, type Series } from '../../domain/usage.js';
import { figuresIn, figuresText } from './figures.js';

/** The half hours of one UTC day: 48 counts for each number, in the rows that `rows` tells. */
export interface DayChunk {
  readonly rows: ReadonlyMap<NumberId, number>;
  readonly counts: Uint32Array;
}

const slots = DAY / HALF_HOUR;
const most = 2 ** 32 - 1;

/** The start of the UTC day that holds `at`. */
export function dayOf(at: Instant): Instant {
  return instantOf(Math.floor(at / DAY) * DAY);
}

/** A day of which nothing is known. */
export const noChunk: DayChunk = { rows: new Map(), counts: new Uint32Array(0) };

/** A day as JSON: the numbers' ids, and 48 counts for each. */
export function encodeDay({ rows, counts }: DayChunk): unknown {
  return { version: 1, numbers: [...rows.keys()], counts: figuresText(counts) };
}

interface Rows {
  readonly numbers: readonly unknown[];
  readonly counts: Uint32Array;
}

function rowsIn(value: unknown): Rows | null {
  if (typeof value !== 'object' || value === null) return null;
  if (!('version' in value) || value.version !== 1) return null;
  if (!('numbers' in value) || !Array.isArray(value.numbers)) return null;
  const counts = 'counts' in value ? figuresIn(value.counts, value.numbers.length * slots) : null;
  return counts && { numbers: value.numbers, counts };
}

/** The half hours of a row that had something, of those within the span. */
function seriesOfRow(counts: Uint32Array, row: number, day: Instant, span: Span): Series {
  const series: Bucket[] = [];
  const first = Math.max(0, Math.ceil((span.from - day) / HALF_HOUR));
  const end = Math.min(slots, Math.ceil((span.to - day) / HALF_HOUR));
  for (let slot = first; slot < end; slot += 1) {
    const recipients = counts[row * slots + slot] ?? 0;
    if (recipients > 0) series.push({ at: instantOf(day + slot * HALF_HOUR), recipients });
  }
  return series;
}

/** The day that JSON holds; null when it holds none. */
export function decodeDay(value: unknown): DayChunk | null {
  const read = rowsIn(value);
  if (!read) return null;
  const rows = new Map<NumberId, number>();
  for (const [row, number] of read.numbers.entries()) {
    if (typeof number !== 'string' || rows.has(number as NumberId)) return null;
    rows.set(number as NumberId, row);
  }
  return { rows, counts: read.counts };
}

/** The day of one number alone, without the cost of all others; null when the JSON holds no day. */
export function decodeDayOf(number: NumberId, day: Instant, value: unknown): Series | null {
  const read = rowsIn(value);
  if (!read) return null;
  const rows = [...read.numbers.entries()].flatMap(([row, name]) =>
    typeof name === 'string' && countsFor(number, name) ? [row] : [],
  );
  return seriesOfRows(read.counts, rows, day);
}

/** What one number had that day, at most. */
export function seriesOfNumber({ rows, counts }: DayChunk, number: NumberId, day: Instant): Series {
  const own = [...rows].flatMap(([name, row]) => (countsFor(number, name) ? [row] : []));
  return seriesOfRows(counts, own, day);
}

function seriesOfRows(counts: Uint32Array, rows: readonly number[], day: Instant): Series {
  const all = rows.map((row) => seriesOfRow(counts, row, day, wholeDay(day)));
  return all.length > 1 ? addedSeries(all) : (all[0] ?? []);
}

/** What each number had within the span; one that had nothing is absent. */
export function seriesByNumber(
  { rows, counts }: DayChunk,
  day: Instant,
  span: Span = wholeDay(day),
): ReadonlyMap<NumberId, Series> {
  const all = new Map<NumberId, Series>();
  for (const [number, row] of rows) {
    const series = seriesOfRow(counts, row, day, span);
    if (series.length > 0) all.set(number, series);
  }
  return all;
}

/** The day with these half hours put in place of its own; the same object when that changes nothing. */
export function withBuckets(day: Instant, chunk: DayChunk, fresh: ReadonlyMap<NumberId, Series>): DayChunk {
  const rows = new Map(chunk.rows);
  for (const number of fresh.keys()) if (!rows.has(number)) rows.set(number, rows.size);
  const counts = new Uint32Array(rows.size * slots);
  counts.set(chunk.counts);
  let changed = false;
  for (const [number, series] of fresh) {
    const row = rows.get(number) ?? 0;
    for (const { at, recipients } of series) {
      const place = row * slots + (at - day) / HALF_HOUR;
      const count = Math.min(Math.round(recipients), most);
      if (counts[place] === count) continue;
      counts[place] = count;
      changed = true;
    }
  }
  return changed ? { rows, counts } : chunk;
}

/** All numbers of a day by half hours, 48 counts. */
export function addedUp({ counts }: DayChunk): Uint32Array {
  const sums = new Uint32Array(slots);
  for (let place = 0; place < counts.length; place += 1) {
    const slot = place % slots;
    sums[slot] = (sums[slot] ?? 0) + (counts[place] ?? 0);
  }
  return sums;
}

function wholeDay(day: Instant): Span {
  return { from: day, to: instantOf(day + DAY) };
}
