import type { Span } from '../../domain/time.js';
import { element, rectangle, widthOf, writing, type Hand, type Place } from './element.js';
import { plainLine } from './legible.js';
import { columnOf, hasThreshold } from './paint-plot.js';
import { placesIn, type Places } from './places.js';
import { sizes, type Sheet } from './sheet.js';
import { limitsDrawn, type Curve, type Figure, type Stretch } from './stretches.js';
import { isOverLimit, peakOf, shareOf } from './summary.js';

/** Above a line and just clear of it; below it likewise. */
const above = 8;
const below = sizes.text + 3;

function handOf(sheet: Sheet, fill: string, weight: 'regular' | 'bold' = 'bold'): Hand {
  return { size: sizes.text, fill, weight, halo: sheet.palette.paper };
}

/** At the end of a stretch, at its beginning, in its middle: over the line, then under it. */
function alongLine(sheet: Sheet, span: Span, y: number, width: number): readonly Place[] {
  const [from, to] = [sheet.x(span.from) + 8, sheet.x(span.to) - 8 - width];
  const across = [to, from, (from + to) / 2, from + (to - from) * 0.25, from + (to - from) * 0.75];
  return [y - above, y + below].flatMap((line) => across.map((x): Place => [x, line]));
}

function limitLabel(sheet: Sheet, { span, value }: Stretch<number | null>, places: Places): string {
  const { labels, palette, plot } = sheet;
  const capped = value !== null && Number.isFinite(value);
  const text = plainLine(
    value === null ? labels.limitUnknown : capped ? labels.limit(value) : labels.unlimited,
  );
  const short = capped ? labels.number(value) : '';
  const room = columnOf(sheet, span).width - 12;
  const hand = handOf(sheet, capped ? palette.limit : palette.muted, capped ? 'bold' : 'regular');
  const shown = [text, short].find((one) => one !== '' && widthOf(one, hand) <= room);
  if (shown === undefined) return '';
  const y = capped ? sheet.y(value) : plot.y + sizes.text + above;
  return places.write(shown, alongLine(sheet, span, y, widthOf(shown, hand)), hand) ?? '';
}

function thresholdLabel(sheet: Sheet, limits: readonly Stretch<number | null>[], places: Places): string {
  const { labels, palette, facts } = sheet;
  const last = limits.findLast(({ value }) => value !== null && Number.isFinite(value));
  if (!last || last.value === null || !hasThreshold(facts)) return '';
  const text = plainLine(labels.threshold(facts.threshold));
  const hand = handOf(sheet, palette.threshold);
  const y = sheet.y((last.value * facts.threshold) / 100);
  return places.write(text, alongLine(sheet, last.span, y, widthOf(text, hand)), hand) ?? '';
}

function placeOf(sheet: Sheet, figure: Figure): Place {
  const half = sheet.facts.each === 'day' ? dayWidth(sheet) / 2 : 0;
  return [sheet.x(figure.at) + half, sheet.y(figure.upper)];
}

function dayWidth(sheet: Sheet): number {
  return (sheet.plot.width * 86_400_000) / Math.max(1, sheet.facts.to - sheet.facts.from);
}

function peakLabel(sheet: Sheet, peak: Figure, places: Places): string {
  const { labels, palette } = sheet;
  const [x, y] = placeOf(sheet, peak);
  const colour = isOverLimit(peak) ? palette.over.line : palette.usage.line;
  const text = plainLine(labels.peak(peak.upper, shareOf(peak.upper, peak.limit)));
  const hand: Hand = { ...handOf(sheet, colour), anchor: 'middle' };
  const aside = widthOf(text, hand) / 2 + 14;
  const wishes: readonly Place[] = [
    [x, y - 14],
    [x - aside, y + 6],
    [x + aside, y + 6],
    [x - aside, y - 8],
    [x + aside, y - 8],
    [x - aside, y + 30],
    [x + aside, y + 30],
    [x, y + 36],
    [x, y + 64],
    [x - aside, y + 64],
  ];
  const dot =
    sheet.facts.each === 'day'
      ? ''
      : element('circle', {
          class: 'peak',
          cx: x,
          cy: y,
          r: 6.5,
          fill: colour,
          stroke: palette.paper,
          'stroke-width': 3,
        });
  return dot + (places.write(text, wishes, hand) ?? '');
}

/** The word for unknown on a chip in the middle of each gap that has room for it. */
function gapWords(sheet: Sheet, gaps: readonly Span[], places: Places): string {
  const { labels, palette, plot } = sheet;
  const hand: Hand = { size: sizes.small, fill: palette.muted, anchor: 'middle' };
  const text = plainLine(labels.unknown);
  return gaps
    .map((gap) => {
      const column = columnOf(sheet, gap);
      const width = widthOf(text, hand) + 18;
      if (column.width < width + 6) return '';
      const x = column.x + column.width / 2;
      const written = [0.55, 0.7, 0.4, 0.85].map((share): Place => [x, plot.y + plot.height * share]);
      const place = written.find((one) => places.free(text, one, hand));
      if (!place) return '';
      const chip = { x: x - width / 2, y: place[1] - 22, width, height: 31 };
      places.take(chip);
      return (
        rectangle(chip, { fill: palette.paper, stroke: palette.gap.mark, 'stroke-width': 1.5, rx: 8 }) +
        writing(text, place[0], place[1], hand)
      );
    })
    .join('');
}

/** The words in the plot: the limits first, then the warning line, the peak and the gaps. */
export function paintLabels(sheet: Sheet, curve: Curve): string {
  const figures = curve.runs.flat();
  const room = { ...sheet.plot, y: sheet.plot.y - 18, height: sheet.plot.height + 14 };
  const places = placesIn(
    room,
    figures.map((figure) => placeOf(sheet, figure)),
  );
  const limits = limitsDrawn(sheet.facts);
  const peak = peakOf(figures);
  if (peak) {
    const [x, y] = placeOf(sheet, peak);
    places.take({ x: x - 9, y: y - 9, width: 18, height: 18 });
  }
  return [
    ...[...limits].reverse().map((limit) => limitLabel(sheet, limit, places)),
    thresholdLabel(sheet, limits, places),
    peak ? peakLabel(sheet, peak, places) : '',
    gapWords(sheet, curve.gaps, places),
  ].join('');
}
