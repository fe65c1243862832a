import type { Instant, Span } from '../../domain/time.js';
import { coordinate, element, rectangle, widthOf, writing, type Hand, type PicturePoint } from './element.js';
import { legibleLine } from './legible.js';
import { hasThreshold } from './paint-limits.js';
import { columnOf } from './paint-plot.js';
import { placesIn, type TextRoom } from './places.js';
import { dayWidth, sizes, type Sheet } from './sheet.js';
import type { Curve } from '../../domain/chart-curve.js';
import { isCap, limitsDrawn, type Stretch } from '../../domain/chart-stretches.js';
import { boundOf, peakOf, shareOf, type Peak } from '../../domain/chart-summary.js';

/** Above a line and just clear of it; below it likewise. */
const above = 8;
const below = sizes.text + 3;

function handOf(sheet: Sheet, fill: string, weight: 'regular' | 'bold' = 'bold'): Hand {
  return { size: sizes.text, fill, weight, halo: sheet.palette.paper };
}

/** At the end of a stretch, at its beginning, in its middle: over the line, then under it. */
function alongLine(sheet: Sheet, span: Span, y: number, width: number): readonly PicturePoint[] {
  const [from, to] = [sheet.x(span.from) + 8, sheet.x(span.to) - 8 - width];
  const across = [to, from, (from + to) / 2, from + (to - from) * 0.25, from + (to - from) * 0.75];
  return [y - above, y + below].flatMap((line) => across.map((x): PicturePoint => [x, line]));
}

