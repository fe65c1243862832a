import { CronExpressionParser } from 'cron-parser';
import { wallClockOf, whenWallClockShows } from '../../domain/wall-clock.js';
import { DAY, HOUR, instantOf, type Instant } from '../../domain/time.js';
import type { Calendar } from '../../ports.js';

/** Clocks are never set by more than this. */
const widestShift = 3 * HOUR;
const aYear = 366 * DAY;

/**
 * Cron lines as cron-parser reads them, but on a wall clock that is never set. cron-parser itself leaves out times that
 * a change of clocks skips. It gives those that come twice twice. For some lines it searches the gap without end.
 */
export const cronCalendar: Calendar = {
  previous(cron, zone, now): Instant | null {
    const shown = wallClockOf(now, zone);
    // When clocks go back, a later time of day than the one shown has been before.
    const lines = CronExpressionParser.parse(cron, {
      tz: 'UTC',
      currentDate: new Date(shown + widestShift + 1),
    });
    while (lines.hasPrev()) {
      const planned = lines.prev().getTime();
      if (planned < shown - aYear) return null;
      const at = whenWallClockShows(instantOf(planned), zone);
      if (at <= now) return at;
    }
    return null;
  },
};

/**
 * How often a cron line in UTC comes within an hour; counts to `most`. The hour ends with its newest time before `now`.
 */
export function timesAnHour(cron: string, now: Instant, most: number): number {
  const lines = CronExpressionParser.parse(cron, { tz: 'UTC', currentDate: new Date(now) });
  if (!lines.hasPrev()) return 0;
  const last = lines.prev().getTime();
  let count = 1;
  while (count < most && lines.hasPrev() && last - lines.prev().getTime() < HOUR) count += 1;
  return count;
}
