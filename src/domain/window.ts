import { localTime, MINUTE, DAY, instantOf, type Instant } from './time.js';

/** Hours of the day in a time zone, on some weekdays; `to` before `from` means past midnight. */
export interface DailyWindow {
  /** Minutes after local midnight, 0 to 1439. */
  readonly from: number;
  readonly to: number;
  /** 1 (Monday) to 7 (Sunday), of the day on which it begins; null: every day. */
  readonly weekdays: readonly number[] | null;
  readonly zone: string;
}

/** Whether the wall clock stands within the window; where clocks change the window is as long as its local hours are. */
export function isWithin(window: DailyWindow, at: Instant): boolean {
  const { hour, minute, weekday } = localTime(at, window.zone);
  const now = hour * 60 + minute;
  const on = (day: number): boolean => window.weekdays === null || window.weekdays.includes(day);
  if (window.from < window.to) return on(weekday) && now >= window.from && now < window.to;
  const yesterday = weekday === 1 ? 7 : weekday - 1;
  return (on(weekday) && now >= window.from) || (on(yesterday) && now < window.to);
}

/** The end of the window that holds `at`, to the minute; `at` itself when it is outside. */
export function endOf(window: DailyWindow, at: Instant): Instant {
  for (let end = at as number; end <= at + 2 * DAY; end = (Math.floor(end / MINUTE) + 1) * MINUTE) {
    if (!isWithin(window, instantOf(end))) return instantOf(end);
  }
  return instantOf(at + 2 * DAY);
}
