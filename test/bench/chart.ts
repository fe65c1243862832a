import { performance } from 'node:perf_hooks';
import { chartLabels } from '../adapters/chart/labels.js';
import { wildWeek } from '../adapters/chart/weeks.js';

/** What it costs to draw a chart of a busy week. */
export interface ChartCost {
  readonly charts: number;
  /** Of the middle chart, on the wall: the target is less than 150. */
  readonly millisecondsPerChart: number;
  /** On the processor, all threads together. */
  readonly processorMillisecondsPerChart: number;
  /** From nothing to the first picture, with the engine and the font loaded. */
  readonly millisecondsToFirst: number;
  readonly kilobytesPerChart: number;
  /** How much larger the process became at most: the target is less than 60. */
  readonly extraMegabytes: number;
}

/** Draws so many charts one after the other. */
export async function measureChart(charts = 40): Promise<ChartCost> {
  const before = process.memoryUsage().rss;
  const began = performance.now();
  const { usageChart } = await import('../../src/adapters/chart/usage-chart.js');
  const first = await usageChart(wildWeek, chartLabels.id);
  const millisecondsToFirst = performance.now() - began;
  const processor = process.cpuUsage();
  const times: number[] = [];
  let largest = process.memoryUsage().rss;
  for (let i = 0; i < charts; i += 1) {
    const start = performance.now();
    await usageChart({ ...wildWeek, threshold: 80 - (i % 10) }, chartLabels.id);
    times.push(performance.now() - start);
    largest = Math.max(largest, process.memoryUsage().rss);
  }
  const { user, system } = process.cpuUsage(processor);
  return {
    charts,
    millisecondsPerChart: times.sort((a, b) => a - b)[Math.floor(charts / 2)] ?? 0,
    processorMillisecondsPerChart: (user + system) / 1_000 / charts,
    millisecondsToFirst,
    kilobytesPerChart: first.png.byteLength / 1_000,
    extraMegabytes: (largest - before) / 1e6,
  };
}
