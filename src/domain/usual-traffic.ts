import { after, DAY, HALF_HOUR, halfHourOf, type Instant } from './time.js';
import { leavesAt, settling, type Series } from './usage.js';
import type { CourseChange } from './usage-course.js';

/** What the half hours of a week or a day usually bring, in messages. */
export interface UsualTraffic {
  /** By the half hour of the week or day, counted from 1970 in UTC. */
  readonly halfHours: readonly number[];
  /** The average of so many whole weeks or days until now. */
  readonly compared: { readonly with: 'weeks' | 'days'; readonly n: number };
}

const weeks = { name: 'weeks', length: 7 * DAY, most: 4, least: 3 } as const;
const days = { name: 'days', length: DAY, most: 7, least: 3 } as const;

/** Older records say nothing of a usual week, in milliseconds. */
export const usualNeeded = weeks.most * weeks.length + DAY;

/**
 * What is usually sent, from a record that is complete since `since`. It is the average of up to four whole weeks, each
 * weekday by itself. With less than three weeks it is that of up to seven days, all alike. Null: less than three days.
 */
export function usualTraffic(record: Series, since: Instant, now: Instant): UsualTraffic | null {
  const to = halfHourOf(after(now, -settling));
  for (const { name, length, most, least } of [weeks, days]) {
    const n = Math.min(most, Math.floor((to - since) / length));
    if (n < least) continue;
    const halfHours = Array<number>(length / HALF_HOUR).fill(0);
    for (const { at, recipients } of record) {
      if (at < to - n * length || at >= to) continue;
      const slot = slotOf(at, halfHours.length);
      halfHours[slot] = (halfHours[slot] ?? 0) + recipients / n;
    }
    return { halfHours, compared: { with: name, n } };
  }
  return null;
}

/**
 * How what is usual changes usage from `now` until `until`. A half hour counts from its end for a day. So what is sent
 * daily at one time takes the place of the day before. `share`: people for each message.
 */
export function usualChanges(
  { halfHours }: UsualTraffic,
  share: number,
  now: Instant,
  until: Instant,
): readonly CourseChange[] {
  const changes: CourseChange[] = [];
  for (let at = halfHourOf(now); at < until; at = after(at, HALF_HOUR)) {
    const left = Math.min(1, (at + HALF_HOUR - now) / HALF_HOUR);
    const people = (halfHours[slotOf(at, halfHours.length)] ?? 0) * share * left;
    if (people <= 0) continue;
    changes.push({ at: after(at, HALF_HOUR), people }, { at: leavesAt(at, DAY), people: -people });
  }
  return changes;
}

function slotOf(at: Instant, slots: number): number {
  return Math.floor(at / HALF_HOUR) % slots;
}
