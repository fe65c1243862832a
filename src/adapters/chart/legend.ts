import type { Severity } from '../../domain/finding.js';
import type { Quality } from '../../domain/snapshot.js';
import { lineBetween, rectangle, widthOf, writing } from './element.js';
import type { ChartFacts, ChartLabels } from '../../domain/chart-facts.js';
import { legendRows } from './legend-rows.js';
import { fittedToWidth, legibleLine } from './legible.js';
import { faceOf } from './fonts.js';
import { qualityBox, severityMark, shortenedQualities, signOf, worstTogether } from './paint-bands.js';
import { picture, sheetOf, sizes, type Sheet } from './sheet.js';
import { curveOf, kindsIn } from '../../domain/chart-curve.js';
import { incidentsWithin } from '../../domain/chart-summary.js';

/** Something the picture shows that needs a word. */
type Entry = { readonly text: string } & (
  | { readonly kind: 'usage' | 'exact' | 'between' | 'gap' }
  | { readonly kind: 'incident'; readonly severity: Severity; readonly sign: string }
  | { readonly kind: 'quality'; readonly quality: Quality }
);

const side = 24;
const swatch = 26;
const between = 20;
const rowHeight = 30;

/** Only what is in the picture and not named there: the curve, the gaps, the severities, the letters of qualities. */
function entriesOf(facts: ChartFacts, labels: ChartLabels): readonly Entry[] {
  // How many rows the legend takes moves nothing from left to right.
  const sheet = sheetOf(facts, labels, 1);
  const together = worstTogether(sheet);
  const shortened = shortenedQualities(sheet);
  const severities = incidentsWithin(facts).map(({ severity }) => severity);
  const present = (['critical', 'warning', 'info'] as const).filter((one) => severities.includes(one));
  const curve = curveOf(facts);
  const { gaps } = curve;
  const kinds = kindsIn(curve);
  // Where usage and a quality are unknown, one sign tells both.
  const gapSign = shortened.includes('unknown')
    ? ({ kind: 'quality', quality: 'unknown' } as const)
    : ({ kind: 'gap' } as const);
  return [
    ...(kinds.volume ? [{ kind: 'usage' as const, text: labels.usage }] : []),
    ...(kinds.exact ? [{ kind: 'exact' as const, text: labels.exact }] : []),
    ...(kinds.between ? [{ kind: 'between' as const, text: labels.between }] : []),
    ...(gaps.length > 0 ? [{ ...gapSign, text: labels.unknown }] : []),
    ...present.map((severity) => ({
      kind: 'incident' as const,
      severity,
      sign: signOf(severity, 1),
      text: labels.severities[severity],
    })),
    ...(together === null
      ? []
      : [{ kind: 'incident' as const, severity: together, sign: '2', text: labels.severalIncidents }]),
    ...shortened
      .filter((quality) => quality !== 'unknown' || gaps.length === 0)
      .map((quality) => ({
        kind: 'quality' as const,
        quality,
        text: labels.qualities[quality].word,
      })),
  ].map((entry) => ({
    ...entry,
    text: fittedToWidth(
      legibleLine(entry.text),
      picture.width - 2 * side - swatch - 8,
      sizes.small,
      faceOf('regular'),
    ),
  }));
}

/** The legend in as many rows as it needs. */
export function legendOf(facts: ChartFacts, labels: ChartLabels): readonly (readonly Entry[])[] {
  const widthOfEntry = ({ text }: Entry): number => swatch + 8 + widthOf(text, { size: sizes.small });
  return legendRows(entriesOf(facts, labels), widthOfEntry, { width: picture.width - 2 * side, between });
}

function sample(sheet: Sheet, entry: Entry, x: number, y: number): string {
  const { palette } = sheet;
  const box = { x, y: y - 10, width: swatch, height: 20 };
  switch (entry.kind) {
    case 'usage':
    case 'exact':
      return (
        rectangle(box, { fill: entry.kind === 'exact' ? palette.usage.sure : palette.usage.area }) +
        lineBetween([x, box.y], [x + swatch, box.y], { stroke: palette.usage.line, 'stroke-width': 4 })
      );
    case 'between': {
      const upper = { ...box, height: 12 };
      return (
        rectangle(box, { fill: palette.usage.sure }) +
        rectangle(upper, { fill: palette.usage.area }) +
        rectangle(upper, { fill: 'url(#band-usage)' }) +
        lineBetween([x, box.y], [x + swatch, box.y], { stroke: palette.usage.line, 'stroke-width': 1.5 })
      );
    }
    case 'gap':
      return rectangle(box, { fill: palette.gap.fill }) + rectangle(box, { fill: 'url(#gap)' });
    case 'incident':
      return severityMark(sheet, entry.severity, entry.sign, x + swatch / 2, y);
    case 'quality': {
      const { letter } = sheet.labels.qualities[entry.quality];
      const room = { x, y: y - 13, width: swatch, height: 26 };
      return qualityBox(sheet, { quality: entry.quality, box: room, text: legibleLine(letter) });
    }
  }
}

/** What the signs in the picture mean. */
export function paintLegend(sheet: Sheet, rows: readonly (readonly Entry[])[]): string {
  return rows
    .flatMap((row, i) => {
      const y = sheet.legendAt + i * rowHeight;
      let x = side;
      return row.map((entry) => {
        const drawn =
          sample(sheet, entry, Math.round(x), Math.round(y - sizes.small * 0.36)) +
          writing(entry.text, x + swatch + 8, y, { size: sizes.small, fill: sheet.palette.ink });
        x += swatch + 8 + widthOf(entry.text, { size: sizes.small }) + between;
        return drawn;
      });
    })
    .join('');
}