function limitLabel(sheet: Sheet, { span, value }: Stretch<number | null>, places: TextRoom): string {
  const { labels, palette, plot } = sheet;
  const capped = isCap(value);
  const text = legibleLine(
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

function thresholdLabel(sheet: Sheet, limits: readonly Stretch<number | null>[], places: TextRoom): string {
  const { labels, palette, facts } = sheet;
  const last = limits.findLast(({ value }) => isCap(value));
  if (!last || last.value === null || !hasThreshold(facts)) return '';
  const text = legibleLine(labels.threshold(facts.threshold));
  const hand = handOf(sheet, palette.threshold);
  const y = sheet.y((last.value * facts.threshold) / 100);
  return places.write(text, alongLine(sheet, last.span, y, widthOf(text, hand)), hand) ?? '';
}

function placeOf(sheet: Sheet, at: Instant, recipients: number): PicturePoint {
  const half = sheet.facts.each === 'day' ? dayWidth(sheet) / 2 : 0;
  return [sheet.x(at) + half, sheet.y(recipients)];
}

function peakLabel(sheet: Sheet, peak: Peak, curve: Curve, places: TextRoom): string {
  const { labels, palette } = sheet;
  const { recipients, limit } = peak;
  const bound = boundOf(peak, curve);
  const [x, y] = placeOf(sheet, peak.at, recipients);
  const colour = limit !== null && recipients > limit ? palette.over.line : palette.usage.line;
  const text = legibleLine(labels.peak(recipients, shareOf(recipients, limit), bound));
  const hand: Hand = { ...handOf(sheet, colour), anchor: 'middle' };
  const aside = widthOf(text, hand) / 2 + 14;
  const wishes: readonly PicturePoint[] = [
    [x, y - 17],
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
          ...(bound === null
            ? { fill: colour, stroke: palette.paper, 'stroke-width': 3 }
            : { fill: palette.paper, stroke: colour, 'stroke-width': 2.5 }),
        });
  return dot + (places.write(text, wishes, hand) ?? '');
}

/** The word for unknown on a chip in each gap with room. Upright where the gap is narrow. */
function gapWords(sheet: Sheet, gaps: readonly Span[], places: TextRoom): string {
  const { labels, palette, plot } = sheet;
  const hand: Hand = { size: sizes.small, fill: palette.muted, anchor: 'middle' };
  const text = legibleLine(labels.unknown);
  const long = widthOf(text, hand) + 18;
  const high = sizes.small + 11;
  return gaps
    .map((gap) => {
      const column = columnOf(sheet, gap);
      const upright = column.width < long + 6;
      if (column.width < high + 4) return '';
      const [width, height] = upright ? [high, long] : [long, high];
      const x = column.x + column.width / 2;
      const chip = [0.5, 0.65, 0.35, 0.8, 0.2]
        .map((share) => plot.y + plot.height * share)
        .map((y) => ({ x: x - width / 2, y: y - height / 2, width, height }))
        .find((box) => places.isFree(box));
      if (!chip) return '';
      places.take(chip);
      const y = chip.y + chip.height / 2;
      const word = writing(text, x, y + sizes.small * 0.36, hand);
      return (
        rectangle(chip, { fill: palette.paper, stroke: palette.gap.mark, 'stroke-width': 1.5, rx: 8 }) +
        (upright ? element('g', { transform: `rotate(-90 ${coordinate(x)} ${coordinate(y)})` }, word) : word)
      );
    })
    .join('');
}

function spotsOnFigure(sheet: Sheet, at: Instant, recipients: number): readonly PicturePoint[] {
  const [x, y] = placeOf(sheet, at, recipients);
  const half = sheet.facts.each === 'day' ? dayWidth(sheet) * 0.35 : 0;
  return half === 0 ? [[x, y]] : [x - half, x, x + half].map((one): PicturePoint => [one, y]);
}

function spotsInGap(sheet: Sheet, gap: Span): readonly PicturePoint[] {
  const column = columnOf(sheet, gap);
  const spots: PicturePoint[] = [];
  for (let x = column.x; x <= column.x + column.width; x += 10) {
    for (let y = column.y; y <= column.y + column.height; y += 10) spots.push([x, y]);
  }
  return spots;
}

/** Spots on the lines of the limit and the warning. So close together that no text fits between. */
function spotsOnLimits(sheet: Sheet, limits: readonly Stretch<number | null>[]): readonly PicturePoint[] {
  const shares = hasThreshold(sheet.facts) ? [1, sheet.facts.threshold / 100] : [1];
  const spots: PicturePoint[] = [];
  let before: number | null = null;
  for (const { span, value } of limits) {
    const capped = isCap(value) ? value : null;
    const [from, to] = [sheet.x(span.from), sheet.x(span.to)];
    if (capped !== null) {
      for (const share of shares) {
        for (let x = from; x <= to; x += 8) spots.push([x, sheet.y(capped * share)]);
      }
      if (before !== null) {
        const [top, bottom] = [sheet.y(Math.max(before, capped)), sheet.y(Math.min(before, capped))];
        for (let y = top; y <= bottom; y += 8) spots.push([from, y]);
      }
    }
    before = capped;
  }
  return spots;
}

/** The words in the plot: the limits first, then the warning line, the peak and the gaps. */
export function paintLabels(sheet: Sheet, curve: Curve): string {
  const limits = limitsDrawn(sheet.facts);
  const room = { ...sheet.plot, y: sheet.plot.y - 18, height: sheet.plot.height + 14 };
  const spots = [
    ...curve.runs.flat().flatMap(({ at, atMost }) => spotsOnFigure(sheet, at, atMost)),
    ...curve.counted.flat().flatMap(({ at, atLeast }) => spotsOnFigure(sheet, at, atLeast)),
    ...spotsOnLimits(sheet, limits),
    ...curve.gaps.flatMap((gap) => spotsInGap(sheet, gap)),
  ];
  const places = placesIn(room, spots);
  const peak = peakOf(sheet.facts, curve);
  if (peak) {
    const [x, y] = placeOf(sheet, peak.at, peak.recipients);
    places.take({ x: x - 9, y: y - 9, width: 18, height: 18 });
  }
  return [
    ...[...limits].reverse().map((limit) => limitLabel(sheet, limit, places)),
    thresholdLabel(sheet, limits, places),
    peak ? peakLabel(sheet, peak, curve, places) : '',
    gapWords(sheet, curve.gaps, places),
  ].join('');
}
