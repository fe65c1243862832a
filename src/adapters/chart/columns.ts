import type { Quality } from '../../domain/snapshot.js';
import { instantOf, type Span } from '../../domain/time.js';
import type { ChartFacts, ChartPoint } from '../../domain/chart-facts.js';
import { curveOf, dailyPeaks, type CurveBounds, type Curve } from '../../domain/chart-curve.js';
import { limitsDrawn, stretchesOf, type Stretch } from '../../domain/chart-stretches.js';

/** A slice of time as wide as one character. */
export interface Column {
  readonly span: Span;
  /** The highest bounds of the slice: the least that was counted, and the most that is known. */
  readonly used: CurveBounds;
  /** Whether the most of a part of it is unknown. */
  readonly blind: boolean;
  /** The limit at its end: Infinity without a cap, null when unknown. */
  readonly limit: number | null;
  /** The worst of the slice; unknown only where nothing worse is known. */
  readonly quality: Quality;
}

const badness: readonly Quality[] = ['green', 'unknown', 'yellow', 'red'];

function touching<T>(stretches: readonly Stretch<T>[], span: Span): readonly T[] {
  return stretches
    .filter((one) => one.span.from < span.to && one.span.to > span.from)
    .map(({ value }) => value);
}

/** Usage as stretches. An hour and the next hold from one to the other. A day holds for itself. */
function usedStretches(facts: ChartFacts, { runs, counted }: Curve): readonly Stretch<CurveBounds>[] {
  if (facts.each === 'day') return dailyPeaks(facts);
  return [
    ...runs.flatMap((run) => betweenHours(run, ({ atMost }) => ({ atLeast: null, atMost }))),
    ...counted.flatMap((run) => betweenHours(run, ({ atLeast }) => ({ atLeast, atMost: null }))),
  ];
}

function betweenHours<P extends ChartPoint>(
  run: readonly P[],
  boundsOf: (point: P) => CurveBounds,
): readonly Stretch<CurveBounds>[] {
  return run.flatMap((point, i) => {
    const next = run[i + 1];
    const span = { from: point.at, to: next?.at ?? instantOf(point.at + 1) };
    return [point, next ?? point].map((end) => ({ span, value: boundsOf(end) }));
  });
}

function highest(bounds: readonly (number | null)[]): number | null {
  const known = bounds.filter((bound) => bound !== null);
  return known.length === 0 ? null : Math.max(...known);
}

function worstQuality(all: readonly Quality[]): Quality {
  return badness.findLast((quality) => all.includes(quality)) ?? 'unknown';
}

/** The span in `count` slices of one length. */
export function columnsOf(facts: ChartFacts, count: number): readonly Column[] {
  const curve = curveOf(facts);
  const used = usedStretches(facts, curve);
  const gaps = curve.gaps.map((span) => ({ span, value: true }));
  const limits = limitsDrawn(facts);
  const qualities = stretchesOf(facts.qualities, (step) => step.quality, 'unknown', facts);
  const edge = (i: number): number => facts.from + ((facts.to - facts.from) * i) / count;
  return Array.from({ length: count }, (_, i) => {
    const span = { from: instantOf(edge(i)), to: instantOf(edge(i + 1)) };
    const known = touching(used, span);
    return {
      span,
      used: {
        atLeast: highest(known.map(({ atLeast }) => atLeast)),
        atMost: highest(known.map(({ atMost }) => atMost)),
      },
      blind: touching(gaps, span).length > 0,
      limit: touching(limits, span).at(-1) ?? null,
      quality: worstQuality(touching(qualities, span)),
    };
  });
}
