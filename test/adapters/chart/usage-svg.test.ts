import { Resvg } from '@resvg/resvg-js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { palettes } from '../../../src/adapters/chart/palette.js';
import type { ChartFacts } from '../../../src/domain/chart-facts.js';
import { HOUR, instantOf } from '../../../src/domain/time.js';
import { drawingOf, floorOf } from './drawing.js';
import { chartLabels } from './labels.js';
import { ago, blindBetween, calmWeek, end, wildMonth, wildWeek } from './weeks.js';

const hours = (uppers: readonly (number | null)[]): ChartFacts => ({
  ...calmWeek,
  from: instantOf(end - (uppers.length - 1) * HOUR),
  points: uppers.map((atMost, i) => ({
    at: instantOf(end - (uppers.length - 1 - i) * HOUR),
    atLeast: null,
    atMost,
  })),
});

describe('what is unknown', () => {
  it('is never drawn at zero, and never crossed by the line', () => {
    const atMost = fc.option(fc.integer({ min: 500, max: 20_000 }), { nil: null });
    fc.assert(
      fc.property(fc.array(atMost, { minLength: 24, maxLength: 96 }), (uppers) => {
        const drawing = drawingOf(hours(uppers));
        const lines = drawing.lines('usage');
        const known = uppers.filter((one) => one !== null);
        expect(lines.flat()).toHaveLength(known.length);
        const floor = known.length > 0 ? floorOf(drawing) : 0;
        for (const [, y] of lines.flat()) expect(y).toBeLessThan(floor - 3);
        for (const gap of drawing.of('gap')) {
          const left = Number(gap.get('x'));
          const right = left + Number(gap.get('width'));
          for (const line of lines) {
            const [first, last] = [line[0]?.[0] ?? 0, line.at(-1)?.[0] ?? 0];
            expect(last <= left + 0.2 || first >= right - 0.2).toBe(true);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('is a hatched gap with its word, where zero is a line on the axis', () => {
    const known = Array<number>(40).fill(4_000);
    const zero = drawingOf(hours([...known, ...Array<number>(30).fill(0), ...known]));
    const blind = drawingOf(hours([...known, ...Array<null>(30).fill(null), ...known]));
    expect(zero.of('gap')).toHaveLength(0);
    expect(zero.texts).not.toContain('not known');
    expect(
      zero
        .lines('usage')
        .flat()
        .filter(([, y]) => y === floorOf(zero)),
    ).toHaveLength(30);
    expect(blind.of('gap')).toHaveLength(1);
    expect(blind.texts.filter((text) => text === 'not known')).toHaveLength(2);
    expect(
      blind
        .lines('usage')
        .flat()
        .filter(([, y]) => y === floorOf(blind)),
    ).toHaveLength(0);
  });

  it('is a missing hour as well as one that says so', () => {
    const points = calmWeek.points.filter(({ at }) => at < ago(3) || at > ago(2));
    expect(drawingOf({ ...calmWeek, points }).of('gap')).toHaveLength(1);
  });

  it('is a figure that is no count', () => {
    for (const atMost of [Number.NaN, -1, Number.POSITIVE_INFINITY]) {
      const points = calmWeek.points.map((point) => (point.at > ago(1) ? { ...point, atMost } : point));
      expect(drawingOf({ ...calmWeek, points }).of('gap')).toHaveLength(1);
    }
  });

  it('shows at both ends, and as the whole week', () => {
    const early = blindBetween(calmWeek.points, ago(7), ago(6));
    const ends = blindBetween(early, ago(1), ago(-1));
    expect(drawingOf({ ...calmWeek, points: ends }).of('gap')).toHaveLength(2);
    const nothing = drawingOf({ ...calmWeek, points: [], limits: [], qualities: [] });
    expect(nothing.of('usage')).toHaveLength(0);
    expect(nothing.of('limit')).toHaveLength(0);
    expect(nothing.texts).toContain('limit unknown');
    expect(nothing.texts).toContain('unknown');
  });

  it('has no bar among the days', () => {
    const drawing = drawingOf(wildMonth);
    expect(drawing.of('gap')).toHaveLength(1);
    expect((drawing.of('usage')[0]?.get('d') ?? '').split('M')).toHaveLength(1 + 30 - 2);
  });
});

describe('the limit', () => {
  it('steps where it changed, with the warning line below', () => {
    const drawing = drawingOf(wildWeek);
    const [limit = []] = drawing.lines('limit');
    const [threshold = []] = drawing.lines('threshold');
    const heights = new Set(limit.map(([, y]) => y));
    expect(limit).toHaveLength(4);
    expect(heights.size).toBe(2);
    const floor = floorOf(drawing);
    limit.forEach(([x, y], i) => {
      expect(threshold[i]?.[0]).toBe(x);
      expect(floor - (threshold[i]?.[1] ?? 0)).toBeCloseTo((floor - y) * 0.8, 0);
    });
    expect(drawing.texts).toContain('Limit 2,000');
    expect(drawing.texts).toContain('Limit 10,000');
    expect(drawing.texts).toContain('80 %');
  });

  it('is no line where it is unknown or where there is none', () => {
    const step = { ...calmWeek, limits: [...calmWeek.limits, { at: ago(3), recipients: null }] };
    const [line = []] = drawingOf(step).lines('limit');
    const right = Math.max(
      ...drawingOf(calmWeek)
        .lines('limit')
        .flat()
        .map(([x]) => x),
    );
    expect(Math.max(...line.map(([x]) => x))).toBeLessThan(right - 100);
    const free = drawingOf({ ...calmWeek, limits: [{ at: ago(30), recipients: Number.POSITIVE_INFINITY }] });
    expect(free.of('limit')).toHaveLength(0);
    expect(free.texts).toContain('no limit');
  });

  it('leaves a day of a rise below the limit of the evening', () => {
    const facts: ChartFacts = {
      ...wildMonth,
      points: [{ at: ago(10), atLeast: null, atMost: 1_800 }],
      limits: [
        { at: ago(60), recipients: 1_000 },
        { at: ago(10, 2), recipients: 2_000 },
      ],
    };
    expect(drawingOf(facts).texts).toContain('1,800 (90 %)');
    expect(drawingOf(facts).svg).not.toContain('url(#over)');
  });
});

describe('the words in a picture', () => {
  it('are in the language that was handed in, with its figures', () => {
    const english = drawingOf(wildWeek, chartLabels.en).texts;
    const indonesian = drawingOf(wildWeek, chartLabels.id).texts;
    expect(english).toEqual(
      expect.arrayContaining(['10,000', 'Tue 17', 'critical', 'used in 24 h, at most']),
    );
    expect(indonesian).toEqual(
      expect.arrayContaining(['10.000', 'Sel 17', 'kritis', 'terpakai dalam 24 jam, paling banyak']),
    );
  });

  it('never become markup', () => {
    const labels = { ...chartLabels.en, title: '<image href="http://x"/>&"\'', subtitle: ']]><script>' };
    const drawing = drawingOf(calmWeek, labels);
    expect(drawing.texts).toContain(`<image href="http://x"/>&"'`);
    expect(drawing.svg).not.toContain('<image');
    expect(drawing.svg).not.toContain('<script');
  });

  it('give a sound picture whatever a name holds', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 60 }),
        fc.string({ unit: 'binary' }),
        (title, text) => {
          const labels = { ...chartLabels.en, title, subtitle: text, unknown: text, incidents: text };
          const { svg } = drawingOf(wildWeek, labels);
          expect(() => new Resvg(svg, { font: { loadSystemFonts: false } })).not.toThrow();
          expect(svg).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u202a-\u202e\u2066-\u2069]/);
        },
      ),
      { numRuns: 80 },
    );
  });

  it('give way to the phone number where the font lacks a letter', () => {
    const titled = (title: string): readonly string[] =>
      drawingOf(calmWeek, { ...chartLabels.en, title }).texts;
    expect(titled('東京の店')).toContain('+62 812-3456-7890');
    expect(titled('दुकान')).toContain('+62 812-3456-7890');
    expect(titled('   ')).toContain('+62 812-3456-7890');
    expect(titled('Toko 🛒 Maju')).toContain('Toko Maju');
    expect(titled('Магазин · متجر')).toContain('Магазин · متجر');
  });

  it('fit: a long name ends in an ellipsis before the edge', () => {
    const [title = ''] = drawingOf(calmWeek, { ...chartLabels.en, title: 'Wide '.repeat(60) }).texts;
    expect(title).toMatch(/…$/);
    expect(title.length).toBeLessThan(60);
  });
});

