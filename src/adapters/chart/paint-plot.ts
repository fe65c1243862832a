import type { Span } from '../../domain/time.js';
import {
  coordinate,
  element,
  pathThrough,
  rectangle,
  shapeThrough,
  writing,
  type Box,
  type Place,
} from './element.js';
import type { ChartFacts } from '../../domain/chart-facts.js';
import { sizes, type Sheet } from './sheet.js';
import { isOverLimit } from './summary.js';
import { daysWithin } from '../../domain/local-days.js';
import { dailyPeaks, limitsDrawn, type Curve, type Figure, type Stretch } from './stretches.js';

/** Where a span lies in the plot, from top to bottom. */
export function columnOf(sheet: Sheet, span: Span): Box {
  const x = sheet.x(span.from);
  return { x, y: sheet.plot.y, width: sheet.x(span.to) - x, height: sheet.plot.height };
}

/** The horizontal grid with its figures, and the midnights. */
export function paintGrid(sheet: Sheet): string {
  const { plot, palette, labels } = sheet;
  const right = plot.x + plot.width;
  const figures = sheet.ticks.map((tick) => {
    const y = sheet.y(tick);
    return (
      element('path', {
        d: pathThrough([
          [plot.x, y],
          [right, y],
        ]),
        stroke: palette.grid,
        'stroke-width': 2,
      }) +
      writing(labels.number(tick), plot.x - 12, y + sizes.text * 0.36, {
        size: sizes.text,
        fill: palette.muted,
        anchor: 'end',
      })
    );
  });
  const midnights =
    sheet.facts.each === 'day'
      ? []
      : daysWithin(sheet.facts, sheet.facts.zone)
          .slice(1)
          .map(({ from }) =>
            element('path', {
              d: pathThrough([
                [sheet.x(from), plot.y],
                [sheet.x(from), plot.y + plot.height],
              ]),
              stroke: palette.grid,
              'stroke-width': 1.5,
            }),
          );
  return midnights.join('') + figures.join('');
}

/** The line of zero, over whatever stands on it. */
export function paintFloor({ plot, palette }: Sheet): string {
  const floor = plot.y + plot.height;
  return element('path', {
    d: pathThrough([
      [plot.x, floor],
      [plot.x + plot.width, floor],
    ]),
    stroke: palette.muted,
    'stroke-width': 2,
  });
}

/** What nobody knows: hatched from top to bottom, with no line in it. */
export function paintGaps(sheet: Sheet, gaps: readonly Span[]): string {
  return gaps
    .map((gap) => {
      const box = columnOf(sheet, gap);
      return (
        rectangle(box, { fill: sheet.palette.gap.fill }) + rectangle(box, { class: 'gap', fill: 'url(#gap)' })
      );
    })
    .join('');
}

/** The runs of known hours as lines, or the days as bars. */
function usageShapes(sheet: Sheet, curve: Curve): { readonly area: string; readonly line: string } {
  const { plot } = sheet;
  const floor = plot.y + plot.height;
  const placeOf = ({ at, atMost }: Figure): Place => [sheet.x(at), sheet.y(atMost)];
  if (sheet.facts.each === 'hour') {
    const lines = curve.runs.map((run) => run.map(placeOf));
    const area = lines
      .filter((line) => line.length > 1)
      .map((line) => shapeThrough([...line, [line.at(-1)?.[0] ?? 0, floor], [line[0]?.[0] ?? 0, floor]]));
    // A lone hour has no length; a stroke with round ends shows it as a dot.
    const line = lines.map((one) => (one.length > 1 ? pathThrough(one) : `${pathThrough(one)}h0.1`));
    return { area: area.join(''), line: line.join('') };
  }
  const bars = dailyPeaks(sheet.facts).flatMap(({ span, value }) => {
    if (value === null) return [];
    const column = columnOf(sheet, span);
    const inset = Math.min(4, column.width * 0.14);
    const [left, right] = [column.x + inset, column.x + column.width - inset];
    const y = Math.min(sheet.y(value), floor - (value > 0 ? 2 : 0));
    return [
      {
        area: shapeThrough([
          [left, floor],
          [left, y],
          [right, y],
          [right, floor],
        ]),
        line: `M${coordinate(left)} ${coordinate(y)}H${coordinate(right)}`,
      },
    ];
  });
  return { area: bars.map(({ area }) => area).join(''), line: bars.map(({ line }) => line).join('') };
}

/** The region above the limits that are known, to tell what is over them. */
function regionOver(sheet: Sheet, limits: readonly Stretch<number | null>[]): string {
  return limits
    .map(({ span, value }, i) => {
      if (value === null || !Number.isFinite(value)) return '';
      // A line that ends at the side of the plot has a round end beyond it.
      const left = sheet.x(span.from) - (i === 0 ? 6 : 0);
      const right = sheet.x(span.to) + (i === limits.length - 1 ? 6 : 0);
      const y = sheet.y(value);
      return shapeThrough([
        [left, 0],
        [right, 0],
        [right, y],
        [left, y],
      ]);
    })
    .join('');
}

/** Usage in its colour, and what is above the limit in another. */
export function paintUsage(sheet: Sheet, curve: Curve): string {
  const { usage, over } = sheet.palette;
  const { area, line } = usageShapes(sheet, curve);
  if (line === '') return '';
  const someOver = curve.runs.flat().some(isOverLimit);
  const region = someOver ? regionOver(sheet, limitsDrawn(sheet.facts)) : '';
  const cap = sheet.facts.each === 'hour' ? 'round' : 'butt';
  const stroke = { fill: 'none', 'stroke-width': 4, 'stroke-linejoin': 'round', 'stroke-linecap': cap };
  const above = [
    element('path', { d: area, fill: over.area }),
    element('path', { d: line, ...stroke, stroke: over.line }),
  ].join('');
  return [
    element('path', { class: 'usage-area', d: area, fill: usage.area }),
    element('path', { class: 'usage', d: line, ...stroke, stroke: usage.line }),
    region === ''
      ? ''
      : element('clipPath', { id: 'over' }, element('path', { d: region })) +
        element('g', { 'clip-path': 'url(#over)' }, above),
  ].join('');
}

/** A line over the stretches at a height that each of them has; it steps where two of them meet. */
function steppedPath(sheet: Sheet, stretches: readonly Stretch<number | null>[], share: number): string {
  const lines: Place[][] = [];
  let line: Place[] = [];
  for (const { span, value } of stretches) {
    if (value === null || !Number.isFinite(value)) {
      line = [];
      continue;
    }
    if (line.length === 0) lines.push(line);
    line.push([sheet.x(span.from), sheet.y(value * share)], [sheet.x(span.to), sheet.y(value * share)]);
  }
  return lines.map(pathThrough).join('');
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
  return (
    (hasThreshold(facts)
      ? element('path', {
          class: 'threshold',
          d: steppedPath(sheet, limits, facts.threshold / 100),
          fill: 'none',
          stroke: palette.threshold,
          'stroke-width': 2.5,
          'stroke-dasharray': '9 7',
        })
      : '') +
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
