import type { ChartFacts, ChartLabels } from '../../domain/chart-facts.js';
import { renderPng } from './render.js';
import { usageSvg } from './usage-svg.js';

/** A picture in both forms. */
export interface Chart {
  /** 1640 x 1024 pixels, less than 250 kB. */
  readonly png: Uint8Array;
  readonly svg: string;
}

/**
 * Draws usage against the limit, with what is unknown, the quality and the incidents. The same facts give the same
 * bytes on every machine. Rejects with a RangeError on an unknown time zone, with an Error without the font.
 */
export async function usageChart(facts: ChartFacts, labels: ChartLabels): Promise<Chart> {
  const svg = usageSvg(facts, labels);
  return { png: await renderPng(svg), svg };
}
