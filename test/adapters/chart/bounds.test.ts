import { describe, expect, it } from 'vitest';
import { altText } from '../../../src/adapters/chart/alt-text.js';
import { drawnChart } from '../../../src/adapters/chart/drawn-chart.js';
import { faceOf } from '../../../src/adapters/chart/fonts.js';
import type { ChartFacts } from '../../../src/domain/chart-facts.js';
import { HOUR, instantOf } from '../../../src/domain/time.js';
import { wordsOf } from '../../../src/words/index.js';
import { drawingOf, floorOf } from './drawing.js';
import { chartLabels } from './labels.js';
import { calmWeek, countedMonth, countedWeek, end } from './weeks.js';

const count = 49;

/** Two days whose every hour has the same bounds, but for some. */
function twoDays(
  atLeast: number | null,
  atMost: number | null,
  but: Readonly<Record<number, readonly [number | null, number | null]>> = {},
): ChartFacts {
  return {
    ...calmWeek,
    from: instantOf(end - (count - 1) * HOUR),
    points: Array.from({ length: count }, (_, i) => {
      const [least, most] = but[i] ?? [atLeast, atMost];
      return { at: instantOf(end - (count - 1 - i) * HOUR), atLeast: least, atMost: most };
    }),
  };
}

const exact = twoDays(6_000, 6_000);
const between = twoDays(4_000, 6_000);
const volume = twoDays(null, 6_000);
const leastOnly = twoDays(4_000, null);

describe('usage between bounds in a picture', () => {
  it('has a line only where it is exact', () => {
    expect(drawingOf(exact).lines('usage').flat()).toHaveLength(count);
    expect(drawingOf(between).of('usage')).toHaveLength(0);
    const part = twoDays(6_000, 6_000, { 20: [5_000, 6_000], 21: [5_000, 6_000] });
    expect(
      drawingOf(part)
        .lines('usage')
        .map((line) => line.length),
    ).toEqual([20, 27]);
  });

  it('has a striped band that reaches from the least to the most', () => {
    const drawing = drawingOf(between);
    expect(drawing.of('usage-band')[0]?.get('fill')).toBe('url(#band-usage)');
    const heights = new Set(
      drawing
        .lines('usage-band')
        .flat()
        .map(([, y]) => y),
    );
    const sure = new Set(
      drawing
        .lines('usage-sure')
        .flat()
        .map(([, y]) => y),
    );
    const floor = Math.max(...sure);
    expect(heights.size).toBe(2);
    const [most = 0, least = 0] = [...heights].sort((a, b) => a - b);
    expect([...sure].sort((a, b) => a - b)).toEqual([least, floor]);
    expect((floor - least) / (floor - most)).toBeCloseTo(4_000 / 6_000, 2);
  });

  it('keeps its band from the floor up where only a volume is known beside what was counted', () => {
    const drawing = drawingOf(countedWeek);
    const floor = Math.max(
      ...drawing
        .lines('usage-sure')
        .flat()
        .map(([, y]) => y),
    );
    expect(
      Math.max(
        ...drawing
          .lines('usage-band')
          .flat()
          .map(([, y]) => y),
      ),
    ).toBe(floor);
  });

  it('is hatched above what was counted where the most is unknown', () => {
    const drawing = drawingOf(leastOnly);
    expect(drawing.of('gap')).toHaveLength(1);
    expect(drawing.of('usage')).toHaveLength(0);
    expect(drawing.of('usage-band')).toHaveLength(0);
    expect(drawing.of('usage-sure')).toHaveLength(1);
    expect(drawing.texts).toContain('at least 4,000 (40 %)');
  });

  it('looks as before where nothing was counted', () => {
    const drawing = drawingOf(volume);
    expect(drawing.lines('usage').flat()).toHaveLength(count);
    for (const part of ['usage-band', 'usage-sure', 'usage-edge']) expect(drawing.of(part)).toHaveLength(0);
    expect(drawing.texts).toContain('6,000 (60 %)');
    expect(floorOf(drawing)).toBeGreaterThan(0);
  });

  it('says of its highest figure that it is a bound, and nothing of an exact one', () => {
    expect(drawingOf(between).texts).toContain('at most 6,000 (60 %)');
    expect(drawingOf(exact).texts).toContain('6,000 (60 %)');
    expect(drawingOf(between, chartLabels.id).texts).toContain('paling banyak 6.000 (60 %)');
  });

  it('names in the legend what is in the picture, and nothing else', () => {
    const { usage, exact: exactly, between: bounds } = chartLabels.en;
    const named = (facts: ChartFacts): readonly string[] =>
      drawingOf(facts).texts.filter((text) => [usage, exactly, bounds].includes(text));
    expect(named(volume)).toEqual([usage]);
    expect(named(exact)).toEqual([exactly]);
    expect(named(between)).toEqual([bounds]);
    expect(named(leastOnly)).toEqual([bounds]);
    expect(named(countedWeek)).toEqual([exactly, bounds]);
  });

  it('has bars by the day: a line on the exact ones, a band on the others', () => {
    const drawing = drawingOf(countedMonth);
    expect(drawing.lines('usage')).toHaveLength(8);
    expect(drawing.lines('usage-edge')).toHaveLength(22 - 1);
    expect(drawing.lines('usage-band').length).toBeGreaterThanOrEqual(20);
  });

  it('is red above the limit, striped where that is only possible', () => {
    const limits = [{ at: between.from, recipients: 5_000 }];
    const { svg } = drawingOf({ ...between, limits });
    expect(svg).toContain('fill="url(#band-over)"');
    expect(drawingOf({ ...exact, limits }).svg).not.toContain('fill="url(#band-over)"');
  });
});

