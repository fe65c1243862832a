import { describe, expect, it } from 'vitest';
import { usageChart } from '../../../src/adapters/chart/usage-chart.js';
import { renderPng } from '../../../src/adapters/chart/render.js';
import { chartLabels } from './labels.js';
import { pictures } from './pictures.js';
import { darkPixels, difference, keptPicture, pixelsOf, pixelsOfSvg } from './pixels.js';
import { calmWeek, wildWeek } from './weeks.js';

const titleArea = { x: 20, y: 20, width: 400, height: 36 };
const kept = [
  'calm-week-light-en',
  'wild-week-light-id',
  'wild-week-dark-en',
  'wild-month-light-en',
  'counted-week-light-en',
  'counted-month-dark-en',
];

describe('a picture of usage', () => {
  it('is a PNG of twice its size, small enough for any chat', async () => {
    const { png } = await usageChart(wildWeek, chartLabels.en);
    expect([...png.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    const { width, height } = pixelsOf(png);
    expect({ width, height }).toEqual({ width: 1640, height: 1024 });
    expect(png.byteLength).toBeLessThan(250_000);
  });

  it('has its title drawn, which a picture without a font has not', async () => {
    const { png, svg } = await usageChart(calmWeek, chartLabels.en);
    expect(darkPixels(pixelsOf(png), titleArea)).toBeGreaterThan(2_000);
    expect(darkPixels(pixelsOfSvg(svg, 'none'), titleArea)).toBe(0);
  });

  it('is the same twice', async () => {
    const [one, two] = await Promise.all([
      usageChart(wildWeek, chartLabels.id),
      usageChart(wildWeek, chartLabels.id),
    ]);
    expect(one.svg).toBe(two.svg);
    expect(Buffer.compare(one.png, two.png)).toBe(0);
  });

  it.each(kept)('still looks like the kept %s', async (name) => {
    const picture = pictures.find((one) => one.name === name);
    if (!picture) throw new Error(`There is no picture ${name}.`);
    const { png } = await usageChart(picture.facts, picture.labels);
    const apart = difference(pixelsOf(png), pixelsOf(keptPicture(name)));
    expect(
      apart,
      `Look at it, and keep it if it is better: node --import tsx test/gallery/charts.ts test/fixtures/charts ${name}`,
    ).toBeLessThan(0.0005);
  });

  it('differs from a kept one as soon as one day does', async () => {
    const points = calmWeek.points.map((point, i) =>
      i > 48 && i < 72 ? { ...point, atMost: 9_000 } : point,
    );
    const { png } = await usageChart({ ...calmWeek, points }, chartLabels.en);
    expect(difference(pixelsOf(png), pixelsOf(keptPicture('calm-week-light-en')))).toBeGreaterThan(0.005);
  });

  it('has a background of its own in both themes', async () => {
    for (const theme of ['light', 'dark'] as const) {
      const { png } = await usageChart({ ...calmWeek, theme }, chartLabels.en);
      const { width, bytes } = pixelsOf(png);
      const [x, y] = [1_000, 30];
      expect(bytes[(y * width + x) * 4 + 3]).toBe(255);
    }
  });

  it('says that it could not be rendered, and ends', async () => {
    await expect(renderPng('<svg')).rejects.toThrow('The picture could not be rendered.');
  });

  it('refuses a time zone that nobody knows', async () => {
    await expect(usageChart({ ...calmWeek, zone: 'Asia/Nowhere' }, chartLabels.en)).rejects.toThrow(
      RangeError,
    );
  });
});
