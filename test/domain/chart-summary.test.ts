import { describe, expect, it } from 'vitest';
import { curveOf } from '../../src/domain/chart-curve.js';
import type { ChartFacts, ChartPoint } from '../../src/domain/chart-facts.js';
import { isMostlyThere, limitsOf, stretchesOf, valueAt } from '../../src/domain/chart-stretches.js';
import {
  boundOf,
  incidentsWithin,
  isOverLimit,
  peakOf,
  shareOf,
  summaryOf,
} from '../../src/domain/chart-summary.js';
import { recipientsTop } from '../../src/domain/chart-top.js';
import { DAY, HOUR, instantOf, type Instant } from '../../src/domain/time.js';

const start = instantOf(Date.parse('2026-11-15T00:00:00Z'));

function hour(n: number): Instant {
  return instantOf(start + n * HOUR);
}

function points(...pairs: readonly (readonly [number | null, number | null])[]): readonly ChartPoint[] {
  return pairs.map(([atLeast, atMost], i) => ({ at: hour(i), atLeast, atMost }));
}

const facts: ChartFacts = {
  from: start,
  to: hour(3),
  zone: 'UTC',
  each: 'hour',
  points: points([null, 40], [null, 80], [null, 80], [null, 60]),
  limits: [{ at: start, recipients: 100 }],
  threshold: 80,
  qualities: [],
  incidents: [],
  theme: 'light',
};

describe('the peak of a chart', () => {
  it('is the first of the highest, against the limit of its time', () => {
    const limits = [
      { at: start, recipients: 100 },
      { at: hour(2), recipients: 1_000 },
    ];
    expect(summaryOf({ ...facts, limits }).peak).toEqual({
      at: hour(1),
      atLeast: null,
      atMost: 80,
      percent: 80,
    });
  });

  it('has both bounds', () => {
    const { peak } = summaryOf({ ...facts, points: points([10, 10], [60, 90], [70, 70], [5, 8]) });
    expect(peak).toMatchObject({ at: hour(1), atLeast: 60, atMost: 90, percent: 90 });
  });

  it('is what was surely reached where that is above all that is known of the most', () => {
    const { peak } = summaryOf({ ...facts, points: points([10, 10], [60, null], [20, 30], [5, 8]) });
    expect(peak).toMatchObject({ at: hour(1), atLeast: 60, atMost: null, percent: 60 });
    const lower = { ...facts, points: points([10, 10], [25, null], [20, 30], [5, 8]) };
    expect(peakOf(lower, curveOf(lower))).toMatchObject({ at: hour(2), recipients: 30, atMost: 30 });
  });

  it.each([
    [null, [[null, 80]]],
    [null, [[80, 80]]],
    ['at-most', [[60, 80]]],
    [
      'at-most',
      [
        [null, 80],
        [10, 10],
      ],
    ],
    ['at-least', [[60, null]]],
  ] as const)('is said as the bound %j of %j', (bound, pairs) => {
    const curve = curveOf({ ...facts, points: points(...pairs) });
    const peak = peakOf(facts, curve);
    expect(peak && boundOf(peak, curve)).toBe(bound);
  });

  it('is none where nothing is known', () => {
    expect(summaryOf({ ...facts, points: [] }).peak).toBeNull();
  });

  it('has a share of a limit only where people are capped', () => {
    expect(shareOf(50, 200)).toBe(25);
    expect(shareOf(50, Number.POSITIVE_INFINITY)).toBeNull();
    expect(shareOf(50, null)).toBeNull();
  });
});

describe('usage above the limit', () => {
  it.each([
    ['surely', [[101, 101]]],
    ['surely', [[101, null]]],
    ['perhaps', [[90, 101]]],
    ['perhaps', [[null, 101]]],
    ['no', [[100, 100]]],
    ['no', [[null, 100]]],
    ['no', [[90, null]]],
  ] as const)('is said %s of %j', (said, pairs) => {
    expect(summaryOf({ ...facts, points: points(...pairs) }).overLimit).toBe(said);
  });

  it('is none where no limit is known', () => {
    const limits = [{ at: start, recipients: null }];
    expect(summaryOf({ ...facts, limits, points: points([500, 500]) }).overLimit).toBe('no');
    expect(isOverLimit({ atMost: 500, limit: null })).toBe(false);
  });
});

