import { CronExpressionParser } from 'cron-parser';
import { instantOf, type Instant } from '../../domain/time.js';
import type { Calendar } from '../../ports.js';

/** Cron lines as cron-parser reads them. */
export const cronCalendar: Calendar = {
  previous(cron, zone, now): Instant | null {
    // One millisecond on: a line that is due at this very moment counts as planned.
    const lines = CronExpressionParser.parse(cron, { tz: zone, currentDate: new Date(now + 1) });
    return lines.hasPrev() ? instantOf(lines.prev().getTime()) : null;
  },
};
