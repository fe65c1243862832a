import { area } from 'd3-shape';
import { decimals, element, pathThrough, shapeThrough, type Place } from './element.js';
import { regionOver } from './paint-limits.js';
import { columnOf } from './paint-plot.js';
import type { Sheet } from './sheet.js';
import { dailyPeaks, type Curve, type Figure } from './stretches.js';
import { isOverLimit } from './summary.js';

interface Shapes {
  readonly area: string;
  readonly line: string;
}

/** The runs of known hours. */
function hourlyShapes(sheet: Sheet, { runs }: Curve): Shapes {
  const shape = area<Figure>()
    .x(({ at }) => sheet.x(at))
    .y0(sheet.y(0))
    .y1(({ atMost }) => sheet.y(atMost))
    .digits(decimals);
  const line = shape.lineY1().digits(decimals);
  return {
    area: runs
      .filter((run) => run.length > 1)
      .map((run) => shape(run))
      .join(''),
    line: runs.map((run) => line(run)).join(''),
  };
}

/** The known days as bars. */
function dailyShapes(sheet: Sheet): Shapes {
  const floor = sheet.y(0);
  const bars = dailyPeaks(sheet.facts).flatMap(({ span, value }) => {
    if (value === null) return [];
    const column = columnOf(sheet, span);
    const inset = Math.min(4, column.width * 0.14);
    const [left, right] = [column.x + inset, column.x + column.width - inset];
    const y = Math.min(sheet.y(value), floor - (value > 0 ? 2 : 0));
    const top: readonly Place[] = [
      [left, y],
      [right, y],
    ];
    return [{ area: shapeThrough([[left, floor], ...top, [right, floor]]), line: pathThrough(top) }];
  });
  return { area: bars.map((bar) => bar.area).join(''), line: bars.map((bar) => bar.line).join('') };
}

/** Usage in its colour, and what is above the limit in another. */
export function paintUsage(sheet: Sheet, curve: Curve): string {
  const { usage, over } = sheet.palette;
  const isHourly = sheet.facts.each === 'hour';
  const { area, line } = isHourly ? hourlyShapes(sheet, curve) : dailyShapes(sheet);
  if (line === '') return '';
  const region = curve.runs.flat().some(isOverLimit) ? regionOver(sheet) : '';
  const cap = isHourly ? 'round' : 'butt';
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
      : element('clipPath', { id: 'over' }, region) + element('g', { 'clip-path': 'url(#over)' }, above),
  ].join('');
}
