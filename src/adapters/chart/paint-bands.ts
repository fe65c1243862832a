import { symbol, symbolCircle, symbolDiamond2, symbolTriangle, type SymbolType } from 'd3-shape';
import type { Severity } from '../../domain/finding.js';
import type { Quality } from '../../domain/snapshot.js';
import { worstOf } from '../../domain/finding.js';
import {
  coordinate,
  decimals,
  element,
  lineBetween,
  rectangle,
  widthOf,
  writing,
  type Box,
  type Hand,
} from './element.js';
import type { IncidentMark } from '../../domain/chart-facts.js';
import { legibleLine } from './legible.js';
import { dayWidth, picture, sizes, type Sheet } from './sheet.js';
import { daysWithin } from '../../domain/local-days.js';
import { isMostlyThere, stretchesOf } from '../../domain/chart-stretches.js';
import { incidentsWithin } from '../../domain/chart-summary.js';

function rowName(sheet: Sheet, text: string, row: Box): string {
  return writing(legibleLine(text), row.x - 12, row.y + row.height / 2 + sizes.text * 0.36, {
    size: sizes.text,
    fill: sheet.palette.muted,
    anchor: 'end',
  });
}

/** A box in the colour and the pattern of a quality. */
function qualitySwatch(sheet: Sheet, quality: Quality, box: Box): string {
  return (
    rectangle(box, { fill: sheet.palette.qualities[quality].fill }) +
    (quality === 'green' ? '' : rectangle(box, { fill: `url(#quality-${quality})` }))
  );
}

/** How a word stands in the band of a quality. */
function qualityHand(sheet: Sheet, quality: Quality): Hand {
  const paint = sheet.palette.qualities[quality];
  return {
    size: sizes.small,
    fill: paint.ink,
    weight: quality === 'unknown' ? 'regular' : 'bold',
    anchor: 'middle',
    halo: paint.fill,
  };
}

interface QualityBand {
  readonly quality: Quality;
  readonly box: Box;
  /** Its word, its letter where the word has no room, or nothing. */
  readonly text: string;
}

function qualityBands(sheet: Sheet): readonly QualityBand[] {
  const { labels, quality: row } = sheet;
  const stretches = stretchesOf(sheet.facts.qualities, (step) => step.quality, 'unknown', sheet.facts);
  return stretches.map(({ span, value }) => {
    const x = sheet.x(span.from);
    const box = { ...row, x, width: sheet.x(span.to) - x };
    const { word, letter } = labels.qualities[value];
    const text = [word, letter]
      .map((one) => legibleLine(one))
      .find((one) => widthOf(one, qualityHand(sheet, value)) + 10 <= box.width);
    return { quality: value, box, text: text ?? '' };
  });
}

/** The qualities that stand somewhere without their word: only the legend tells what they are. */
export function shortenedQualities(sheet: Sheet): readonly Quality[] {
  const short = qualityBands(sheet)
    .filter(({ quality, text }) => text !== legibleLine(sheet.labels.qualities[quality].word))
    .map(({ quality }) => quality);
  return (['green', 'yellow', 'red', 'unknown'] as const).filter((quality) => short.includes(quality));
}

/** A box in a quality's colour and pattern, with a text in its middle. */
export function qualityBox(sheet: Sheet, { quality, box, text }: QualityBand): string {
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 + sizes.small * 0.36 };
  return (
    element('g', { class: `quality-${quality}` }, qualitySwatch(sheet, quality, box)) +
    (text === '' ? '' : writing(text, middle.x, middle.y, qualityHand(sheet, quality)))
  );
}

/** The worst quality through time: colour and pattern, with its word, or its letter where the word has no room. */
export function paintQuality(sheet: Sheet): string {
  const { labels, palette, quality: row } = sheet;
  const bands = qualityBands(sheet);
  const edges = bands.slice(1).map(({ box }) =>
    lineBetween([box.x, row.y], [box.x, row.y + row.height], {
      stroke: palette.paper,
      'stroke-width': 2.5,
    }),
  );
  const boxes = bands.map((band) => qualityBox(sheet, band));
  return rowName(sheet, labels.quality, row) + boxes.join('') + edges.join('');
}

