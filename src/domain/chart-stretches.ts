import type { ChartFacts } from './chart-facts.js';
import { daysWithin } from './local-days.js';
import { DAY, type Instant, type Span } from './time.js';

/** A value that holds for a span. */
export interface Stretch<T> {
  readonly span: Span;
  readonly value: T;
}

/** Whether a day that was cut still shows most of itself. */
export function isMostlyThere(day: Span): boolean {
  return day.to - day.from > DAY / 2;
}

/** The steps as stretches that fill the span; before the first step `before` holds. Equal neighbours become one. */
export function stretchesOf<S extends { readonly at: Instant }, T>(
  steps: readonly S[],
  valueOf: (step: S) => T,
  before: T,
  span: Span,
): readonly Stretch<T>[] {
  const sorted = [...steps].sort((a, b) => a.at - b.at);
  const all: Stretch<T>[] = [];
  const add = (from: Instant, to: Instant, value: T): void => {
    const start = from > span.from ? from : span.from;
    const end = to < span.to ? to : span.to;
    if (start >= end) return;
    const last = all.at(-1);
    if (last?.value === value) all[all.length - 1] = { span: { from: last.span.from, to: end }, value };
    else all.push({ span: { from: start, to: end }, value });
  };
  add(span.from, sorted[0]?.at ?? span.to, before);
  sorted.forEach((step, i) => add(step.at, sorted[i + 1]?.at ?? span.to, valueOf(step)));
  return all;
}

/** What holds at an instant; undefined outside of all stretches. The end of the last one belongs to it. */
export function valueAt<T>(stretches: readonly Stretch<T>[], at: Instant): T | undefined {
  const holding = stretches.find(({ span }) => span.from <= at && at < span.to);
  const last = stretches.at(-1);
  return holding ? holding.value : last?.span.to === at ? last.value : undefined;
}

/** The limit in force as stretches. A limit that makes no sense is an unknown one. */
export function limitsOf(facts: ChartFacts): readonly Stretch<number | null>[] {
  const sound = (limit: number | null): number | null => (limit !== null && limit > 0 ? limit : null);
  return stretchesOf(facts.limits, (step) => sound(step.recipients), null, facts);
}

/** Whether a limit is a number of people: neither unknown nor without a cap. */
export function isCap(limit: number | null): limit is number {
  return limit !== null && Number.isFinite(limit);
}

function highestWithin(limits: readonly Stretch<number | null>[], span: Span): number | null {
  const values = limits
    .filter((one) => one.span.from < span.to && one.span.to > span.from)
    .map(({ value }) => value);
  return values.includes(null) || values.length === 0 ? null : Math.max(...values.map((value) => value ?? 0));
}

/** The limits as they are drawn. A day has its highest: on the day of a rise nobody is above the limit of the morning. */
export function limitsDrawn(facts: ChartFacts): readonly Stretch<number | null>[] {
  const limits = limitsOf(facts);
  if (facts.each === 'hour') return limits;
  const steps = daysWithin(facts, facts.zone).map((span) => ({
    at: span.from,
    recipients: highestWithin(limits, span),
  }));
  return stretchesOf(steps, (step) => step.recipients, null, facts);
}
