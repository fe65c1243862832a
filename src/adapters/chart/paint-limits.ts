import { line } from 'd3-shape';
import type { ChartFacts } from '../../domain/chart-facts.js';
import type { Instant } from '../../domain/time.js';
import { decimals, element, rectangle } from './element.js';
import type { Sheet } from './sheet.js';
import { isCap, limitsDrawn, type Stretch } from '../../domain/chart-stretches.js';

interface LimitEnd {
  readonly at: Instant;
  readonly limit: number | null;
}

/** A line over the capped stretches, at a share of their limit; it steps where two of them meet. */
function steppedPath(sheet: Sheet, stretches: readonly Stretch<number | null>[], share: number): string {
  const through = line<LimitEnd>()
    .defined(({ limit }) => isCap(limit))
    .x(({ at }) => sheet.x(at))
    .y(({ limit }) => sheet.y((limit ?? 0) * share))
    .digits(decimals);
  const ends = stretches.flatMap(({ span, value: limit }) => [
    { at: span.from, limit },
    { at: span.to, limit },
  ]);
  return through(ends) ?? '';
}

/** Whether the warning line is a line of its own. */
export function hasThreshold({ threshold }: ChartFacts): boolean {
  return threshold > 0 && threshold < 100;
}

/** The limit and the warning line below it. */
export function paintLimits(sheet: Sheet): string {
  const { palette, facts } = sheet;
  const limits = limitsDrawn(facts);
  const limit = steppedPath(sheet, limits, 1);
  if (limit === '') return '';
  const warning = {
    class: 'threshold',
    d: steppedPath(sheet, limits, facts.threshold / 100),
    fill: 'none',
    stroke: palette.threshold,
    'stroke-width': 2.5,
    'stroke-dasharray': '9 7',
  };
  return (
    (hasThreshold(facts) ? element('path', warning) : '') +
    element('path', {
      class: 'limit',
      d: limit,
      fill: 'none',
      stroke: palette.limit,
      'stroke-width': 3.5,
      'stroke-linejoin': 'round',
    })
  );
}

/** Above the limits that are known, as shapes to cut with; empty where no limit is. */
export function regionOver(sheet: Sheet): string {
  const limits = limitsDrawn(sheet.facts);
  return limits
    .map(({ span, value }, i) => {
      if (!isCap(value)) return '';
      // A line that ends at the side of the plot has a round end beyond it.
      const left = sheet.x(span.from) - (i === 0 ? 6 : 0);
      const right = sheet.x(span.to) + (i === limits.length - 1 ? 6 : 0);
      return rectangle({ x: left, y: 0, width: right - left, height: sheet.y(value) }, {});
    })
    .join('');
}
