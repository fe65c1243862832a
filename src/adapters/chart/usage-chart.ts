import { renderAsync } from '@resvg/resvg-js';
import type { ChartFacts, ChartLabels } from './facts.js';
import { fontFamily, fontFiles } from './fonts.js';
import { picture } from './sheet.js';
import { usageSvg } from './usage-svg.js';

/** How the picture is rendered: twice the size, with the font that ships and no other. */
export const rendering = {
  font: {
    loadSystemFonts: false,
    fontFiles: Object.values(fontFiles),
    defaultFontFamily: fontFamily,
  },
  fitTo: { mode: 'width', value: 2 * picture.width },
} as const;

/** A picture in both forms. */
export interface Chart {
  /** 1640 x 1024 pixels, less than 200 kB. */
  readonly png: Uint8Array;
  readonly svg: string;
}

/**
 * Draws usage against the limit, with what is unknown, the quality and the incidents. The same facts give the same
 * bytes on every machine. Throws RangeError on an unknown time zone, and an Error when the font is missing.
 */
export async function usageChart(facts: ChartFacts, labels: ChartLabels): Promise<Chart> {
  const svg = usageSvg(facts, labels);
  const image = await renderAsync(svg, { ...rendering, font: { ...rendering.font } });
  return { png: image.asPng(), svg };
}
