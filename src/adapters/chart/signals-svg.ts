import {
  extremeOf,
  isUnusual,
  worseWhen,
  type PanelCell,
  type SignalPanel,
  type SignalPicture,
} from '../../domain/signals/panels.js';
import type { SignalLabels } from '../../domain/signals/signal-labels.js';
import type { Quality } from '../../domain/snapshot.js';
import { daysWithin } from '../../domain/local-days.js';
import {
  element,
  lineBetween,
  pathThrough,
  rectangle,
  shapeThrough,
  widthOf,
  writing,
  type Box,
  type PicturePoint,
} from './element.js';
import { legibleLine } from './legible.js';
import { paintDays, paintQuality, qualityBox, shortenedQualities } from './paint-bands.js';
import { paintHead } from './paint-head.js';
import { palettes } from './palette.js';
import { patterns } from './patterns.js';
import { scaleOf, ticksUpTo, type Scale } from './scale.js';
import { picture, sizes, type Sheet } from './sheet.js';

const margin = 24;
const head = 100;
const rows = { name: 32, plot: 88, gap: 12, quality: 32, days: 34, legend: 30 } as const;
const headroom = 1.12;

/** A panel with its place in the picture. */
interface PlacedPanel extends SignalPanel {
  readonly box: Box;
  readonly y: Scale;
  readonly ticks: readonly number[];
}

/** Everything that the panels share. */
interface PanelSheet extends Sheet {
  readonly labels: SignalLabels;
  readonly change: SignalPicture['change'];
}

/** The picture as SVG, as wide as a picture of usage and higher. The same facts and labels give the same text. */
export function signalsSvg(facts: SignalPicture, labels: SignalLabels): string {
  const tops = facts.panels.map(topOf);
  const texts = facts.panels.flatMap(({ name }, i) =>
    ticksOf(name, tops[i] ?? 1).map((tick) => figureText(name, tick, labels)),
  );
  const widest = [...texts, labels.quality].map((text) => widthOf(legibleLine(text), { size: sizes.text }));
  const left = margin + Math.min(150, Math.max(...widest)) + 12;
  const width = picture.width - left - margin;
  const each = rows.name + rows.plot + rows.gap;
  const placed = facts.panels.map((panel, i): PlacedPanel => {
    const box = { x: left, y: head + i * each + rows.name, width, height: rows.plot };
    const top = tops[i] ?? 1;
    return { ...panel, box, y: scaleOf(0, top, box.y + box.height, box.y), ticks: ticksOf(panel.name, top) };
  });
  const below = head + facts.panels.length * each;
  const daysAt = below + rows.quality + rows.days - 6;
  const sheet: PanelSheet = {
    facts: { ...facts, each: 'hour', points: [], limits: [], threshold: 100, incidents: [] },
    labels,
    palette: palettes[facts.theme],
    plot: { x: left, y: head, width, height: below - head },
    incidents: null,
    quality: { x: left, y: below, width, height: rows.quality },
    daysAt,
    legendAt: daysAt + 8 + rows.legend,
    margin,
    ticks: [],
    x: scaleOf(facts.from, facts.to, left, left + width),
    y: scaleOf(0, 1, below, head),
    change: facts.change,
  };
  const legend = legendOf(facts, sheet);
  const height = daysAt + 12 + legend.length * rows.legend + 10;
  const card = { x: 1, y: 1, width: picture.width - 2, height: height - 2 };
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width: picture.width,
      height,
      viewBox: `0 0 ${String(picture.width)} ${String(height)}`,
    },
    [
      patterns(sheet.palette),
      rectangle(card, { fill: sheet.palette.paper, stroke: sheet.palette.edge, 'stroke-width': 2, rx: 14 }),
      paintHead(sheet),
      ...placed.map((panel) => paintPanel(sheet, panel)),
      paintQuality(sheet),
      paintDays(sheet),
      paintChange(sheet, [...placed.map(({ box }) => box), sheet.quality]),
      paintLegend(sheet, legend),
    ].join('\n'),
  );
}

function topOf({ name, cells }: SignalPanel): number {
  const known = cells.flatMap(({ value, usual }) => [value ?? 0, usual?.high ?? 0]);
  const least = name === 'sent' ? 4 : 0.01;
  const top = Math.max(least, ...known) * headroom;
  return name === 'sent' ? top : Math.min(1, top);
}

/** Shares have ticks of whole thousandths. */
function ticksOf(name: SignalPanel['name'], top: number): readonly number[] {
  return name === 'sent' ? ticksUpTo(top, 2) : ticksUpTo(top * 1_000, 2).map((tick) => tick / 1_000);
}

function figureText(name: SignalPanel['name'], value: number, labels: SignalLabels): string {
  return name === 'sent' ? labels.number(value) : labels.share(value);
}

