import { area, line } from 'd3-shape';
import type { ChartPoint } from '../../domain/chart-facts.js';
import { dailyPeaks, isExact, kindsIn, type Curve } from '../../domain/chart-curve.js';
import { isOverLimit } from '../../domain/chart-summary.js';
import { decimals, element, pathThrough, shapeThrough, type PicturePoint } from './element.js';
import type { Palette } from './palette.js';
import { regionOver } from './paint-limits.js';
import { columnOf } from './paint-plot.js';
import type { Sheet } from './sheet.js';

/** Path data of usage. Where nothing is counted, all of it is possible and its most is the line. */
interface Shapes {
  /** Up to the least. */
  readonly sure: string;
  /** From the least to the most. */
  readonly possible: string;
  /** The upper ends of what is between bounds. */
  readonly edge: string;
  /** What is exact. */
  readonly line: string;
}

/** The runs of known hours. */
function hourlyShapes(sheet: Sheet, curve: Curve): Shapes {
  const { runs, counted } = curve;
  const kinds = kindsIn(curve);
  const x = ({ at }: ChartPoint): number => sheet.x(at);
  const least = ({ atLeast }: ChartPoint): number => sheet.y(atLeast ?? 0);
  const most = ({ atMost }: ChartPoint): number => sheet.y(atMost ?? 0);
  const sure = area(x, sheet.y(0), least).digits(decimals);
  const possible = area(x, least, most).digits(decimals);
  const leastLine = line(x, least).digits(decimals);
  const mostLine = line(x, most).digits(decimals);
  const exactLine = line(x, most).defined(isExact).digits(decimals);
  const edges = [...counted.map((run) => leastLine(run)), ...runs.map((run) => mostLine(run))];
  return {
    sure: counted.flatMap((run) => (run.length > 1 ? sure(run) : [])).join(''),
    possible: runs.flatMap((run) => (run.length > 1 ? possible(run) : [])).join(''),
    edge: kinds.between ? edges.join('') : '',
    line: runs.map((run) => (kinds.volume ? mostLine(run) : exactLine(run))).join(''),
  };
}

/** The known days as bars. */
function dailyShapes(sheet: Sheet, { counted }: Curve): Shapes {
  const floor = sheet.y(0);
  const heightOf = (value: number): number => Math.min(sheet.y(value), floor - (value > 0 ? 2 : 0));
  const bars = dailyPeaks(sheet.facts).map(({ span, value }): Shapes => {
    const { atLeast, atMost } = value;
    const column = columnOf(sheet, span);
    const inset = Math.min(4, column.width * 0.14);
    const across = (y: number): [PicturePoint, PicturePoint] => [
      [column.x + inset, y],
      [column.x + column.width - inset, y],
    ];
    const between = (low: number, high: number): string =>
      shapeThrough([...across(low), ...across(high).reverse()]);
    const least = atLeast === null ? floor : heightOf(atLeast);
    const most = atMost === null ? null : heightOf(atMost);
    const top = pathThrough(across(most ?? least));
    const isLine = most !== null && (counted.length === 0 || isExact(value));
    const isEdge = !isLine && (most !== null || atLeast !== null);
    return {
      sure: atLeast === null ? '' : between(floor, least),
      possible: most === null ? '' : between(least, most),
      edge: isEdge ? top : '',
      line: isLine ? top : '',
    };
  });
  return {
    sure: bars.map(({ sure }) => sure).join(''),
    possible: bars.map(({ possible }) => possible).join(''),
    edge: bars.map(({ edge }) => edge).join(''),
    line: bars.map(({ line }) => line).join(''),
  };
}

/** Usage in one colour. A band is striped and has a thin edge; only what is exact, or a volume alone, has a line. */
function paintShapes(shapes: Shapes, colour: Palette['usage'], kind: 'usage' | 'over', sheet: Sheet): string {
  const cap = sheet.facts.each === 'hour' ? 'round' : 'butt';
  const stroke = { fill: 'none', stroke: colour.line, 'stroke-linejoin': 'round', 'stroke-linecap': cap };
  const named = (part: string): string | undefined => (kind === 'usage' ? part : undefined);
  const paths: readonly Readonly<Record<string, string | number | undefined>>[] = [
    { class: named('usage-area'), d: shapes.possible, fill: colour.area },
    ...(shapes.edge === ''
      ? []
      : [{ class: named('usage-band'), d: shapes.possible, fill: `url(#band-${kind})` }]),
    { class: named('usage-sure'), d: shapes.sure, fill: colour.sure },
    { class: named('usage-edge'), d: shapes.edge, ...stroke, 'stroke-width': 1.5 },
    { class: named('usage'), d: shapes.line, ...stroke, 'stroke-width': 4 },
  ];
  return paths
    .filter(({ d }) => d !== '')
    .map((path) => element('path', path))
    .join('');
}

/** Usage in its colour, and what is above the limit in another. */
export function paintUsage(sheet: Sheet, curve: Curve): string {
  const { usage, over } = sheet.palette;
  const shapes = sheet.facts.each === 'hour' ? hourlyShapes(sheet, curve) : dailyShapes(sheet, curve);
  const region = curve.runs.flat().some(isOverLimit) ? regionOver(sheet) : '';
  return [
    paintShapes(shapes, usage, 'usage', sheet),
    region === ''
      ? ''
      : element('clipPath', { id: 'over' }, region) +
        element('g', { 'clip-path': 'url(#over)' }, paintShapes(shapes, over, 'over', sheet)),
  ].join('');
}
