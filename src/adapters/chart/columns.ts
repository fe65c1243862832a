import type { Quality } from '../../domain/snapshot.js';
import { instantOf, type Span } from '../../domain/time.js';
import type { ChartFacts } from '../../domain/chart-facts.js';
import { curveOf, dailyPeaks, limitsDrawn, stretchesOf, type Stretch } from './stretches.js';

/** A slice of time as wide as one character. */
export interface Column {
  readonly span: Span;
  /** The most that is known of the slice; null when nothing is. */
  readonly used: number | null;
  /** Whether a part of it is unknown, so that more may have been used. */
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

/** Known usage as stretches: an hour holds until the next one, a day for the day. */
function usedStretches(facts: ChartFacts): readonly Stretch<number>[] {
  if (facts.each === 'day') {
    return dailyPeaks(facts).flatMap(({ span, value }) => (value === null ? [] : [{ span, value }]));
  }
  return curveOf(facts).runs.flatMap((run) =>
    run.map(({ at, atMost }, i) => {
      const next = run[i + 1]?.at ?? instantOf(at + 1);
      return { span: { from: at, to: next }, value: Math.max(atMost, run[i + 1]?.atMost ?? 0) };
    }),
  );
}

function worstQuality(all: readonly Quality[]): Quality {
  return badness.findLast((quality) => all.includes(quality)) ?? 'unknown';
}

/** The span in `count` slices of one length. */
export function columnsOf(facts: ChartFacts, count: number): readonly Column[] {
  const used = usedStretches(facts);
  const gaps = curveOf(facts).gaps.map((span) => ({ span, value: true }));
  const limits = limitsDrawn(facts);
  const qualities = stretchesOf(facts.qualities, (step) => step.quality, 'unknown', facts);
  const edge = (i: number): number => facts.from + ((facts.to - facts.from) * i) / count;
  return Array.from({ length: count }, (_, i) => {
    const span = { from: instantOf(edge(i)), to: instantOf(edge(i + 1)) };
    const known = touching(used, span);
    return {
      span,
      used: known.length === 0 ? null : Math.max(...known),
      blind: touching(gaps, span).length > 0,
      limit: touching(limits, span).at(-1) ?? null,
      quality: worstQuality(touching(qualities, span)),
    };
  });
}
