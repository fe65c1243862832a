import { worstOf } from '../../domain/finding.js';
import type { ChartFacts, ChartLabels } from '../../domain/chart-facts.js';
import { daysWithin } from '../../domain/local-days.js';
import { legibleLine } from './legible.js';
import { columnsOf, type Column } from './columns.js';
import { recipientsTop } from '../../domain/chart-top.js';
import { curveOf, kindsIn } from '../../domain/chart-curve.js';
import { isCap, isMostlyThere, limitsDrawn } from '../../domain/chart-stretches.js';
import { incidentsWithin, peakOf } from '../../domain/chart-summary.js';
import { cellsOf, height, rowOf, type Manner } from './terminal-cells.js';
import { pens, type Pen, type Signs } from './terminal-pen.js';

const narrowest = 30;

/** Text for a terminal; one that shows nothing but ASCII gets letters without accents and nothing that is left. */
function written(text: string, signs: Signs): string {
  const line = legibleLine(text);
  return signs === 'blocks' ? line : asciiOf(line).trim();
}

function asciiOf(line: string): string {
  return line
    .normalize('NFKD')
    .replace(/[–—·]/g, '-')
    .replace(/[^ -~]/g, '');
}

/** The name, or what is said instead where a letter of it would be lost. */
function titleOf(labels: ChartLabels, width: number, signs: Signs): string {
  const line = legibleLine(labels.title);
  const lost = signs === 'ascii' && /\p{L}/u.test(line.normalize('NFKD').replace(/[ -~]/g, ''));
  const title = written(lost || line === '' ? labels.titleInstead : line, signs);
  return Array.from(title).slice(0, width).join('');
}

/** Words along a row, each where it belongs, none over another. */
function along(width: number, words: readonly { readonly at: number; readonly text: string }[]): string {
  let row = '';
  for (const { at, text } of words) {
    const start = Math.max(0, Math.min(at, width - text.length));
    if (text.length > width || (row !== '' && start < row.length + 1)) continue;
    row = row.padEnd(start) + text;
  }
  return row.padEnd(width);
}

function dayRow(facts: ChartFacts, labels: ChartLabels, width: number, signs: Signs): string {
  const days = daysWithin(facts, facts.zone).filter(isMostlyThere);
  const style = days.length <= 10 ? 'weekday' : 'date';
  const perMs = width / Math.max(1, facts.to - facts.from);
  return along(
    width,
    days.map((day) => {
      const text = written(labels.day(day.from, facts.zone, style), signs);
      const middle = ((day.from + day.to) / 2 - facts.from) * perMs;
      return { at: Math.round(middle - text.length / 2), text };
    }),
  );
}

function qualityRow(columns: readonly Column[], labels: ChartLabels, signs: Signs): string {
  const dash = signs === 'blocks' ? '·' : '.';
  return columns
    .map(({ quality }, i) =>
      columns[i - 1]?.quality === quality ? dash : written(labels.qualities[quality].letter, signs) || '-',
    )
    .map((sign) => sign.slice(0, 1))
    .join('');
}

function incidentRow(facts: ChartFacts, columns: readonly Column[], pen: Pen): string {
  const incidents = incidentsWithin(facts);
  return columns
    .map(({ span }, i) => {
      const begun = incidents.filter(({ at }) => at < span.to && (at >= span.from || i === 0));
      return begun.length === 0 ? ' ' : pen.incident[worstOf(begun.map(({ severity }) => severity))];
    })
    .join('');
}

/** A text in lines that are no wider. Broken between words, and within a word only where it must. */
function brokenAt(width: number, text: string): readonly string[] {
  if (text.length <= width) return [text];
  const space = text.lastIndexOf(' ', width);
  const end = space > 0 ? space : width;
  return [text.slice(0, end), ...brokenAt(width, text.slice(end).trimStart())];
}