describe('usage between bounds in the terminal', () => {
  const plotOf = (facts: ChartFacts): string =>
    drawnChart(facts, chartLabels.en, 80).split('\n').slice(1, 9).join('');

  it('is shaded from the least to the most', () => {
    expect(plotOf(between)).toContain('▒▒▒▒');
    expect(plotOf(exact)).not.toContain('▒');
    expect(plotOf(volume)).not.toContain('▒');
  });

  it('is shaded even where both bounds lie in one cell', () => {
    expect(plotOf(twoDays(5_999, 6_000))).toContain('▒▒▒▒');
  });

  it('is solid up to what was counted and unknown above it', () => {
    const plot = plotOf(leastOnly);
    expect(plot).toContain('█');
    expect(plot).toContain('░');
    expect(plot).not.toContain('▒');
  });

  it('says in its legend what is solid and what is shaded', () => {
    const { usage, exact: exactly, between: bounds } = chartLabels.en;
    expect(drawnChart(countedWeek, chartLabels.en, 80)).toContain(`█ ${exactly}   ▒ ${bounds}`);
    expect(drawnChart(volume, chartLabels.en, 80)).toContain(`█ ${usage}`);
    expect(drawnChart(between, chartLabels.en, 80, 'ascii')).toContain(`+ ${bounds}`);
  });
});

describe('bounds in the words of the bot', () => {
  const labels = (locale: 'en' | 'id'): (typeof chartLabels)['en'] => ({
    ...wordsOf[locale].chart,
    title: 'Toko Maju',
    titleInstead: '+62 812-3456-7890',
    subtitle: '',
  });

  it.each([
    ['en', exact, 'exactly 6,000 (60 %)'],
    ['en', between, 'between 4,000 and 6,000 (60 %)'],
    ['en', volume, 'at most 6,000 (60 %)'],
    ['en', leastOnly, 'at least 4,000 (40 %)'],
    ['id', exact, 'tepat 6.000 (60 %)'],
    ['id', between, 'antara 4.000 dan 6.000 (60 %)'],
    ['id', volume, 'paling banyak 6.000 (60 %)'],
    ['id', leastOnly, 'paling sedikit 4.000 (40 %)'],
  ] as const)('are said in %s to those who do not see the picture', (locale, facts, said) => {
    expect(altText(facts, labels(locale)).replaceAll('\u00a0', ' ')).toContain(
      said.replaceAll('\u00a0', ' '),
    );
  });

  it('tell a limit that was passed from one that may have been', () => {
    const limits = [{ at: between.from, recipients: 5_000 }];
    expect(altText({ ...between, limits }, labels('en'))).toContain('may have been above the limit');
    expect(altText({ ...exact, limits }, labels('en'))).toContain('Usage was above the limit');
    expect(altText({ ...between, limits }, labels('id'))).toContain('mungkin sempat di atas limit');
    expect(altText({ ...exact, limits }, labels('id'))).toContain('Pemakaian sempat di atas limit');
  });

  it.each(['en', 'id'] as const)('are in %s, with letters that the font has', (locale) => {
    const { exact: exactly, between: bounds } = labels(locale);
    expect(drawingOf(countedWeek, labels(locale)).texts).toEqual(expect.arrayContaining([exactly, bounds]));
    expect(faceOf('regular').covers(exactly + bounds)).toBe(true);
  });
});
