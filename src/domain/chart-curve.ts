import type { ChartFacts, ChartPoint } from './chart-facts.js';
import { limitsDrawn, stretchesOf, valueAt, type Stretch } from './chart-stretches.js';
import { daysWithin } from './local-days.js';
import { HOUR, type Span } from './time.js';

/** The bounds of usage at an instant, in people; null where a bound is unknown. */
export type CurveBounds = Pick<ChartPoint, 'atLeast' | 'atMost'>;

/** A figure whose most is known, with the limit of its time: Infinity without a cap, null where unknown. */
export interface Figure extends ChartPoint {
  readonly atMost: number;
  readonly limit: number | null;
}

/** A figure whose least was counted. */
export interface CountedPoint extends ChartPoint {
  readonly atLeast: number;
}

/** Usage in pieces. */
export interface Curve {
  /** Neighbours whose most is known. */
  readonly runs: readonly (readonly Figure[])[];
  /** Neighbours whose least was counted; empty where usage comes from a volume alone. */
  readonly counted: readonly (readonly CountedPoint[])[];
  /** Where the most is unknown. */
  readonly gaps: readonly Span[];
}

/** Hours further apart than this have an unknown hour between them. */
const neighbours = 1.5 * HOUR;

/** Whether both bounds are the same figure. */
export function isExact({ atLeast, atMost }: CurveBounds): boolean {
  return atLeast !== null && atLeast === atMost;
}

/** What kinds of figures a curve has: of a volume alone, exact, or counted between bounds. */
export function kindsIn({ runs, counted }: Curve): {
  readonly volume: boolean;
  readonly exact: boolean;
  readonly between: boolean;
} {
  const figures = [...runs.flat(), ...counted.flat()];
  return {
    volume: counted.length === 0 && runs.length > 0,
    exact: figures.some(isExact),
    between: counted.length > 0 && !figures.every(isExact),
  };
}

/** What is no count at all is unknown, never zero. */
function countOf(bound: number | null): number | null {
  return bound !== null && Number.isFinite(bound) && bound >= 0 ? bound : null;
}

/** A most below the least is none: what was counted is sure. */
function soundBounds(point: CurveBounds): CurveBounds {
  const [atLeast, atMost] = [countOf(point.atLeast), countOf(point.atMost)];
  return { atLeast, atMost: atMost !== null && atMost < (atLeast ?? 0) ? null : atMost };
}

function pointsWithin(facts: ChartFacts): readonly ChartPoint[] {
  return facts.points
    .filter((point) => point.at >= facts.from && point.at <= facts.to)
    .sort((a, b) => a.at - b.at)
    .map((point) => ({ at: point.at, ...soundBounds(point) }));
}

function isCounted(point: ChartPoint): point is CountedPoint {
  return point.atLeast !== null;
}

function hasMost(point: ChartPoint): point is ChartPoint & { readonly atMost: number } {
  return point.atMost !== null;
}

/** Hours in runs that have something, and the gaps: each from the last hour that has it to the next one. */
function pieces<P extends ChartPoint>(
  points: readonly ChartPoint[],
  has: (point: ChartPoint) => point is P,
  span: Span,
): { readonly runs: readonly (readonly P[])[]; readonly gaps: readonly Span[] } {
  const runs: P[][] = [];
  const gaps: Span[] = [];
  let run: P[] = [];
  let isBlind = false;
  let seen = span.from;
  for (const point of points) {
    if (!has(point)) {
      isBlind = true;
      continue;
    }
    if (isBlind || point.at - seen > neighbours) {
      if (point.at > seen) gaps.push({ from: seen, to: point.at });
      if (run.length > 0) runs.push(run);
      run = [];
    }
    run.push(point);
    seen = point.at;
    isBlind = false;
  }
  if (run.length > 0) runs.push(run);
  if ((isBlind || run.length === 0 || span.to - seen > neighbours) && span.to > seen) {
    gaps.push({ from: seen, to: span.to });
  }
  return { runs, gaps };
}

/** The bounds of each local day's peak; its most is unknown as soon as that of one of its points is. */
export function dailyPeaks(facts: ChartFacts): readonly Stretch<CurveBounds>[] {
  const points = pointsWithin(facts);
  const days = daysWithin(facts, facts.zone);
  return days.map((span, i) => {
    const isLast = i === days.length - 1;
    const within = points.filter(({ at }) => at >= span.from && (at < span.to || (isLast && at === span.to)));
    const leasts = within.filter(isCounted).map(({ atLeast }) => atLeast);
    const mosts = within.filter(hasMost).map(({ atMost }) => atMost);
    return {
      span,
      value: {
        atLeast: leasts.length > 0 ? Math.max(...leasts) : null,
        atMost: mosts.length > 0 && mosts.length === within.length ? Math.max(...mosts) : null,
      },
    };
  });
}

/** Usage in pieces, whether by hours or by days; a day stands at its own beginning. */
export function curveOf(facts: ChartFacts): Curve {
  const limits = limitsDrawn(facts);
  const figure = (point: ChartPoint & { readonly atMost: number }): Figure => ({
    ...point,
    limit: valueAt(limits, point.at) ?? null,
  });
  if (facts.each === 'hour') {
    const points = pointsWithin(facts);
    const { runs, gaps } = pieces(points, hasMost, facts);
    return { runs: runs.map((run) => run.map(figure)), counted: pieces(points, isCounted, facts).runs, gaps };
  }
  const days = dailyPeaks(facts);
  const points = days.map(({ span, value }): ChartPoint => ({ at: span.from, ...value }));
  const unknown = days.map(({ span, value }) => ({ at: span.from, isUnknown: value.atMost === null }));
  const spans = stretchesOf(unknown, ({ isUnknown }) => isUnknown, true, facts);
  return {
    runs: points.filter(hasMost).map((point) => [figure(point)]),
    counted: points.filter(isCounted).map((point) => [point]),
    gaps: spans.filter(({ value }) => value).map(({ span }) => span),
  };
}
