import type { DayChunk } from './day-chunk.js';

/** Days in memory, up to a number of figures; the one that was not used for longest goes first. */
export interface RecentDays {
  get(key: string): DayChunk | null;
  set(key: string, chunk: DayChunk): void;
  delete(key: string): void;
}

/** An empty memory for `most` figures of four bytes. */
export function recentDays(most: number): RecentDays {
  const days = new Map<string, DayChunk>();
  let held = 0;
  const drop = (key: string): void => {
    held -= days.get(key)?.counts.length ?? 0;
    days.delete(key);
  };
  return {
    get(key) {
      const day = days.get(key);
      if (!day) return null;
      // A Map keeps the order of insertion: what is used moves to the end.
      days.delete(key);
      days.set(key, day);
      return day;
    },
    set(key, chunk) {
      drop(key);
      days.set(key, chunk);
      held += chunk.counts.length;
      for (const oldest of days.keys()) {
        if (held <= most || days.size === 1) break;
        drop(oldest);
      }
    },
    delete: drop,
  };
}