/** The days below, counted from the newest: each one where they fit, else every second, third, … */
export function paintDays(sheet: Sheet): string {
  const { facts, labels, palette } = sheet;
  const days = daysWithin(facts, facts.zone).filter(isMostlyThere).reverse();
  const hand = { size: sizes.text, fill: palette.muted, anchor: 'middle' as const, class: 'day' };
  const style = days.length <= 10 ? 'weekday' : 'date';
  const texts = days.map((day) => legibleLine(labels.day(day.from, facts.zone, style)));
  const widest = Math.max(0, ...texts.map((text) => widthOf(text, hand))) + 8;
  const every = Math.max(1, Math.ceil(widest / dayWidth(sheet)));
  let free = picture.width - 8;
  return days
    .map((day, i) => {
      const text = texts[i] ?? '';
      const middle = (sheet.x(day.from) + sheet.x(day.to)) / 2;
      const half = widthOf(text, hand) / 2;
      if (i % every !== 0 || middle + half > free || middle - half < 8) return '';
      free = middle - half - 8;
      return writing(text, middle, sheet.daysAt, hand);
    })
    .join('');
}

const radius = 13;

/** The shape of each severity: its area in square units, and how far below its middle its own centre lies. */
const shapes: Readonly<
  Record<Severity, { readonly kind: SymbolType; readonly area: number; readonly down: number }>
> = {
  info: { kind: symbolCircle, area: 452, down: 0 },
  warning: { kind: symbolTriangle, area: 350, down: 4 },
  critical: { kind: symbolDiamond2, area: 500, down: 0 },
};

/** The mark of a severity: a disc, a triangle or a diamond, with a sign in it. */
export function severityMark(sheet: Sheet, severity: Severity, sign: string, x: number, y: number): string {
  const paint = sheet.palette.severities[severity];
  const { kind, area, down } = shapes[severity];
  const shape = element('path', {
    d: symbol(kind, area).digits(decimals)() ?? '',
    transform: `translate(${coordinate(x)} ${coordinate(y + down)})`,
    fill: paint.fill,
    stroke: sheet.palette.paper,
    'stroke-width': 2,
    'stroke-linejoin': 'round',
  });
  const signAt = severity === 'warning' ? y + 10 : y + 6.5;
  return shape + writing(sign, x, signAt, { size: 17, weight: 'bold', fill: paint.ink, anchor: 'middle' });
}

interface Cluster {
  readonly x: number;
  readonly incidents: readonly IncidentMark[];
}

/** Marks that would cover each other become one with their count. */
function clustersOf(sheet: Sheet, incidents: readonly IncidentMark[], row: Box): readonly Cluster[] {
  const clusters: Cluster[] = [];
  for (const incident of incidents) {
    const x = Math.min(Math.max(sheet.x(incident.at), row.x + radius), row.x + row.width - radius);
    const last = clusters.at(-1);
    if (last && x - last.x < 2 * radius + 3)
      clusters[clusters.length - 1] = { x: last.x, incidents: [...last.incidents, incident] };
    else clusters.push({ x, incidents: [incident] });
  }
  return clusters;
}

/** The worst of the incidents that became one mark; null when each has its own. */
export function worstTogether(sheet: Sheet): Severity | null {
  const row = sheet.incidents;
  const together = row
    ? clustersOf(sheet, incidentsWithin(sheet.facts), row).filter(({ incidents }) => incidents.length > 1)
    : [];
  const severities = together.flatMap(({ incidents }) => incidents.map(({ severity }) => severity));
  return severities.length === 0 ? null : worstOf(severities);
}

/** The sign in a mark: what kind it is, or how many there are. */
export function signOf(severity: Severity, count: number): string {
  if (count > 1) return count > 9 ? '+' : String(count);
  return severity === 'info' ? 'i' : '!';
}

/** The incidents: a mark where each began, and a bar for as long as it lasted. */
export function paintIncidents(sheet: Sheet): string {
  const row = sheet.incidents;
  if (!row) return '';
  const incidents = incidentsWithin(sheet.facts);
  const middle = row.y + row.height / 2;
  const bars = incidents.map(({ at, until, severity }) => {
    const from = Math.max(row.x, sheet.x(at));
    const to = Math.min(row.x + row.width, until === null ? row.x + row.width : sheet.x(until));
    return rectangle(
      { x: from, y: middle - 4, width: Math.max(0, to - from), height: 8 },
      { class: 'incident', fill: sheet.palette.severities[severity].mark, opacity: '0.5', rx: 4 },
    );
  });
  const marks = clustersOf(sheet, incidents, row).map(({ x, incidents: together }) => {
    const severity = worstOf(together.map((one) => one.severity));
    return severityMark(sheet, severity, signOf(severity, together.length), x, middle);
  });
  return rowName(sheet, sheet.labels.incidents, row) + bars.join('') + marks.join('');
}
