import { curveOf, isExact, type CountedPoint, type Curve, type Figure } from './chart-curve.js';
import type { ChartFacts, ChartSummary, IncidentMark } from './chart-facts.js';
import { isCap, limitsDrawn, limitsOf, stretchesOf, valueAt } from './chart-stretches.js';
import { worstOf, type Severity } from './finding.js';
import type { Span } from './time.js';

/** Usage in percent of a limit; null without a known cap. */
export function shareOf(recipients: number, limit: number | null): number | null {
  return isCap(limit) ? (recipients / limit) * 100 : null;
}

/** The highest of what is known, with the limit of its time. */
export type Peak = Pick<Figure, 'at' | 'atLeast' | 'limit'> & {
  /** Null where only the least is known, and that exceeds every known most. */
  readonly atMost: number | null;
  /** What stands for it in figures: the most, else the least. */
  readonly recipients: number;
};

/** The highest of the known figures, the first of equals; null when none is known. */
export function peakOf(facts: ChartFacts, { runs, counted }: Curve): Peak | null {
  const limits = limitsDrawn(facts);
  const mosts = runs.flat().map((figure): Peak => ({ ...figure, recipients: figure.atMost }));
  const leasts = counted
    .flat()
    .filter(({ atMost }) => atMost === null)
    .map((point: CountedPoint): Peak => {
      return { ...point, recipients: point.atLeast, limit: valueAt(limits, point.at) ?? null };
    });
  return [...mosts, ...leasts].reduce<Peak | null>(
    (best, one) => (best && best.recipients >= one.recipients ? best : one),
    null,
  );
}

/** Which bound the figure of a peak is; null where it is exact, and where all of the curve is a volume. */
export function boundOf(peak: Peak, { counted }: Curve): 'at-least' | 'at-most' | null {
  if (peak.atMost === null) return 'at-least';
  return counted.length === 0 || isExact(peak) ? null : 'at-most';
}

/** Whether a figure may be above the limit of its time. */
export function isOverLimit({ atMost, limit }: Pick<Figure, 'atMost' | 'limit'>): boolean {
  return limit !== null && atMost > limit;
}

function overLimit(facts: ChartFacts, { runs, counted }: Curve): ChartSummary['overLimit'] {
  const limits = limitsDrawn(facts);
  const isSure = counted.flat().some(({ at, atLeast }) => {
    const limit = valueAt(limits, at) ?? null;
    return limit !== null && atLeast > limit;
  });
  if (isSure) return 'surely';
  return runs.flat().some(isOverLimit) ? 'perhaps' : 'no';
}

/** The incidents that touch the span, in order. */
export function incidentsWithin(facts: ChartFacts): readonly IncidentMark[] {
  return facts.incidents
    .filter(({ at, until }) => at < facts.to && (until === null || until > facts.from))
    .sort((a, b) => a.at - b.at);
}

/** What a chart shows, in figures. */
export function summaryOf(facts: ChartFacts): ChartSummary {
  const limits = limitsOf(facts);
  const curve = curveOf(facts);
  const peak = peakOf(facts, curve);
  const limit = limits.at(-1)?.value ?? null;
  const first = limits.find(({ value }) => value !== null)?.value ?? null;
  const qualities = stretchesOf(facts.qualities, (step) => step.quality, 'unknown', facts);
  const incidents = incidentsWithin(facts);
  const lengthOf = (span: Span): number => span.to - span.from;
  const whole = lengthOf(facts);
  return {
    from: facts.from,
    to: facts.to,
    zone: facts.zone,
    peak: peak && {
      at: peak.at,
      atLeast: peak.atLeast,
      atMost: peak.atMost,
      percent: shareOf(peak.recipients, peak.limit),
    },
    limit,
    limitBefore: first === limit ? null : first,
    overLimit: overLimit(facts, curve),
    unknownShare: whole > 0 ? curve.gaps.reduce((sum, gap) => sum + lengthOf(gap), 0) / whole : 1,
    worstQuality:
      (['red', 'yellow', 'green'] as const).find((one) => qualities.some(({ value }) => value === one)) ??
      null,
    incidents: incidents.length,
    worstSeverity: worstSeverityOf(incidents),
  };
}

/** The worst severity of some incidents; null of none. */
function worstSeverityOf(incidents: readonly IncidentMark[]): Severity | null {
  return incidents.length === 0 ? null : worstOf(incidents.map(({ severity }) => severity));
}
