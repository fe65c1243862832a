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
  numbers.forEach((number, row) => {
    for (const { at, recipients } of chunk.get(number) ?? []) {
      const slot = (at - day) / HALF_HOUR;
      counts.writeUInt32LE(Math.min(Math.round(recipients), most), (row * slots + slot) * bytes);
    }
  });
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
  const chunk = new Map<NumberId, Series>();
  for (const [row, number] of value.numbers.entries()) {
    if (typeof number !== 'string') return null;
    const series: Bucket[] = [];
    for (let slot = 0; slot < slots; slot += 1) {
      const recipients = counts.readUInt32LE((row * slots + slot) * bytes);
      if (recipients > 0) series.push({ at: instantOf(day + slot * HALF_HOUR), recipients });
    }
    if (series.length > 0) chunk.set(number as NumberId, series);
  }
  return chunk;
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

function replaced(old: Series, fresh: Series): Series {
  const counts = new Map(old.map((bucket) => [bucket.at, bucket.recipients]));
  let changed = false;
  for (const { at, recipients } of fresh) {
    if ((counts.get(at) ?? 0) === recipients) continue;
    changed = true;
    counts.set(at, recipients);
  }
  if (!changed) return old;
  return [...counts]
    .filter(([, recipients]) => recipients > 0)
    .sort(([a], [b]) => a - b)
    .map(([at, recipients]) => ({ at, recipients }));
}
