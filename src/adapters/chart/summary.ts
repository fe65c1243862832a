import type { Severity } from '../../domain/finding.js';
import { worstOf } from '../../domain/finding.js';
import type { Span } from '../../domain/time.js';
import type { ChartFacts, ChartSummary, IncidentMark } from '../../domain/chart-facts.js';
import { curveOf, isCap, limitsOf, stretchesOf, type Figure } from './stretches.js';

/** Usage in percent of a limit; null without a known cap. */
export function shareOf(recipients: number, limit: number | null): number | null {
  return isCap(limit) ? (recipients / limit) * 100 : null;
}

/** The highest of the known figures, the first of equals; null when none is known. */
export function peakOf(points: readonly Figure[]): Figure | null {
  return points.reduce<Figure | null>((best, one) => (best && best.atMost >= one.atMost ? best : one), null);
}

/** Whether a figure is known to be above the limit of its time. */
export function isOverLimit({ atMost, limit }: Figure): boolean {
  return limit !== null && atMost > limit;
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
  const { runs, gaps } = curveOf(facts);
  const points = runs.flat();
  const peak = peakOf(points);
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
    peak: peak && { at: peak.at, recipients: peak.atMost, percent: shareOf(peak.atMost, peak.limit) },
    limit,
    limitBefore: first === limit ? null : first,
    overLimit: points.some(isOverLimit),
    unknownShare: whole > 0 ? gaps.reduce((sum, gap) => sum + lengthOf(gap), 0) / whole : 1,
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
