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

/** A day as JSON: the numbers' ids, and 48 counts for each as base64 of little-endian 32-bit figures. */
export function encodeDay(day: Instant, chunk: DayChunk): unknown {
  const numbers = [...chunk.keys()];
  const counts = Buffer.alloc(numbers.length * slots * bytes);
  const view = viewOf(counts);
  let row = 0;
  for (const series of chunk.values()) {
    for (const { at, recipients } of series) {
      const slot = (at - day) / HALF_HOUR;
      view.setUint32((row * slots + slot) * bytes, Math.min(Math.round(recipients), most), true);
    }
    row += 1;
  }
  return { version: 1, numbers, counts: counts.toString('base64') };
}

/** The day that JSON holds; null when it holds none. */
export function decodeDay(day: Instant, value: unknown): DayChunk | null {
  if (typeof value !== 'object' || value === null) return null;
  if (!('version' in value) || value.version !== 1) return null;
  if (!('numbers' in value) || !Array.isArray(value.numbers)) return null;
  if (!('counts' in value) || typeof value.counts !== 'string') return null;
  const counts = Buffer.from(value.counts, 'base64');
  if (counts.length !== value.numbers.length * slots * bytes) return null;
  const view = viewOf(counts);
  const chunk = new Map<NumberId, Series>();
  for (const [row, number] of value.numbers.entries()) {
    if (typeof number !== 'string') return null;
    const series: Bucket[] = [];
    for (let slot = 0; slot < slots; slot += 1) {
      const recipients = view.getUint32((row * slots + slot) * bytes, true);
      if (recipients > 0) series.push({ at: instantOf(day + slot * HALF_HOUR), recipients });
    }
    if (series.length > 0) chunk.set(number as NumberId, series);
  }
  return chunk;
}

function viewOf(buffer: Buffer): DataView {
  return new DataView(buffer.buffer, buffer.byteOffset, buffer.length);
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
