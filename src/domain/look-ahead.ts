import { roomIn, type Capacity } from './can-send.js';
import { peopleShare } from './pace.js';
import { after, DAY, type Instant } from './time.js';
import {
  courseFrom,
  firstReaching,
  highestWithin,
  type CourseChange,
  type UsageStep,
} from './usage-course.js';
import { usualChanges, type UsualTraffic } from './usual-traffic.js';

/** The coming 24 hours of a nearly used limit, if they bring what is usual. */
export interface LookAhead {
  readonly limit: number;
  /** The highest, in people: the most that there may be. */
  readonly peak: UsageStep;
  /** When the limit is reached; null: it is not. */
  readonly reachedAt: Instant | null;
  readonly compared: UsualTraffic['compared'];
}

/** Less than this part of the limit is no news. */
const near = 0.8;

/** The coming 24 hours. Null: they stay below 80 % of the limit, or that is not known. */
export function lookAhead(capacity: Capacity, usual: UsualTraffic | null, now: Instant): LookAhead | null {
  const room = roomIn(capacity, now);
  const { usage, series } = capacity;
  if (room.kind !== 'capped' || usual === null || !usage.known) return null;
  const { limit, used } = room.basis;
  const span = { from: now, to: after(now, DAY) };
  const leaving = room.releases.map(({ at, recipients }): CourseChange => ({ at, people: -recipients }));
  const coming = usualChanges(usual, peopleShare(usage.value, series, now), now, span.to);
  const course = courseFrom(now, used, [...leaving, ...coming]);
  const peak = highestWithin(course, span);
  if (peak.recipients < limit * near) return null;
  return { limit, peak, reachedAt: firstReaching(course, limit, span), compared: usual.compared };
}