describe('the rest of a chart in figures', () => {
  it('tells the limit of the end, and that of the beginning where it was another', () => {
    const rise = [
      { at: start, recipients: 100 },
      { at: hour(2), recipients: 1_000 },
    ];
    expect(summaryOf({ ...facts, limits: rise })).toMatchObject({ limit: 1_000, limitBefore: 100 });
    expect(summaryOf(facts)).toMatchObject({ limit: 100, limitBefore: null });
    const senseless = [{ at: start, recipients: 0 }];
    expect(summaryOf({ ...facts, limits: senseless })).toMatchObject({ limit: null, limitBefore: null });
  });

  it('tells how much of the time the most is unknown', () => {
    expect(summaryOf(facts).unknownShare).toBe(0);
    expect(
      summaryOf({ ...facts, points: points([1, 1], [1, null], [1, 1], [1, 1]) }).unknownShare,
    ).toBeCloseTo(2 / 3);
    expect(summaryOf({ ...facts, to: start, points: [] }).unknownShare).toBe(1);
  });

  it('tells the worst that is known of quality and of incidents', () => {
    const qualities = [
      { at: hour(2), quality: 'yellow' as const },
      { at: hour(1), quality: 'green' as const },
    ];
    const incidents = [
      { at: hour(2), until: null, severity: 'info' as const },
      { at: hour(1), until: hour(2), severity: 'warning' as const },
    ];
    expect(summaryOf({ ...facts, qualities, incidents })).toMatchObject({
      worstQuality: 'yellow',
      worstSeverity: 'warning',
      incidents: 2,
    });
    expect(summaryOf(facts)).toMatchObject({ worstQuality: null, worstSeverity: null, incidents: 0 });
  });

  it('counts an incident that touches the span, in order', () => {
    const incident = (from: number, to: number | null): ChartFacts['incidents'][number] => {
      return { at: hour(from), until: to === null ? null : hour(to), severity: 'info' };
    };
    const incidents = [
      incident(3, 4),
      incident(2, null),
      incident(-2, 1),
      incident(-2, 0),
      incident(-9, null),
    ];
    expect(incidentsWithin({ ...facts, incidents }).map(({ at }) => (at - start) / HOUR)).toEqual([
      -9, -2, 2,
    ]);
  });

  it('ends its axis above all that is known, and nowhere where nothing is', () => {
    expect(recipientsTop(facts)).toBeCloseTo(116);
    expect(recipientsTop({ ...facts, points: points([200, null]) })).toBeCloseTo(232);
    expect(recipientsTop({ ...facts, points: points([null, 300]) })).toBeCloseTo(348);
    expect(recipientsTop({ ...facts, limits: [], points: points([1, 1]) })).toBeCloseTo(4.64);
    const free = [{ at: start, recipients: Number.POSITIVE_INFINITY }];
    expect(recipientsTop({ ...facts, limits: free, points: [] })).toBeNull();
  });
});

describe('stretches', () => {
  it('fill the span, and equal neighbours are one', () => {
    const steps = [
      { at: hour(2), n: 2 },
      { at: hour(1), n: 1 },
      { at: hour(-1), n: 1 },
    ];
    expect(stretchesOf(steps, ({ n }) => n, 0, facts)).toEqual([
      { span: { from: start, to: hour(2) }, value: 1 },
      { span: { from: hour(2), to: hour(3) }, value: 2 },
    ]);
    expect(stretchesOf([{ at: hour(9), n: 1 }], ({ n }) => n, 0, facts)).toEqual([
      { span: { from: start, to: hour(3) }, value: 0 },
    ]);
  });

  it('hold from their beginning, the last one to its end as well', () => {
    const limits = limitsOf({ ...facts, limits: [...facts.limits, { at: hour(2), recipients: 7 }] });
    expect([0, 1, 2, 3, 4, -1].map((n) => valueAt(limits, hour(n)))).toEqual([
      100,
      100,
      7,
      7,
      undefined,
      undefined,
    ]);
  });

  it('of a day show most of it when they are longer than half of one', () => {
    expect(isMostlyThere({ from: start, to: instantOf(start + DAY / 2) })).toBe(false);
    expect(isMostlyThere({ from: start, to: instantOf(start + DAY / 2 + 1) })).toBe(true);
  });
});
