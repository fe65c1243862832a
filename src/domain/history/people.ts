import { DAY, HALF_HOUR, halfHourOf, HOUR, instantOf, type Instant, type Span } from '../time.js';

/** How many people were counted within 24 hours. */
export interface CountedPeople {
  readonly atLeast: number;
  /** Null while it cannot be told. */
  readonly atMost: number | null;
}

/** Bounds of a number of people; null: not known. */
export interface PeopleBounds {
  readonly atLeast: number | null;
  readonly atMost: number | null;
}

/** The most that looks of the half hour from `at` on counted. */
export interface PeopleStep extends CountedPeople {
  readonly at: Instant;
}

/** The half hour of a look with what it counted; the very same when that is no news. */
export function withPeople(last: PeopleStep | null, people: CountedPeople, now: Instant): PeopleStep {
  const at = halfHourOf(now);
  // A clock that was put back brings nothing.
  if (last !== null && at < last.at) return last;
  if (last?.at !== at) return { at, ...people };
  const atLeast = Math.max(last.atLeast, people.atLeast);
  const atMost = last.atMost === null || people.atMost === null ? null : Math.max(last.atMost, people.atMost);
  return atLeast === last.atLeast && atMost === last.atMost ? last : { at, atLeast, atMost };
}

/** Bounds of the most within a span; null: not known, as a half hour is missing for an upper one. */
export function mostPeople(steps: readonly PeopleStep[], span: Span): PeopleBounds {
  const from = halfHourOf(span.from);
  const within = steps.filter(({ at }) => at >= from && at < span.to);
  if (within.length === 0) return { atLeast: null, atMost: null };
  const halfHours = Math.ceil((span.to - from) / HALF_HOUR);
  const atMost = within.map((step) => step.atMost);
  const isWhole = within.length === halfHours && atMost.every((most) => most !== null);
  return {
    atLeast: Math.max(...within.map(({ atLeast }) => atLeast)),
    atMost: isWhole ? Math.max(...atMost) : null,
  };
}

/** Both sources of a peak, joined; a volume lower than what was surely reached is no bound. */
export function boundsOf(volume: number | null, people: PeopleBounds): PeopleBounds {
  const { atLeast, atMost } = people;
  const bounds = [volume !== null && volume >= (atLeast ?? 0) ? volume : null, atMost].filter(
    (bound) => bound !== null,
  );
  return { atLeast, atMost: bounds.length === 0 ? null : Math.min(...bounds) };
}

/** Windows of a day, each so much earlier, always touch. It does not matter when within its half hour a look was. */
const apart = 23 * HOUR;

/** Bounds of how many different people were reached within days: as many as on the best of them, and as on all together. */
export function peopleWithin(steps: readonly PeopleStep[], days: number, now: Instant): PeopleBounds {
  const since = instantOf(now - (days - 1) * DAY);
  const { atLeast } = mostPeople(steps, { from: since, to: instantOf(now + 1) });
  const byHalfHour = new Map(steps.map((step) => [step.at, step.atMost]));
  const mosts = Array.from({ length: Math.ceil((days * DAY) / apart) }, (_, back) => {
    const at = halfHourOf(instantOf(now - back * apart));
    // The newest half hour may not have been looked at yet.
    const earlier = back === 0 ? byHalfHour.get(instantOf(at - HALF_HOUR)) : undefined;
    return byHalfHour.get(at) ?? earlier ?? null;
  });
  const isWhole = mosts.every((most) => most !== null);
  return { atLeast, atMost: isWhole ? mosts.reduce((sum, most) => sum + most, 0) : null };
}

/** The span up to the newest look, where that was lately. */
export function untilNewest(steps: readonly PeopleStep[], { from, to }: Span): Span {
  const newest = steps.findLast(({ at }) => at < to);
  const ends = newest === undefined || newest.at < to - HOUR ? to : newest.at + HALF_HOUR;
  return { from, to: instantOf(Math.min(to, ends)) };
}
