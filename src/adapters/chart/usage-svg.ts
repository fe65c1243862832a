import { element, rectangle } from './element.js';
import type { ChartFacts, ChartLabels } from '../../domain/chart-facts.js';
import { legendOf, paintLegend } from './legend.js';
import { paintDays, paintIncidents, paintQuality } from './paint-bands.js';
import { paintLabels } from './paint-labels.js';
import { paintLimits } from './paint-limits.js';
import { paintFloor, paintGaps, paintGrid } from './paint-plot.js';
import { paintUsage } from './paint-usage.js';
import { paintHead } from './paint-head.js';
import { patterns } from './patterns.js';
import { picture, sheetOf } from './sheet.js';
import { curveOf } from '../../domain/chart-curve.js';

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