function paintPanel(sheet: PanelSheet, panel: PlacedPanel): string {
  const { palette, labels } = sheet;
  const { name, box, cells } = panel;
  const extreme = extremeOf(panel);
  const right = box.x + box.width;
  const title = writing(legibleLine(labels.panels[name]), box.x, box.y - 9, {
    size: sizes.text,
    weight: 'bold',
    fill: palette.ink,
    class: 'panel',
  });
  const figure =
    extreme === null
      ? labels.unknown
      : labels.extreme(figureText(name, extreme.value, labels), worseWhen[name]);
  const isOdd = extreme !== null && isUnusual(name, extreme);
  return [
    title,
    writing(legibleLine(figure), right, box.y - 9, {
      size: sizes.text,
      fill: isOdd ? palette.over.line : palette.muted,
      ...(isOdd ? { weight: 'bold' as const } : {}),
      anchor: 'end',
    }),
    paintGrid(sheet, panel),
    ...runsOf(cells, ({ usual }) => usual !== null).map((run) => paintUsual(sheet, panel, run)),
    name === 'sent' ? paintBars(sheet, panel) : paintLine(sheet, panel),
    lineBetween([box.x, box.y + box.height], [right, box.y + box.height], {
      stroke: palette.muted,
      'stroke-width': 2,
    }),
  ].join('');
}

function paintGrid({ facts, palette, labels, x }: PanelSheet, { name, box, y, ticks }: PlacedPanel): string {
  const right = box.x + box.width;
  const figures = ticks.map(
    (tick) =>
      lineBetween([box.x, y(tick)], [right, y(tick)], { stroke: palette.grid, 'stroke-width': 2 }) +
      writing(figureText(name, tick, labels), box.x - 12, y(tick) + sizes.small * 0.36, {
        size: sizes.small,
        fill: palette.muted,
        anchor: 'end',
      }),
  );
  const midnights = daysWithin(facts, facts.zone)
    .slice(1)
    .map(({ from }) =>
      lineBetween([x(from), box.y], [x(from), box.y + box.height], {
        stroke: palette.grid,
        'stroke-width': 1.5,
      }),
    );
  return midnights.join('') + figures.join('');
}

/** Neighbouring cells of which the same is so. */
function runsOf(
  cells: readonly PanelCell[],
  holds: (cell: PanelCell) => boolean,
): readonly (readonly PanelCell[])[] {
  const runs: PanelCell[][] = [];
  let open = false;
  for (const cell of cells) {
    const isIn = holds(cell);
    if (isIn && open) runs.at(-1)?.push(cell);
    else if (isIn) runs.push([cell]);
    open = isIn;
  }
  return runs;
}

function stepsOf(
  { x }: PanelSheet,
  run: readonly PanelCell[],
  heightOf: (cell: PanelCell) => number,
): readonly PicturePoint[] {
  return run.flatMap((cell): readonly PicturePoint[] => [
    [x(cell.span.from), heightOf(cell)],
    [x(cell.span.to), heightOf(cell)],
  ]);
}

function paintUsual(sheet: PanelSheet, { y }: PlacedPanel, run: readonly PanelCell[]): string {
  const high = stepsOf(sheet, run, ({ usual }) => y(usual?.high ?? 0));
  const low = stepsOf(sheet, run, ({ usual }) => y(usual?.low ?? 0));
  return element('path', {
    class: 'usual',
    d: shapeThrough([...high, ...low.toReversed()]),
    fill: sheet.palette.gap.mark,
    opacity: '0.7',
  });
}

function paintLine(sheet: PanelSheet, { name, cells, y }: PlacedPanel): string {
  const { palette, x } = sheet;
  const heightOf = ({ value }: PanelCell): number => y(value ?? 0);
  const stroke = { fill: 'none', 'stroke-linejoin': 'round', 'stroke-linecap': 'round' };
  const lines = runsOf(cells, ({ value }) => value !== null).map((run) =>
    element('path', {
      class: 'line',
      d: pathThrough(stepsOf(sheet, run, heightOf)),
      stroke: palette.usage.line,
      'stroke-width': 3.5,
      ...stroke,
    }),
  );
  const odd = cells
    .filter((cell) => isUnusual(name, cell))
    .map((cell) => {
      const [from, to] = [x(cell.span.from), x(cell.span.to)];
      const edge = y((worseWhen[name] === 'high' ? cell.usual?.high : cell.usual?.low) ?? 0);
      const [top, bottom] = [Math.min(edge, heightOf(cell)), Math.max(edge, heightOf(cell))];
      return (
        rectangle({ x: from, y: top, width: to - from, height: bottom - top }, { fill: palette.over.sure }) +
        lineBetween([from, heightOf(cell)], [to, heightOf(cell)], {
          class: 'unusual',
          stroke: palette.over.line,
          'stroke-width': 5.5,
          'stroke-linecap': 'round',
        })
      );
    });
  return lines.join('') + odd.join('');
}