describe('quality and incidents', () => {
  it('tell the colours apart by pattern and by word or letter', () => {
    const drawing = drawingOf(wildWeek);
    for (const word of ['green', 'yellow', 'red', 'G']) expect(drawing.texts).toContain(word);
    expect(drawing.svg).toContain('url(#quality-yellow)');
    expect(drawing.svg).toContain('url(#quality-red)');
    expect(drawing.svg).toContain('url(#quality-unknown)');
  });

  it('are unknown before the first thing that is known', () => {
    const drawing = drawingOf({ ...calmWeek, qualities: [{ at: ago(3), quality: 'green' }] });
    expect(drawing.of('quality-unknown')).toHaveLength(1);
    expect(drawing.of('quality-green')).toHaveLength(1);
  });

  it('count the marks that would cover each other', () => {
    const incidents = [0, 1, 2].map((h) => ({ at: ago(3, h), until: ago(2), severity: 'warning' as const }));
    const drawing = drawingOf({ ...calmWeek, incidents });
    expect(drawing.of('incident')).toHaveLength(3);
    expect(drawing.texts).toContain('3');
  });

  it('leave out what was over before', () => {
    const before = { at: ago(9), until: ago(8), severity: 'critical' as const };
    expect(drawingOf({ ...calmWeek, incidents: [before] }).texts).not.toContain('Alerts');
  });
});

describe('the colours', () => {
  const lightness = (hex: string): number => {
    const [r = 0, g = 0, b = 0] = [1, 3, 5]
      .map((i) => Number.parseInt(hex.slice(i, i + 2), 16) / 255)
      .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a: string, b: string): number => {
    const [high = 0, low = 0] = [lightness(a), lightness(b)].sort((x, y) => y - x);
    return (high + 0.05) / (low + 0.05);
  };

  it.each(['light', 'dark'] as const)('of the %s theme can be read', (theme) => {
    const { paper, ink, muted, threshold, limit, usage, over, qualities, severities } = palettes[theme];
    for (const text of [ink, muted, threshold, limit, usage.line, over.line]) {
      expect(contrast(text, paper), `${text} on ${paper}`).toBeGreaterThanOrEqual(4.5);
    }
    for (const paint of [...Object.values(qualities), ...Object.values(severities)]) {
      expect(contrast(paint.ink, paint.fill), `${paint.ink} on ${paint.fill}`).toBeGreaterThanOrEqual(4.5);
    }
  });
});
