import { daysWithin } from '../../domain/local-days.js';
import { DAY, HOUR, type Instant, type Span } from '../../domain/time.js';
import type { ChartFacts, ChartPoint } from '../../domain/chart-facts.js';

/** A value that holds for a span. */
export interface Stretch<T> {
  readonly span: Span;
  readonly value: T;
}

/** A known figure with the limit of its time: Infinity without a cap, null where unknown. */
export interface Figure {
  readonly at: Instant;
  readonly atMost: number;
  readonly limit: number | null;
}

/** Usage in pieces: runs of neighbours that are known, and the spans in which nothing is. */
export interface Curve {
  readonly runs: readonly (readonly Figure[])[];
  readonly gaps: readonly Span[];
}

/** Hours further apart than this have an unknown hour between them. */
const neighbours = 1.5 * HOUR;
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
function valueAt<T>(stretches: readonly Stretch<T>[], at: Instant): T | undefined {
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

/** What is no count at all is unknown, never zero. */
function countOf({ atMost }: ChartPoint): number | null {
  return atMost !== null && Number.isFinite(atMost) && atMost >= 0 ? atMost : null;
}

function pointsWithin(facts: ChartFacts): readonly ChartPoint[] {
  return facts.points
    .filter((point) => point.at >= facts.from && point.at <= facts.to)
    .sort((a, b) => a.at - b.at);
}

/** The hours as runs and gaps. A gap reaches from the last known hour to the next known one. */
function hourlyCurve(facts: ChartFacts): Curve {
  const limits = limitsOf(facts);
  const runs: Figure[][] = [];
  const gaps: Span[] = [];
  let run: Figure[] = [];
  let blind = false;
  let seen = facts.from;
  for (const point of pointsWithin(facts)) {
    const atMost = countOf(point);
    if (atMost === null) {
      blind = true;
      continue;
    }
    if (blind || point.at - seen > neighbours) {
      if (point.at > seen) gaps.push({ from: seen, to: point.at });
      if (run.length > 0) runs.push(run);
      run = [];
    }
    run.push({ at: point.at, atMost, limit: valueAt(limits, point.at) ?? null });
    seen = point.at;
    blind = false;
  }
  if (run.length > 0) runs.push(run);
  if ((blind || run.length === 0 || facts.to - seen > neighbours) && facts.to > seen) {
    gaps.push({ from: seen, to: facts.to });
  }
  return { runs, gaps };
}

/** The peak of each local day, null where it is unknown; a day is unknown as soon as one of its points is. */
export function dailyPeaks(facts: ChartFacts): readonly Stretch<number | null>[] {
  const points = pointsWithin(facts);
  const days = daysWithin(facts, facts.zone);
  return days.map((span, i) => {
    const last = i === days.length - 1;
    const counts = points
      .filter(({ at }) => at >= span.from && (at < span.to || (last && at === span.to)))
      .map(countOf);
    const known = counts.filter((count) => count !== null);
    return { span, value: known.length > 0 && known.length === counts.length ? Math.max(...known) : null };
  });
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

/** Usage in pieces, whether by hours or by days; a day stands at its own beginning. */
export function curveOf(facts: ChartFacts): Curve {
  if (facts.each === 'hour') return hourlyCurve(facts);
  const limits = limitsDrawn(facts);
  const runs: Figure[][] = [];
  const gaps: Span[] = [];
  for (const { span, value } of dailyPeaks(facts)) {
    const last = gaps.at(-1);
    if (value !== null)
      runs.push([{ at: span.from, atMost: value, limit: valueAt(limits, span.from) ?? null }]);
    else if (last?.to === span.from) gaps[gaps.length - 1] = { from: last.from, to: span.to };
    else gaps.push(span);
  }
  return { runs, gaps };
}
