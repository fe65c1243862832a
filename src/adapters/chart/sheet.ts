import { DAY } from '../../domain/time.js';
import { recipientsTop } from '../../domain/chart-top.js';
import { widthOf, type Box } from './element.js';
import type { ChartFacts, ChartLabels } from '../../domain/chart-facts.js';
import { legibleLine } from './legible.js';
import { palettes, type Palette } from './palette.js';
import { scaleOf, ticksUpTo, type Scale } from './scale.js';
import { incidentsWithin } from '../../domain/chart-summary.js';

/** The picture in units; rendered at twice the size. Wide enough for a desk, and its texts large enough for a phone. */
export const picture = { width: 820, height: 512 } as const;
/** Text sizes in units: on a phone 360 points wide the smallest still has nine. */
export const sizes = { title: 31, subtitle: 22, text: 21.5, small: 20.5 } as const;

const margin = 24;
const rows = { incidents: 30, quality: 32, days: 34, legend: 30 } as const;

/** A picture while it is drawn: where things are, and how figures become places. */
export interface Sheet {
  readonly facts: ChartFacts;
  readonly labels: ChartLabels;
  readonly palette: Palette;
  readonly plot: Box;
  /** Null when there is nothing to mark. */
  readonly incidents: Box | null;
  readonly quality: Box;
  /** The baseline of the days. */
  readonly daysAt: number;
  /** The baseline of the first row of the legend. */
  readonly legendAt: number;
  readonly margin: number;
  readonly ticks: readonly number[];
  readonly x: Scale;
  readonly y: Scale;
}

/** How wide a whole day is. */
export function dayWidth({ facts, plot }: Sheet): number {
  return (plot.width * DAY) / Math.max(1, facts.to - facts.from);
}

/** Divides the picture: title, plot, incidents, quality, days and as many rows of legend as are needed. */
export function sheetOf(facts: ChartFacts, labels: ChartLabels, legendRows: number): Sheet {
  const top = recipientsTop(facts);
  const ticks = top === null ? [0] : ticksUpTo(top, 4);
  const hasIncidents = incidentsWithin(facts).length > 0;
  const leftTexts = [
    ...ticks.map((tick) => labels.number(tick)),
    labels.quality,
    ...(hasIncidents ? [labels.incidents] : []),
  ].map((text) => widthOf(legibleLine(text), { size: sizes.text }));
  const left = margin + Math.min(150, Math.max(...leftTexts)) + 12;
  const width = picture.width - left - margin;

  const legendAt = picture.height - 22 - (legendRows - 1) * rows.legend;
  const daysAt = legendAt - (legendRows > 0 ? 40 : 6);
  const quality = { x: left, y: daysAt - rows.days + 4 - rows.quality + 4, width, height: rows.quality };
  const incidentsAt = quality.y - 6 - rows.incidents;
  const plotTop = legibleLine(labels.subtitle) === '' ? 76 : 106;
  const plotBottom = (hasIncidents ? incidentsAt : quality.y) - 14;
  const plot = { x: left, y: plotTop, width, height: plotBottom - plotTop };
  return {
    facts,
    labels,
    palette: palettes[facts.theme],
    plot,
    incidents: hasIncidents ? { x: left, y: incidentsAt, width, height: rows.incidents } : null,
    quality,
    daysAt,
    legendAt,
    margin,
    ticks,
    x: scaleOf(facts.from, facts.to, left, left + width),
    y: scaleOf(0, top ?? 1, plotBottom, plotTop),
  };
}
