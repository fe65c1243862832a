import { after, HOUR, type Instant } from '../time.js';
import type { CountedHour } from './counted-hour.js';
import { sumOf, type SignalCounts } from './counts.js';

/** Counts of so many hours up to an instant; null: nothing was counted in them. */
export type HourSums = (to: Instant, hours: number) => SignalCounts | null;

/** Neighbouring windows are compared with the same days. So each sum is made once. */
export function hourSums(hours: readonly CountedHour[]): HourSums {
  const byHour = new Map(hours.map(({ at, counts }) => [at, counts]));
  const made = new Map<string, SignalCounts | null>();
  return (to, length) => {
    const key = `${String(to)}:${String(length)}`;
    const before = made.get(key);
    if (before !== undefined) return before;
    const all = Array.from({ length }, (_, back) => byHour.get(after(to, -(back + 1) * HOUR)));
    const found = all.filter((counts) => counts !== undefined);
    const sum = found.length === 0 ? null : sumOf(found);
    made.set(key, sum);
    return sum;
  };
}
