import { readFileSync } from 'node:fs';
import { Resvg } from '@resvg/resvg-js';
import { rendering } from '../../../src/adapters/chart/render.js';

/** A picture as red, green, blue and opacity, four bytes each pixel. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8Array;
}

/** Decodes a PNG by drawing it. */
export function pixelsOf(png: Uint8Array): Pixels {
  const header = Buffer.from(png.buffer, png.byteOffset, png.byteLength);
  const [width, height] = [header.readUInt32BE(16), header.readUInt32BE(20)];
  const href = `data:image/png;base64,${header.toString('base64')}`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><image width="${width}" height="${height}" href="${href}"/></svg>`;
  const image = new Resvg(svg, { font: { loadSystemFonts: false } }).render();
  return { width: image.width, height: image.height, bytes: image.pixels };
}

/** Draws SVG with the font that ships, or with none. */
export function pixelsOfSvg(svg: string, fonts: 'shipped' | 'none'): Pixels {
  const options = fonts === 'shipped' ? rendering : { ...rendering, font: { loadSystemFonts: false } };
  const image = new Resvg(svg, options).render();
  return { width: image.width, height: image.height, bytes: image.pixels };
}

/** Reads a kept picture of that name. */
export function keptPicture(name: string): Uint8Array {
  return readFileSync(new URL(`../../fixtures/charts/${name}.png`, import.meta.url));
}

/** The share of pixels that anybody would see as another colour, 0 to 1; 1 when the sizes differ. */
export function difference(a: Pixels, b: Pixels): number {
  if (a.width !== b.width || a.height !== b.height) return 1;
  let different = 0;
  for (let i = 0; i < a.bytes.length; i += 4) {
    const apart = [0, 1, 2, 3].some((k) => Math.abs((a.bytes[i + k] ?? 0) - (b.bytes[i + k] ?? 0)) > 40);
    if (apart) different += 1;
  }
  return different / (a.width * a.height);
}

/** How many pixels of an area, in units of the picture, are darker than half. */
export function darkPixels(
  { width, bytes }: Pixels,
  area: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
): number {
  let dark = 0;
  for (let y = area.y * 2; y < (area.y + area.height) * 2; y += 1) {
    for (let x = area.x * 2; x < (area.x + area.width) * 2; x += 1) {
      const i = (y * width + x) * 4;
      if ((bytes[i] ?? 255) + (bytes[i + 1] ?? 255) + (bytes[i + 2] ?? 255) < 384) dark += 1;
    }
  }
  return dark;
}