function paintBars({ palette, x }: PanelSheet, { name, cells, box, y }: PlacedPanel): string {
  const floor = box.y + box.height;
  return cells
    .map((cell) => {
      if (cell.value === null) return '';
      const top = Math.min(y(cell.value), floor - (cell.value > 0 ? 2 : 0));
      const from = x(cell.span.from) + 1;
      const odd = isUnusual(name, cell);
      return rectangle(
        { x: from, y: top, width: x(cell.span.to) - from - 1, height: floor - top },
        {
          class: odd ? 'unusual' : 'bar',
          fill: odd ? palette.over.line : palette.usage.line,
          opacity: '0.75',
        },
      );
    })
    .join('');
}

const dashes = '4 6';

/** Through each box, and never through what is written between them. */
function paintChange({ change, facts, palette, x }: PanelSheet, boxes: readonly Box[]): string {
  if (change === null || change < facts.from || change > facts.to) return '';
  const at = x(change);
  const lines = boxes.map((box) =>
    lineBetween([at, box.y], [at, box.y + box.height], {
      stroke: palette.ink,
      'stroke-width': 3,
      'stroke-dasharray': dashes,
    }),
  );
  return element('g', { class: 'change' }, lines.join(''));
}

/** Something that the picture shows and that needs a word. */
interface LegendEntry {
  readonly kind: 'usual' | 'unusual' | 'change' | 'few' | Quality;
  readonly text: string;
}

const swatch = 26;
const between = 22;

function legendOf(facts: SignalPicture, sheet: PanelSheet): readonly (readonly LegendEntry[])[] {
  const { change, panels } = facts;
  const { labels } = sheet;
  const cells = panels.flatMap((panel) => panel.cells.map((cell) => ({ name: panel.name, cell })));
  const entries: readonly LegendEntry[] = [
    ...(cells.some(({ cell }) => cell.usual !== null)
      ? [{ kind: 'usual', text: labels.usual } as const]
      : []),
    ...(cells.some(({ name, cell }) => isUnusual(name, cell))
      ? [{ kind: 'unusual', text: labels.unusual } as const]
      : []),
    ...(change === null ? [] : [{ kind: 'change', text: labels.changed } as const]),
    ...shortenedQualities(sheet).map((kind) => ({ kind, text: labels.qualities[kind].word })),
    ...(cells.some(({ cell }) => cell.value === null) ? [{ kind: 'few', text: labels.few } as const] : []),
  ];
  const lines: LegendEntry[][] = [];
  let used = Number.POSITIVE_INFINITY;
  for (const entry of entries) {
    const width = entryWidth(entry);
    if (used + between + width > picture.width - 2 * margin) {
      lines.push([]);
      used = -between;
    }
    lines.at(-1)?.push(entry);
    used += between + width;
  }
  return lines;
}

function entryWidth({ kind, text }: LegendEntry): number {
  return (kind === 'few' ? 0 : swatch + 8) + widthOf(legibleLine(text), { size: sizes.small });
}

function paintLegend(sheet: PanelSheet, lines: readonly (readonly LegendEntry[])[]): string {
  return lines
    .flatMap((line, row) => {
      const y = sheet.legendAt + row * rows.legend;
      let x = margin;
      return line.map((entry) => {
        const from = x;
        x += entryWidth(entry) + between;
        const text = from + (entry.kind === 'few' ? 0 : swatch + 8);
        return (
          sampleOf(sheet, entry, from, y - 7) +
          writing(legibleLine(entry.text), text, y, { size: sizes.small, fill: sheet.palette.ink })
        );
      });
    })
    .join('');
}

function sampleOf(sheet: PanelSheet, { kind }: LegendEntry, x: number, y: number): string {
  const { palette, labels } = sheet;
  switch (kind) {
    case 'usual':
      return rectangle(
        { x, y: y - 10, width: swatch, height: 20 },
        { fill: palette.gap.mark, opacity: '0.7' },
      );
    case 'unusual':
      return (
        rectangle({ x, y: y - 4, width: swatch, height: 14 }, { fill: palette.over.sure }) +
        lineBetween([x, y - 4], [x + swatch, y - 4], { stroke: palette.over.line, 'stroke-width': 5.5 })
      );
    case 'change':
      return lineBetween([x + swatch / 2, y - 12], [x + swatch / 2, y + 12], {
        stroke: palette.ink,
        'stroke-width': 3,
        'stroke-dasharray': dashes,
      });
    case 'few':
      return '';
    default: {
      const box = { x, y: y - 13, width: swatch, height: 26 };
      return qualityBox(sheet, { quality: kind, box, text: legibleLine(labels.qualities[kind].letter) });
    }
  }
}
