import { HALF_HOUR, instantOf } from '../../domain/time.js';
import type { Series } from '../../domain/usage.js';

/** Half hours as their first instant and a count for each one that follows; -1 where there is none. */
interface Packed {
  readonly from: number;
  readonly counts: readonly number[];
}

/**
 * A series as short JSON: a sight of thousands of numbers is written with every look, and half hours are most of it.
 * What does not lie on half hours, or too far apart, stays as it is.
 */
export function packSeries(series: Series): Packed | Series {
  const first = series[0]?.at;
  if (first === undefined) return series;
  const counts: number[] = [];
  for (const { at, recipients } of series) {
    const slot = (at - first) / HALF_HOUR;
    if (!Number.isInteger(slot) || slot < counts.length || slot > counts.length + 200 || recipients < 0)
      return series;
    while (counts.length < slot) counts.push(-1);
    counts.push(recipients);
  }
  return { from: first, counts };
}

/** The series that was packed; null when it is none. */
export function unpackSeries(value: unknown): Series | null {
  if (Array.isArray(value)) return value as Series;
  if (typeof value !== 'object' || value === null || !('from' in value) || !('counts' in value)) return null;
  const { from, counts } = value;
  if (typeof from !== 'number' || !Array.isArray(counts)) return null;
  return counts.flatMap((recipients: unknown, slot) =>
    typeof recipients === 'number' && recipients >= 0
      ? [{ at: instantOf(from + slot * HALF_HOUR), recipients }]
      : [],
  );
}
