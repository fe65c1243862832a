import { describe, expect, it } from 'vitest';
import { after, DAY, HALF_HOUR, HOUR, MINUTE } from '../../src/domain/time.js';
import {
  addedSeries,
  freeing,
  movingDay,
  movingWindow,
  replacedWithin,
  seriesOf,
  sumWithin,
  withinSpan,
} from '../../src/domain/usage.js';
import { peaksByDay } from '../../src/domain/peaks.js';
import { at } from '../support/looks.js';
import { daily, sent } from '../support/sending.js';

const start = at('2026-11-20T00:00:00Z');

describe('a series', () => {
  it('puts what Meta gives in any order into half hours, each once', () => {
    const series = seriesOf([
      { at: at('2026-11-20T01:40:00Z'), recipients: 3 },
      { at: at('2026-11-20T00:10:00Z'), recipients: 1 },
      { at: at('2026-11-20T01:30:00Z'), recipients: 2 },
    ]);
    expect(series).toEqual([
      { at: at('2026-11-20T00:00:00Z'), recipients: 1 },
      { at: at('2026-11-20T01:30:00Z'), recipients: 5 },
    ]);
  });

  it('adds up with others half hour by half hour', () => {
    expect(
      addedSeries([
        sent(start, [[0, 1]]),
        sent(start, [
          [0, 2],
          [1, 4],
        ]),
      ]),
    ).toEqual(
      sent(start, [
        [0, 3],
        [1, 4],
      ]),
    );
  });
});

describe('a part of a series', () => {
  const series = sent(start, [
    [0, 1],
    [1, 2],
    [2, 3],
    [3, 4],
  ]);
  const span = (from: number, to: number) => ({
    from: after(start, from * HOUR),
    to: after(start, to * HOUR),
  });
  const people = (of: typeof series): readonly number[] => of.map((bucket) => bucket.recipients);

  it.each([
    [0, 4, [1, 2, 3, 4]],
    [1, 3, [2, 3]],
    [0.5, 1.5, [2]],
    [2, 9, [3, 4]],
    [-9, 1, [1]],
    [4, 9, []],
    [-9, 0, []],
  ])('from hour %d on holds what lies before hour %d', (from, to, inside) => {
    expect(people(withinSpan(series, span(from, to)))).toEqual(inside);
  });

  it('is the series itself when it is all of it', () => {
    expect(withinSpan(series, span(0, 4))).toBe(series);
    expect(withinSpan(series, span(0, 3))).not.toBe(series);
    expect(withinSpan(series, span(1, 4))).not.toBe(series);
  });

  it.each<[string, [number, number], [number, number][], number[]]>([
    [
      'grew',
      [1, 3],
      [
        [1, 2],
        [2, 30],
      ],
      [1, 2, 30, 4],
    ],
    [
      'has a half hour more',
      [1, 3],
      [
        [1, 2],
        [1.5, 9],
        [2, 3],
      ],
      [1, 2, 9, 3, 4],
    ],
    ['has nothing any more', [1, 3], [], [1, 4]],
    ['has the same people an hour later', [1, 2], [[1.5, 2]], [1, 2, 3, 4]],
    ['is new', [4, 9], [[5, 6]], [1, 2, 3, 4, 6]],
  ])('takes the place of what was there: it %s', (_what, [from, to], fresh, all) => {
    const replaced = replacedWithin(series, span(from, to), sent(start, fresh));
    expect(people(replaced)).toEqual(all);
    expect(withinSpan(replaced, span(from, to))).toEqual(sent(start, fresh));
  });

  it('changes nothing when it was read the same again', () => {
    expect(
      replacedWithin(
        series,
        span(1, 3),
        sent(start, [
          [1, 2],
          [2, 3],
        ]),
      ),
    ).toBe(series);
    expect(replacedWithin(series, span(4, 9), [])).toBe(series);
  });
});

describe('a moving window', () => {
  it('covers 24 hours with whole half hours, never less', () => {
    expect(movingDay(at('2026-11-21T10:10:00Z'))).toEqual({
      from: at('2026-11-20T10:00:00Z'),
      to: at('2026-11-21T10:30:00Z'),
    });
    expect(movingDay(at('2026-11-21T10:00:00Z'))).toEqual({
      from: at('2026-11-20T10:00:00Z'),
      to: at('2026-11-21T10:00:00Z'),
    });
  });

  it('covers seven days as well', () => {
    const { from, to } = movingWindow(at('2026-11-21T10:10:00Z'), 7 * DAY);
    expect(to - from).toBe(7 * DAY + HALF_HOUR);
  });
});

