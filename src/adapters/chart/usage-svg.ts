import { coordinate, element, rectangle, writing } from './element.js';
import type { ChartFacts, ChartLabels } from '../../domain/chart-facts.js';
import { faceOf } from './fonts.js';
import { legendOf, paintLegend } from './legend.js';
import { fittedToWidth, legible } from './legible.js';
import { paintDays, paintIncidents, paintQuality } from './paint-bands.js';
import { paintLabels } from './paint-labels.js';
import { paintLimits } from './paint-limits.js';
import { paintFloor, paintGaps, paintGrid } from './paint-plot.js';
import { paintUsage } from './paint-usage.js';
import type { Palette } from './palette.js';
import { picture, sheetOf, sizes, type Sheet } from './sheet.js';
import { curveOf } from '../../domain/chart-curve.js';

/** Stripes, each at its own slope and distance, so that they differ without any colour. */
function pattern(id: string, colour: string, distance: number, thick: number, slope: number): string {
  return element(
    'pattern',
    {
      id,
      width: distance,
      height: distance,
      patternUnits: 'userSpaceOnUse',
      patternTransform: `rotate(${coordinate(slope)})`,
    },
    element('rect', { width: thick, height: distance, fill: colour }),
  );
}

function patterns({ gap, over, qualities, usage }: Palette): string {
  const cross = element(
    'pattern',
    {
      id: 'quality-red',
      width: 12,
      height: 12,
      patternUnits: 'userSpaceOnUse',
      patternTransform: 'rotate(45)',
    },
    element('path', { d: 'M0 0H12M0 0V12', stroke: qualities.red.mark, 'stroke-width': 6 }),
  );
  return element(
    'defs',
    {},
    pattern('gap', gap.mark, 12, 3, 45) +
      pattern('band-usage', usage.stripe, 8, 3, 0) +
      pattern('band-over', over.stripe, 8, 3, 0) +
      pattern('quality-unknown', qualities.unknown.mark, 12, 3, 45) +
      pattern('quality-yellow', qualities.yellow.mark, 14, 5, -45) +
      cross,
  );
}

function paintHead(sheet: Sheet): string {
  const { labels, palette, margin } = sheet;
  const width = picture.width - 2 * margin;
  const bold = faceOf('bold');
  const regular = faceOf('regular');
  const title = fittedToWidth(legible(labels.title, labels.titleInstead, bold), width, sizes.title, bold);
  const subtitle = fittedToWidth(legible(labels.subtitle, '', regular), width, sizes.subtitle, regular);
  return (
    writing(title, margin, 47, { size: sizes.title, weight: 'bold', fill: palette.ink, class: 'title' }) +
    writing(subtitle, margin, 80, { size: sizes.subtitle, fill: palette.muted, class: 'subtitle' })
  );
}

/** The picture as SVG, with its own background. The same facts and labels give the same text. */
export function usageSvg(facts: ChartFacts, labels: ChartLabels): string {
  const legend = legendOf(facts, labels);
  const sheet = sheetOf(facts, labels, legend.length);
  const curve = curveOf(facts);
  const { width, height } = picture;
  const card = { x: 1, y: 1, width: width - 2, height: height - 2 };
  return element(
    'svg',
    { xmlns: 'http://www.w3.org/2000/svg', width, height, viewBox: `0 0 ${width} ${height}` },
    [
      patterns(sheet.palette),
      rectangle(card, { fill: sheet.palette.paper, stroke: sheet.palette.edge, 'stroke-width': 2, rx: 14 }),
      paintHead(sheet),
      paintGrid(sheet),
      paintGaps(sheet, curve.gaps),
      paintUsage(sheet, curve),
      paintFloor(sheet),
      paintLimits(sheet),
      paintLabels(sheet, curve),
      paintIncidents(sheet),
      paintQuality(sheet),
      paintDays(sheet),
      paintLegend(sheet, legend),
    ].join('\n'),
  );
}
