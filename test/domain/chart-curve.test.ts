import { describe, expect, it } from 'vitest';
import { curveOf, dailyPeaks, isExact, kindsIn } from '../../src/domain/chart-curve.js';
import type { ChartFacts, ChartPoint } from '../../src/domain/chart-facts.js';
import { DAY, HOUR, instantOf, type Instant } from '../../src/domain/time.js';

/** Midnight in Jakarta. */
const start = instantOf(Date.parse('2026-11-15T17:00:00Z'));

function hour(n: number): Instant {
  return instantOf(start + n * HOUR);
}

type Pair = readonly [atLeast: number | null, atMost: number | null];

function point(n: number, [atLeast, atMost]: Pair): ChartPoint {
  return { at: hour(n), atLeast, atMost };
}

function factsOf(pairs: readonly Pair[], more: Partial<ChartFacts> = {}): ChartFacts {
  return {
    from: start,
    to: hour(pairs.length - 1),
    zone: 'Asia/Jakarta',
    each: 'hour',
    points: pairs.map((pair, i) => point(i, pair)),
    limits: [{ at: start, recipients: 1_000 }],
    threshold: 80,
    qualities: [],
    incidents: [],
    theme: 'light',
    ...more,
  };
}

/** The hours of each run. */
function hoursOf(runs: readonly (readonly ChartPoint[])[]): readonly (readonly number[])[] {
  return runs.map((run) => run.map(({ at }) => (at - start) / HOUR));
}

describe('hours of usage', () => {
  it('are one run while they are known, with the limit of their time', () => {
    const { runs, gaps, counted } = curveOf(
      factsOf(
        [
          [null, 5],
          [null, 6],
          [null, 7],
        ],
        { limits: [{ at: hour(1), recipients: 50 }] },
      ),
    );
    expect(runs).toEqual([
      [
        { at: hour(0), atLeast: null, atMost: 5, limit: null },
        { at: hour(1), atLeast: null, atMost: 6, limit: 50 },
        { at: hour(2), atLeast: null, atMost: 7, limit: 50 },
      ],
    ]);
    expect(gaps).toEqual([]);
    expect(counted).toEqual([]);
  });

  it('are parted by a gap from the last known hour to the next known one', () => {
    const { runs, gaps } = curveOf(
      factsOf([
        [null, 5],
        [null, null],
        [null, 7],
        [null, 8],
      ]),
    );
    expect(hoursOf(runs)).toEqual([[0], [2, 3]]);
    expect(gaps).toEqual([{ from: hour(0), to: hour(2) }]);
  });

  it('are parted by an hour that is missing, in any order of the points', () => {
    const whole = factsOf([
      [null, 5],
      [null, 6],
      [null, 7],
      [null, 8],
    ]);
    const points = whole.points.filter(({ at }) => at !== hour(2)).reverse();
    const { runs, gaps } = curveOf({ ...whole, points });
    expect(hoursOf(runs)).toEqual([[0, 1], [3]]);
    expect(gaps).toEqual([{ from: hour(1), to: hour(3) }]);
  });

  it('have gaps at both ends, and one gap where nothing is known', () => {
    const { gaps } = curveOf(
      factsOf([
        [null, null],
        [null, 5],
        [null, null],
      ]),
    );
    expect(gaps).toEqual([
      { from: hour(0), to: hour(1) },
      { from: hour(1), to: hour(2) },
    ]);
    expect(
      curveOf(
        factsOf(
          [
            [null, 5],
            [null, 5],
          ],
          { points: [] },
        ),
      ).gaps,
    ).toEqual([{ from: hour(0), to: hour(1) }]);
  });

  it('have no gap of an hour that has not ended', () => {
    const facts = factsOf([
      [null, 5],
      [null, 6],
    ]);
    expect(curveOf({ ...facts, to: instantOf(hour(1) + 1.5 * HOUR) }).gaps).toEqual([]);
    expect(curveOf({ ...facts, to: instantOf(hour(1) + 1.5 * HOUR + 1) }).gaps).toHaveLength(1);
  });

  it('outside of the span are not drawn', () => {
    const facts = factsOf([
      [null, 5],
      [null, 6],
      [null, 7],
      [null, 8],
    ]);
    expect(hoursOf(curveOf({ ...facts, from: hour(1), to: hour(2) }).runs)).toEqual([[1, 2]]);
  });
});