describe('what comes free', () => {
  it('is promised for when the whole half hour has left, and adds up to what is used', () => {
    const series = sent(start, [
      [0, 100],
      [9, 900],
      [9.5, 50],
    ]);
    const now = after(start, 20 * HOUR);
    expect(freeing(series, now)).toEqual([
      { at: after(start, 24 * HOUR + HALF_HOUR), recipients: 100 },
      { at: after(start, 33 * HOUR + HALF_HOUR), recipients: 900 },
      { at: after(start, 34 * HOUR), recipients: 50 },
    ]);
    for (const part of freeing(series, now)) {
      const left = sumWithin(series, movingDay(part.at));
      const just = sumWithin(series, movingDay(after(part.at, -1)));
      expect(just - left).toBe(part.recipients);
    }
  });

  it('is all that may still be in the moving day, and nobody who is not', () => {
    const series = sent(start, [
      [-0.5, 100],
      [0, 200],
      [1, 0],
    ]);
    expect(freeing(series, after(start, 24 * HOUR))).toEqual([
      { at: after(start, 24.5 * HOUR), recipients: 200 },
    ]);
  });

  it('leaves out what has left already', () => {
    expect(freeing(sent(start, [[0, 100]]), after(start, 25 * HOUR))).toEqual([]);
  });
});

describe('peaks by day', () => {
  const zone = 'Asia/Jakarta';
  const midnight = at('2026-11-20T17:00:00Z');

  it('gives each local day its total and the most that the moving day held', () => {
    const series = daily(midnight, 9, [100, 300, 0]);
    expect(peaksByDay(series, { from: midnight, to: after(midnight, 3 * DAY) }, zone)).toEqual([
      { day: '2026-11-21', total: 100, peak: 100, peakAt: after(midnight, 9 * HOUR) },
      { day: '2026-11-22', total: 300, peak: 400, peakAt: after(midnight, DAY + 9 * HOUR) },
      { day: '2026-11-23', total: 0, peak: 300, peakAt: after(midnight, 2 * DAY) },
    ]);
  });

  it('never shows less than a look of that half hour did', () => {
    const series = daily(midnight, 9, [100, 300]);
    const [, second] = peaksByDay(series, { from: midnight, to: after(midnight, 2 * DAY) }, zone);
    const look = after(midnight, DAY + 9 * HOUR + 10 * MINUTE);
    expect(second?.peak).toBeGreaterThanOrEqual(sumWithin(series, movingDay(look)));
  });

  it('tell the half hour that first brought the most, and forget what has left by then', () => {
    const series = sent(midnight, [
      [9, 100],
      [10, 50],
      [24 + 9, 100],
      [24 + 9.5, 60],
      [24 + 12, 10],
    ]);
    expect(peaksByDay(series, { from: midnight, to: after(midnight, 2 * DAY) }, zone)).toEqual([
      { day: '2026-11-21', total: 150, peak: 150, peakAt: after(midnight, 10 * HOUR) },
      { day: '2026-11-22', total: 170, peak: 250, peakAt: after(midnight, DAY + 9 * HOUR) },
    ]);
  });

  it('begin and end where they are asked to, with what the day before left', () => {
    const series = sent(midnight, [
      [20, 100],
      [24 + 5, 7],
      [24 + 9, 1_000],
    ]);
    const span = { from: after(midnight, DAY + 5 * HOUR), to: after(midnight, DAY + 9 * HOUR) };
    expect(peaksByDay(series, span, zone)).toEqual([
      { day: '2026-11-22', total: 7, peak: 107, peakAt: span.from },
    ]);
    expect(peaksByDay(series, { from: span.from, to: span.from }, zone)).toEqual([]);
  });

  it('follows the clocks when they change', () => {
    const berlin = at('2026-10-24T22:00:00Z');
    const days = peaksByDay(
      sent(berlin, [[24.5, 7]]),
      { from: berlin, to: after(berlin, 25 * HOUR) },
      'Europe/Berlin',
    );
    expect(days).toMatchObject([{ day: '2026-10-25', total: 7 }]);
  });
});