/** What the signs and the letters mean, wrapped to the width: only those that are in the picture. */
function legendRows(
  facts: ChartFacts,
  columns: readonly Column[],
  labels: ChartLabels,
  pen: Pen,
  width: number,
): readonly string[] {
  const qualities = (['green', 'yellow', 'red', 'unknown'] as const).filter((quality) =>
    columns.some((column) => column.quality === quality),
  );
  const limits = limitsDrawn(facts);
  const last = limits.at(-1)?.value ?? null;
  const severities = incidentsWithin(facts).map(({ severity }) => severity);
  const present = (['critical', 'warning', 'info'] as const).filter((one) => severities.includes(one));
  const curve = curveOf(facts);
  const kinds = kindsIn(curve);
  const entries = [
    ...(kinds.volume ? [`${pen.full} ${labels.usage}`] : []),
    ...(kinds.exact ? [`${pen.full} ${labels.exact}`] : []),
    ...(kinds.between ? [`${pen.band} ${labels.between}`] : []),
    last === null
      ? labels.limitUnknown
      : isCap(last)
        ? `${pen.limit} ${labels.limit(last)}`
        : labels.unlimited,
    ...(curve.gaps.length > 0 ? [`${pen.gap} ${labels.unknown}`] : []),
    ...present.map((severity) => `${pen.incident[severity]} ${labels.severities[severity]}`),
    ...qualities.map((quality) => `${labels.qualities[quality].letter} ${labels.qualities[quality].word}`),
  ].flatMap((entry) => brokenAt(width, legibleLine(entry)));
  const rows: string[] = [];
  for (const entry of entries) {
    const row = rows.at(-1);
    if (row !== undefined && row.length + 3 + entry.length <= width)
      rows[rows.length - 1] = `${row}   ${entry}`;
    else rows.push(entry);
  }
  return rows;
}

/** What stands at the left of each row of the plot: the limit, the warning line, and the peak where there is room. */
function sidesOf(facts: ChartFacts, labels: ChartLabels, top: number): ReadonlyMap<number, string> {
  const limit = limitsDrawn(facts).at(-1)?.value ?? null;
  const peak = peakOf(facts, curveOf(facts));
  const sides = new Map<number, string>();
  if (peak) sides.set(rowOf(peak.recipients, top), labels.number(peak.recipients));
  if (isCap(limit)) {
    sides.set(rowOf((limit * facts.threshold) / 100, top), labels.threshold(facts.threshold));
    sides.set(rowOf(limit, top), labels.number(limit));
  }
  return sides;
}

/**
 * The chart as lines of text for a terminal. At most `width` wide, but no less than 30. Shows bars, the limit, the
 * warning line, the incidents, the quality's letters and the days. What is unknown is shaded up to the top.
 */
export function drawnChart(
  facts: ChartFacts,
  labels: ChartLabels,
  width: number,
  signs: Signs = 'blocks',
): string {
  const pen = pens[signs];
  const top = recipientsTop(facts) ?? 1;
  const sides = sidesOf(facts, labels, top);
  const hasIncidents = incidentsWithin(facts).length > 0;
  const names = ['0', ...sides.values(), labels.quality, ...(hasIncidents ? [labels.incidents] : [])];
  const gutter = Math.min(12, Math.max(...names.map((name) => written(name, signs).length)));
  const whole = Math.max(narrowest, Math.floor(width));
  const room = whole - gutter - 1;
  const columns = columnsOf(facts, room);
  const line = (name: string, rest: string): string =>
    `${written(name, signs).slice(0, gutter).padStart(gutter)} ${rest}`.trimEnd();

  const isCounted = curveOf(facts).counted.length > 0;
  const manner: Manner = { top, threshold: facts.threshold, isCounted, pen };
  const cells = columns.map((column) => cellsOf(column, manner));
  const plot = Array.from({ length: height }, (_, i) => {
    const row = height - 1 - i;
    return line(sides.get(row) ?? '', cells.map((column) => column[row] ?? ' ').join(''));
  });
  return [
    titleOf(labels, whole, signs),
    ...plot,
    line('0', pen.floor.repeat(room)),
    ...(hasIncidents ? [line(labels.incidents, incidentRow(facts, columns, pen))] : []),
    line(labels.quality, qualityRow(columns, labels, signs)),
    line('', dayRow(facts, labels, room, signs)),
    ...legendRows(facts, columns, labels, pen, whole - gutter - 1).map((row) =>
      line('', signs === 'ascii' ? asciiOf(row) : row),
    ),
  ].join('\n');
}
