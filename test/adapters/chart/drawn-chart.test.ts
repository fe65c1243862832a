import { describe, expect, it } from 'vitest';
import { drawnChart } from '../../../src/adapters/chart/drawn-chart.js';
import { altText } from '../../../src/adapters/chart/alt-text.js';
import { summaryOf } from '../../../src/domain/chart-summary.js';
import type { ChartFacts } from '../../../src/domain/chart-facts.js';
import { chartLabels } from './labels.js';
import { ago, calmWeek, countedWeek, wildMonth, wildWeek } from './weeks.js';

describe('a chart in the terminal', () => {
  it('shows bars, the limit, the days and the colours', () => {
    const drawn = drawnChart(wildWeek, chartLabels.id, 80);
    for (const sign of ['█', '━', '░', '◆', '10.000', '80 %', 'Kam 19', 'H··', 'K··', 'M··']) {
      expect(drawn).toContain(sign);
    }
  });

  it.each([0, 30, 47, 80, 120])('keeps to a width of %i, and never less than 30', (width) => {
    for (const facts of [calmWeek, wildWeek, wildMonth, countedWeek]) {
      for (const signs of ['blocks', 'ascii'] as const) {
        const lines = drawnChart(facts, chartLabels.en, width, signs).split('\n');
        expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(Math.max(30, width));
      }
    }
  });

  it('is plain ASCII when asked', () => {
    for (const labels of [chartLabels.en, { ...chartLabels.id, title: 'Café Łódź 東京' }]) {
      expect(drawnChart(wildWeek, labels, 80, 'ascii')).toMatch(/^[\n -~]+$/);
    }
    expect(drawnChart(calmWeek, { ...chartLabels.en, title: '東京' }, 80, 'ascii')).toContain('+62 812');
    expect(drawnChart(calmWeek, { ...chartLabels.en, title: 'Café' }, 80, 'ascii')).toContain('Cafe');
  });

  it('shades what is unknown and leaves zero empty', () => {
    const none = { ...calmWeek, points: [], limits: [] };
    const zero = { ...calmWeek, points: calmWeek.points.map((point) => ({ ...point, atMost: 0 })) };
    const plotOf = (facts: ChartFacts): string =>
      drawnChart(facts, chartLabels.en, 60).split('\n').slice(1, 9).join('');
    expect(plotOf(none)).toContain('░░░░░░░░');
    expect(plotOf(none)).not.toMatch(/[▁-█]/);
    expect(plotOf(zero)).not.toMatch(/[▁-█░]/);
  });

  it('shows a trace of use as more than nothing', () => {
    const trace = { ...calmWeek, points: calmWeek.points.map((point) => ({ ...point, atMost: 1 })) };
    expect(drawnChart(trace, chartLabels.en, 60)).toContain('▁▁▁');
  });

  it('lets no control character through', () => {
    const drawn = drawnChart(calmWeek, { ...chartLabels.en, title: 'a\u001b[31m\u202eb\nc' }, 80);
    expect(drawn.split('\n')[0]).toBe('a [31mb c');
  });
});

describe('what a picture shows, in figures and in a sentence', () => {
  it('tells the peak against the limit of its time', () => {
    const summary = summaryOf(wildWeek);
    expect(summary).toMatchObject({
      limit: 10_000,
      limitBefore: 2_000,
      overLimit: 'perhaps',
      worstQuality: 'red',
      incidents: 5,
      worstSeverity: 'critical',
    });
    expect(summary.peak?.percent).toBeGreaterThan(100);
    expect(summary.unknownShare).toBeCloseTo(27 / 168, 2);
  });

  it('claims nothing where nothing is known', () => {
    expect(summaryOf({ ...calmWeek, points: [], limits: [], qualities: [] })).toMatchObject({
      peak: null,
      limit: null,
      limitBefore: null,
      overLimit: 'no',
      unknownShare: 1,
      worstQuality: null,
      worstSeverity: null,
    });
  });

  it('has no percentage without a cap', () => {
    const free = { ...calmWeek, limits: [{ at: ago(30), recipients: Number.POSITIVE_INFINITY }] };
    expect(summaryOf(free).peak?.percent).toBeNull();
    expect(summaryOf(free).overLimit).toBe('no');
  });

  it('is one line in either language', () => {
    expect(altText(calmWeek, chartLabels.en)).toMatch(/6,579 \(65 %\).*10,000/);
    expect(altText(calmWeek, chartLabels.id)).toMatch(/6\.579 \(65 %\).*10\.000/);
    const long = altText(calmWeek, { ...chartLabels.en, sentence: () => 'a\nb '.repeat(2_000) });
    expect(long).not.toContain('\n');
    expect(Array.from(long)).toHaveLength(1_000);
  });
});
