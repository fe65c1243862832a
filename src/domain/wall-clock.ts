import { DAY, instantOf, localTime, MINUTE, type Instant } from './time.js';

/** What the wall clock in `zone` shows, to the minute, as if in UTC. Throws RangeError on an unknown zone. */
export function wallClockOf(at: Instant, zone: string): Instant {
  const { day, hour, minute } = localTime(at, zone);
  return instantOf(Date.parse(`${day}T00:00:00Z`) + (hour * 60 + minute) * MINUTE + (at % MINUTE));
}

/**
 * When the wall clock in `zone` shows `shown` (a time as if in UTC). Where it comes twice, the first one. Where clocks
 * skip it, the end of the gap.
 */
export function whenWallClockShows(shown: Instant, zone: string): Instant {
  const ahead = (at: number): number => wallClockOf(instantOf(at), zone) - at;
  const before = ahead(shown - DAY);
  const after = ahead(shown + DAY);
  const early = shown - Math.max(before, after);
  const late = shown - Math.min(before, after);
  for (const at of [early, late]) if (wallClockOf(instantOf(at), zone) === shown) return instantOf(at);
  let skipped = early;
  let there = late;
  while (there - skipped > MINUTE) {
    const middle = Math.floor((skipped + there) / 2 / MINUTE) * MINUTE;
    if (ahead(middle) === before) skipped = middle;
    else there = middle;
  }
  return instantOf(there);
}
