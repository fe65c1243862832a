import { instantOf, type Instant, type Span } from './time.js';

/** Usage from an instant until the next step, in people. */
export interface UsageStep {
  readonly at: Instant;
  readonly recipients: number;
}

/** People who are reached at an instant. Below zero: who leave the moving day then. */
export interface CourseChange {
  readonly at: Instant;
  readonly people: number;
}

/** A sum of averages may come out a trace above a whole number. */
const trace = 1e-6;

/** How usage goes on from `now`. People are whole: what is expected in fractions is rounded up. */
export function courseFrom(
  now: Instant,
  used: number,
  changes: readonly CourseChange[],
): readonly UsageStep[] {
  const together = new Map<Instant, number>([[now, 0]]);
  for (const { at, people } of changes) {
    const when = instantOf(Math.max(at, now));
    together.set(when, (together.get(when) ?? 0) + people);
  }
  let level = used;
  return [...together]
    .sort(([a], [b]) => a - b)
    .map(([at, people]) => {
      level += people;
      return { at, recipients: Math.max(0, Math.ceil(level - trace)) };
    })
    .filter((step, place, all) => step.recipients !== all[place - 1]?.recipients);
}

/** The highest step that holds within the span, the first of equals. It begins no earlier than the span. */
export function highestWithin(course: readonly UsageStep[], span: Span): UsageStep {
  return stepsWithin(course, span).reduce((best, one) => (one.recipients > best.recipients ? one : best), {
    at: span.from,
    recipients: 0,
  });
}

/** When usage first is so high within the span; null: it is not. */
export function firstReaching(course: readonly UsageStep[], people: number, span: Span): Instant | null {
  return stepsWithin(course, span).find(({ recipients }) => recipients >= people)?.at ?? null;
}

function stepsWithin(course: readonly UsageStep[], { from, to }: Span): readonly UsageStep[] {
  return course.flatMap((step, place): readonly UsageStep[] => {
    const isOver = (course[place + 1]?.at ?? Number.POSITIVE_INFINITY) <= from;
    if (isOver || step.at >= to) return [];
    return [step.at >= from ? step : { ...step, at: from }];
  });
}
