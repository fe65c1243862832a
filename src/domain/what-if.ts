import { roomIn, type Capacity, type CapacityBasis, type NothingPromised } from './can-send.js';
import { peopleShare } from './pace.js';
import { after, DAY, halfHourOf, HOUR, instantOf, type Instant, type Span } from './time.js';
import { leavesAt } from './usage.js';
import {
  courseFrom,
  firstReaching,
  highestWithin,
  type CourseChange,
  type UsageStep,
} from './usage-course.js';
import { usualChanges, type UsualTraffic } from './usual-traffic.js';

/** A broadcast that somebody thinks of: to so many people, all at an instant by Meta's clock. */
export interface PlannedBroadcast {
  readonly recipients: number;
  readonly at: Instant;
}

/** When usage reaches a part of the limit. */
export interface Reaching {
  /** In percent of the limit. */
  readonly percent: number;
  /** Null: not while the broadcast counts. */
  readonly at: Instant | null;
  /** When it would be so without the broadcast; null: it would not. */
  readonly without: Instant | null;
}

/** How usage would go on with a broadcast. Figures are people; each is the most that there may be. */
export interface BroadcastCourse {
  readonly steps: readonly UsageStep[];
  /** The same without the broadcast. */
  readonly without: readonly UsageStep[];
  /** The highest while the broadcast counts. */
  readonly peak: UsageStep;
  /** The highest of the same time without it. */
  readonly peakWithout: UsageStep;
  readonly reaching: readonly Reaching[];
  /** So many of them fit at that time. */
  readonly fits: number;
  /** From when on the others fit, all at once; null: they all fit, or not within a day. */
  readonly restAt: Instant | null;
}

/** What would become of a limit with a broadcast. */
export type WhatIf =
  | {
      readonly kind: 'told';
      readonly basis: CapacityBasis;
      /** If nobody else sends. */
      readonly alone: BroadcastCourse;
      /** If others send as usual; null: what is usual is not known. */
      readonly usual: {
        readonly course: BroadcastCourse;
        readonly compared: UsualTraffic['compared'];
      } | null;
    }
  | { readonly kind: 'unlimited' }
  | NothingPromised;

/** Where warnings begin, and the limit itself, in percent. */
const told = [80, 100];

/**
 * How usage would go on with a broadcast at a time to come. Each of its people counts as one more, though some may be
 * counted already. So no figure is too low, unless others send more than assumed.
 */
export function whatIf(
  planned: PlannedBroadcast,
  capacity: Capacity,
  usual: UsualTraffic | null,
  now: Instant,
): WhatIf {
  const room = roomIn(capacity, now);
  if (room.kind !== 'capped') return room;
  const { basis, releases } = room;
  const { usage, series } = capacity;
  const at = instantOf(Math.max(planned.at, now));
  const broadcast = { ...planned, at };
  const leaving = releases.map((release): CourseChange => ({ at: release.at, people: -release.recipients }));
  const course = (others: readonly CourseChange[]): BroadcastCourse =>
    courseWith(broadcast, basis, [...leaving, ...others], now);
  const share = usage.known ? peopleShare(usage.value, series, now) : 1;
  // The rest of it may go out a day later, and counts for a day then.
  const until = after(at, 2 * DAY + 2 * HOUR);
  return {
    kind: 'told',
    basis,
    alone: course([]),
    usual: usual && { course: course(usualChanges(usual, share, now, until)), compared: usual.compared },
  };
}

function courseWith(
  { at, recipients }: PlannedBroadcast,
  { limit, used }: CapacityBasis,
  others: readonly CourseChange[],
  now: Instant,
): BroadcastCourse {
  const adding = (people: number): readonly UsageStep[] =>
    courseFrom(now, used, [...others, { at, people }, { at: countsUntil(at), people: -people }]);
  const span = { from: at, to: countsUntil(at) };
  const steps = adding(recipients);
  const without = courseFrom(now, used, others);
  const peakWithout = highestWithin(without, span);
  const fits = Math.max(0, Math.min(recipients, limit - peakWithout.recipients));
  return {
    steps,
    without,
    peak: highestWithin(steps, span),
    peakWithout,
    reaching: told.map((percent) => {
      const people = (limit * percent) / 100;
      return {
        percent,
        at: firstReaching(steps, people, span),
        without: firstReaching(without, people, span),
      };
    }),
    fits,
    restAt: fits === recipients ? null : roomFrom(adding(fits), recipients - fits, limit, span),
  };
}

/** From when on so many more fit for as long as they count; null: not within the span. */
function roomFrom(
  course: readonly UsageStep[],
  recipients: number,
  limit: number,
  span: Span,
): Instant | null {
  const found = course.find(({ at }) => {
    if (at <= span.from || at > span.to) return false;
    const peak = highestWithin(course, { from: at, to: countsUntil(at) });
    return peak.recipients + recipients <= limit;
  });
  return found?.at ?? null;
}

/** Until when a message counts that is sent at an instant: until its half hour has left the moving day. */
function countsUntil(at: Instant): Instant {
  return leavesAt(halfHourOf(at), DAY);
}
