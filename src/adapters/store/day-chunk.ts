import { endianness } from 'node:os';
import type { NumberId } from '../../domain/snapshot.js';
import { DAY, HALF_HOUR, instantOf, type Instant } from '../../domain/time.js';
import type { Bucket, Series } from '../../domain/usage.js';

/** The half hours of one UTC day, by number; a number without any is absent. */
export type DayChunk = ReadonlyMap<NumberId, Series>;

const slots = DAY / HALF_HOUR;
const bytes = 4;
const most = 2 ** 32 - 1;

/** The start of the UTC day that holds `at`. */
export function dayOf(at: Instant): Instant {
  return instantOf(Math.floor(at / DAY) * DAY);
}

/** Figures as base64 of little-endian 32-bit counts. */
export function figuresText(figures: Uint32Array): string {
  return inOrder(Buffer.from(figures.slice().buffer)).toString('base64');
}

/** The figures that such a text holds; null when it does not hold that many. */
export function figuresIn(text: unknown, count: number): Uint32Array | null {
  if (typeof text !== 'string') return null;
  const bare = Buffer.from(text, 'base64');
  if (bare.length !== count * bytes) return null;
  // A copy of its own: the pool that small buffers come from is not aligned.
  return new Uint32Array(Uint8Array.from(inOrder(bare)).buffer);
}

function inOrder(bare: Buffer): Buffer {
  return endianness() === 'LE' ? bare : bare.swap32();
}

/** A day as JSON: the numbers' ids, and 48 counts for each. */
export function encodeDay(day: Instant, chunk: DayChunk): unknown {
  const counts = new Uint32Array(chunk.size * slots);
  let row = 0;
  for (const series of chunk.values()) {
    for (const { at, recipients } of series) {
      counts[row * slots + (at - day) / HALF_HOUR] = Math.min(Math.round(recipients), most);
    }
    row += 1;
  }
  return { version: 1, numbers: [...chunk.keys()], counts: figuresText(counts) };
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

function seriesOfRow(day: Instant, { counts }: Rows, row: number): Series {
  const series: Bucket[] = [];
  for (let slot = 0; slot < slots; slot += 1) {
    const recipients = counts[row * slots + slot] ?? 0;
    if (recipients > 0) series.push({ at: instantOf(day + slot * HALF_HOUR), recipients });
  }
  return series;
}

/** The day that JSON holds; null when it holds none. */
export function decodeDay(day: Instant, value: unknown): DayChunk | null {
  const rows = rowsIn(value);
  if (!rows) return null;
  const chunk = new Map<NumberId, Series>();
  for (const [row, number] of rows.numbers.entries()) {
    if (typeof number !== 'string') return null;
    const series = seriesOfRow(day, rows, row);
    if (series.length > 0) chunk.set(number as NumberId, series);
  }
  return chunk;
}

/** The day of one number alone, without the cost of all others; null when the JSON holds no day. */
export function decodeDayOf(number: NumberId, day: Instant, value: unknown): Series | null {
  const rows = rowsIn(value);
  if (!rows) return null;
  const row = rows.numbers.indexOf(number);
  return row < 0 ? [] : seriesOfRow(day, rows, row);
}

/** The day with these half hours put in place of its own; the same object when that changes nothing. */
export function withBuckets(chunk: DayChunk, fresh: ReadonlyMap<NumberId, Series>): DayChunk {
  let next: Map<NumberId, Series> | null = null;
  for (const [number, buckets] of fresh) {
    const old = chunk.get(number) ?? [];
    const joined = replaced(old, buckets);
    if (joined === old) continue;
    next ??= new Map(chunk);
    if (joined.length > 0) next.set(number, joined);
    else next.delete(number);
  }
  return next ?? chunk;
}

/** Both in rising order; of two counts for one half hour the fresh one holds. */
function replaced(old: Series, fresh: Series): Series {
  const joined: Bucket[] = [];
  let changed = false;
  let i = 0;
  for (const bucket of fresh) {
    for (let next = old[i]; next && next.at < bucket.at; next = old[i]) {
      joined.push(next);
      i += 1;
    }
    const same = old[i]?.at === bucket.at ? old[i] : undefined;
    if (same) i += 1;
    const keeps = same ? same.recipients === bucket.recipients : bucket.recipients === 0;
    if (!keeps) changed = true;
    if (bucket.recipients > 0) joined.push(keeps && same ? same : bucket);
  }
  if (!changed) return old;
  return joined.concat(old.slice(i));
}
