import type { SignalPanel, SignalPicture } from '../../domain/signals/panels.js';
import type { SignalLabels } from '../../domain/signals/signal-labels.js';
import { element, rectangle, widthOf } from './element.js';
import { legibleLine } from './legible.js';
import { paintDays, paintQuality } from './paint-bands.js';
import { paintHead } from './paint-head.js';
import { figureText, paintPanel } from './paint-panel.js';
import { palettes } from './palette.js';
import type { PanelSheet, PlacedPanel } from './panel-sheet.js';
import { patterns } from './patterns.js';
import { scaleOf, ticksUpTo } from './scale.js';
import { picture, sizes } from './sheet.js';
import { legendRow, paintChange, paintSignalsLegend, signalsLegend } from './signals-legend.js';

const margin = 24;
const head = 100;
const rows = { name: 32, plot: 88, gap: 12, quality: 32, days: 34 } as const;
const headroom = 1.12;

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
    legendAt: daysAt + 8 + legendRow,
    margin,
    ticks: [],
    x: scaleOf(facts.from, facts.to, left, left + width),
    y: scaleOf(0, 1, below, head),
    change: facts.change,
  };
  const legend = signalsLegend(facts, sheet);
  const height = daysAt + 12 + legend.length * legendRow + 10;
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
      paintSignalsLegend(sheet, legend),
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