describe('hours that were counted', () => {
  it('have runs of their own, which go on where the most is unknown', () => {
    const { runs, counted, gaps } = curveOf(
      factsOf([
        [null, 9],
        [3, 9],
        [4, null],
        [5, 5],
        [6, 6],
      ]),
    );
    expect(hoursOf(counted)).toEqual([[1, 2, 3, 4]]);
    expect(hoursOf(runs)).toEqual([
      [0, 1],
      [3, 4],
    ]);
    expect(gaps).toEqual([{ from: hour(1), to: hour(3) }]);
  });

  it.each([
    [[5, 5], true],
    [[0, 0], true],
    [[4, 5], false],
    [[null, 5], false],
    [[5, null], false],
    [[null, null], false],
  ] as const)('between %j are exact: %j', ([atLeast, atMost], exact) => {
    expect(isExact({ atLeast, atMost })).toBe(exact);
  });

  it('whose most is below their least keep what was counted, and their most is unknown', () => {
    const { runs, counted } = curveOf(
      factsOf([
        [5, 4],
        [0, 0],
        [7, 7],
      ]),
    );
    expect(hoursOf(runs)).toEqual([[1, 2]]);
    expect(counted.flat().map(({ atLeast, atMost }) => [atLeast, atMost])).toEqual([
      [5, null],
      [0, 0],
      [7, 7],
    ]);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, -1])('with a bound of %d have none', (bound) => {
    expect(
      curveOf(
        factsOf([
          [bound, bound],
          [null, bound],
        ]),
      ),
    ).toMatchObject({ runs: [], counted: [] });
  });
});

describe('the kinds of figures', () => {
  it.each([
    ['nothing', [], { volume: false, exact: false, between: false }],
    ['a volume alone', [[null, 5]], { volume: true, exact: false, between: false }],
    ['exact figures', [[5, 5]], { volume: false, exact: true, between: false }],
    ['bounds', [[4, 5]], { volume: false, exact: false, between: true }],
    ['a least alone', [[4, null]], { volume: false, exact: false, between: true }],
    [
      'a volume, then exact figures',
      [
        [null, 5],
        [5, 5],
      ],
      { volume: false, exact: true, between: true },
    ],
  ] as const)('of %s are told apart', (_, pairs, kinds) => {
    const points = pairs.map((pair, i) => point(i, pair));
    expect(
      kindsIn(
        curveOf(
          factsOf(
            [
              [null, null],
              [null, null],
            ],
            { points },
          ),
        ),
      ),
    ).toEqual(kinds);
  });
});

describe('days of usage', () => {
  const daily = (pairs: readonly Pair[]): ChartFacts =>
    factsOf(pairs, {
      each: 'day',
      to: hour(24 * pairs.length),
      points: pairs.map((pair, i) => point(24 * i, pair)),
    });

  it('have the highest bounds of their points', () => {
    const facts = daily([[1, 9]]);
    const points = [point(0, [1, 9]), point(5, [4, 6]), point(9, [null, 7])];
    expect(dailyPeaks({ ...facts, points }).map(({ value }) => value)).toEqual([{ atLeast: 4, atMost: 9 }]);
  });

  it('have no most as soon as one of their points has none', () => {
    const facts = daily([[1, 9]]);
    const points = [point(0, [1, 9]), point(5, [4, null])];
    expect(dailyPeaks({ ...facts, points }).map(({ value }) => value)).toEqual([
      { atLeast: 4, atMost: null },
    ]);
  });

  it('begin at local midnight, and the end of the span belongs to the last', () => {
    const facts = daily([
      [null, 1],
      [null, 2],
    ]);
    const points = [...facts.points, point(23, [null, 8]), point(48, [null, 9])];
    const peaks = dailyPeaks({ ...facts, points });
    expect(peaks.map(({ span }) => span)).toEqual([
      { from: hour(0), to: hour(24) },
      { from: hour(24), to: hour(48) },
    ]);
    expect(peaks.map(({ value }) => value.atMost)).toEqual([8, 9]);
  });

  it('stand alone, and days in a row whose most is unknown are one gap', () => {
    const { runs, counted, gaps } = curveOf(
      daily([
        [null, 5],
        [null, null],
        [3, null],
        [4, 4],
      ]),
    );
    expect(hoursOf(runs)).toEqual([[0], [72]]);
    expect(hoursOf(counted)).toEqual([[48], [72]]);
    expect(gaps).toEqual([{ from: hour(24), to: instantOf(start + 3 * DAY) }]);
  });

  it('of a rise have the higher limit', () => {
    const limits = [
      { at: start, recipients: 250 },
      { at: hour(30), recipients: 1_000 },
    ];
    const { runs } = curveOf({
      ...daily([
        [null, 200],
        [null, 900],
      ]),
      limits,
    });
    expect(runs.flat().map(({ limit }) => limit)).toEqual([250, 1_000]);
  });

  it('of which a part has no known limit have none', () => {
    const limits = [
      { at: start, recipients: 250 },
      { at: hour(30), recipients: null },
    ];
    const { runs } = curveOf({
      ...daily([
        [null, 200],
        [null, 900],
      ]),
      limits,
    });
    expect(runs.flat().map(({ limit }) => limit)).toEqual([250, null]);
  });
});
