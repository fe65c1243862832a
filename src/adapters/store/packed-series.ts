import { HALF_HOUR, instantOf } from '../../domain/time.js';
import type { Bucket, Series } from '../../domain/usage.js';

/** Half hours as their first instant and a count for each one that follows; -n where there are none for n of them. */
interface Packed {
  readonly from: number;
  readonly counts: readonly number[];
}

/**
 * A series as short JSON. A sight of thousands of numbers is written with every look. Half hours are most of it. What
 * does not lie on half hours, or too far apart, stays as it is.
 */
export function packSeries(series: Series): Packed | Series {
  const first = series[0]?.at;
  if (first === undefined) return series;
  const counts: number[] = [];
  let next = 0;
  for (const { at, recipients } of series) {
    const slot = (at - first) / HALF_HOUR;
    if (!Number.isInteger(slot) || slot < next || slot > next + 200 || recipients < 0) return series;
    if (slot > next) counts.push(next - slot);
    counts.push(recipients);
    next = slot + 1;
  }
  return { from: first, counts };
}

/** The series that was packed; null when it is none. */
export function unpackSeries(value: unknown): Series | null {
  if (Array.isArray(value)) return value as Series;
  if (typeof value !== 'object' || value === null || !('from' in value) || !('counts' in value)) return null;
  const { from, counts } = value;
  if (typeof from !== 'number' || !Array.isArray(counts)) return null;
  const series: Bucket[] = [];
  let slot = 0;
  for (const count of counts as readonly unknown[]) {
    if (typeof count !== 'number') return null;
    if (count >= 0) series.push({ at: instantOf(from + slot * HALF_HOUR), recipients: count });
    slot += count < 0 ? -count : 1;
  }
  return series;
}
