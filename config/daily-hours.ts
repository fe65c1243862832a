import type { DailyWindow } from '../src/domain/window.js';

/** Two times of day with a dash: 22:00-07:00. The second one may be on the next day; equal times are no hours. */
export const hoursPattern = /^((?:[01]\d|2[0-3]):[0-5]\d)\s*-\s*(?!\1)((?:[01]\d|2[0-3]):[0-5]\d)$/;

/** The window of hours such as 22:00-07:00. The text must match `hoursPattern`. */
export function dailyHours(text: string, zone: string, weekdays: readonly number[] | null): DailyWindow {
  const [, from = '', to = ''] = hoursPattern.exec(text) ?? [];
  return { from: minutesOf(from), to: minutesOf(to), weekdays, zone };
}

function minutesOf(time: string): number {
  const [hour = '0', minute = '0'] = time.split(':');
  return Number(hour) * 60 + Number(minute);
}
