import { describe, expect, it } from 'vitest';
import type { LookRecord, StandingStep } from '../../../src/domain/history/looks.js';
import {
  countedWhileListed,
  knownDays,
  localDays,
  pastRows,
  type Past,
} from '../../../src/domain/history/past-days.js';
import type { PeopleStep } from '../../../src/domain/history/people.js';
import type { PastUsage } from '../../../src/domain/history/recorded-usage.js';
import { lastDays } from '../../../src/domain/local-days.js';
import { after, DAY, HALF_HOUR, HOUR, type Instant, type Span } from '../../../src/domain/time.js';
import type { Series } from '../../../src/domain/usage.js';
import { at, portfolioId } from '../../support/looks.js';

/** Noon of the third local day in Jakarta, where days begin at 17:00 UTC. */
const now = at('2026-11-22T05:00:00Z');
const zone = 'Asia/Jakarta';
const wanted = { portfolio: portfolioId, number: null, days: 3, zone, now };
const days = lastDays(now, 3, zone);
const midnight = (day: number): Instant => after(days.from, day * DAY);
const always: Span = { from: after(days.from, -9 * DAY), to: now };
const sent = (...all: readonly (readonly [day: number, hours: number, recipients: number])[]): Series =>
  all.map(([day, hours, recipients]) => ({ at: after(midnight(day), hours * HOUR), recipients }));
const series = sent([-1, 20, 5], [0, 9, 10], [1, 8, 20], [1, 12, 30], [2, 1, 1]);

const step = (time: Instant, more: Partial<StandingStep> = {}): StandingStep => ({
  at: time,
  quality: 'green',
  status: 'connected',
  limit: 1_000,
  ...more,
});
const gone = (time: Instant) => step(time, { quality: 'unknown', status: 'unknown', limit: null });

function past(looks: Partial<LookRecord> = {}, usage: Partial<PastUsage> = {}): Past {
  return {
    wanted,
    span: days,
    usage: { series, days: [], ...usage },
    looks: { steps: [], looked: [], counted: [always], incidents: [], ...looks },
  };
}

const totals = (of: Past) => localDays(of).map(({ usage }) => usage?.total ?? null);

describe('a local day of the past', () => {
  it('has its total and the most that 24 hours held', () => {
    expect(localDays(past())).toEqual([
      {
        span: { from: midnight(0), to: midnight(1) },
        day: '2026-11-20',
        usage: { day: '2026-11-20', total: 10, peak: 15, peakAt: after(midnight(0), 9 * HOUR) },
        peak: { atLeast: null, atMost: 15 },
      },
      {
        span: { from: midnight(1), to: midnight(2) },
        day: '2026-11-21',
        usage: { day: '2026-11-21', total: 50, peak: 50, peakAt: after(midnight(1), 12 * HOUR) },
        peak: { atLeast: null, atMost: 50 },
      },
      {
        span: { from: midnight(2), to: now },
        day: '2026-11-22',
        usage: { day: '2026-11-22', total: 1, peak: 51, peakAt: after(midnight(2), HOUR) },
        peak: { atLeast: null, atMost: 51 },
      },
    ]);
  });

  it.each<[string, readonly Span[], readonly (number | null)[]]>([
    ['it is, with the day before', [{ from: midnight(0), to: now }], [null, 50, 1]],
    ['nothing is', [], [null, null, null]],
    [
      'the newest look was yesterday',
      [{ from: always.from, to: after(midnight(2), -HOUR) }],
      [10, null, null],
    ],
    ['the newest look was at its end', [{ from: always.from, to: midnight(2) }], [10, 50, 1]],
    ['the newest look was this morning', [{ from: always.from, to: after(midnight(2), HOUR) }], [10, 50, 1]],
    [
      'a part of it is not',
      [
        { from: always.from, to: after(midnight(1), HOUR) },
        { from: after(midnight(1), 2 * HOUR), to: now },
      ],
      [10, null, null],
    ],
  ])('is known where all of it is on record: %s', (_, counted, known) => {
    expect(totals(past({ counted }))).toEqual(known);
    expect(knownDays(past({ counted })).map(({ total }) => total)).toEqual(
      known.filter((one) => one !== null),
    );
  });

  it('is known from when half hours are kept, and the day before them', () => {
    const oldDay = (time: Instant) => ({ days: [{ at: time, total: 7, peak: 8 }] });
    expect(totals(past({}, oldDay(after(midnight(1), -2 * DAY))))).toEqual([null, 50, 1]);
    expect(totals(past({}, oldDay(after(midnight(0), -2 * DAY))))).toEqual([10, 50, 1]);
    expect(totals(past({}, oldDay(after(midnight(0), -2 * DAY + HALF_HOUR))))).toEqual([null, 50, 1]);
  });

  const counted = (day: number, people: Omit<PeopleStep, 'at'>): readonly PeopleStep[] =>
    Array.from({ length: 48 }, (_, n) => ({ at: after(midnight(day), n * HALF_HOUR), ...people }));

  it.each<[string, Omit<PeopleStep, 'at'>, object, object]>([
    ['between two bounds', { atLeast: 6, atMost: 9 }, { peak: 9 }, { atLeast: 6, atMost: 9 }],
    ['exactly', { atLeast: 9, atMost: 9 }, { peak: 9, isExact: true }, { atLeast: 9, atMost: 9 }],
    ['without an upper bound', { atLeast: 6, atMost: null }, { peak: 15 }, { atLeast: 6, atMost: 15 }],
    ['as more than the volume', { atLeast: 16, atMost: null }, { peak: 15 }, { atLeast: 16, atMost: null }],
  ])('knows the people that were counted %s', (_, people, usage, peak) => {
    const [day] = localDays(past({ people: counted(0, people) }));
    expect(day).toEqual({
      ...day,
      peak,
      usage: { day: '2026-11-20', total: 10, peakAt: expect.anything() as Instant, ...usage },
    });
  });

  it('knows the people that were counted where no volume is on record', () => {
    const [day] = localDays(past({ counted: [], people: counted(0, { atLeast: 9, atMost: 9 }) }));
    expect(day).toMatchObject({ usage: null, peak: { atLeast: 9, atMost: 9 } });
  });
});

describe('a number in no list', () => {
  const looks: LookRecord = { steps: [], looked: [], counted: [always], incidents: [] };
  const listed = (...steps: readonly StandingStep[]) =>
    countedWhileListed({ ...looks, steps }, always).counted;

  it('is taken to be listed while nothing is known of it', () => {
    expect(listed()).toEqual([always]);
  });

  it('counts as read since it was first listed, and the eight days before', () => {
    expect(listed(step(now))).toEqual([{ from: after(now, -8 * DAY), to: now }]);
    expect(listed(step(after(always.from, 8 * DAY)))).toEqual([always]);
  });

  it('counts as read until it left', () => {
    const left = gone(midnight(1));
    expect(listed(step(always.from), left, gone(midnight(2)))).toEqual([
      { from: always.from, to: midnight(1) },
    ]);
  });

  it('has no gap when it was away for less than eight days', () => {
    expect(listed(step(always.from), gone(midnight(0)), step(midnight(1)))).toEqual([always]);
  });

  it.each<[string, Partial<StandingStep>]>([
    ['quality', { quality: 'green' }],
    ['status', { status: 'connected' }],
    ['limit', { limit: 1_000 }],
  ])('is listed where its %s is known, if nothing else', (_, more) => {
    const known = { ...gone(midnight(1)), ...more };
    expect(listed(step(always.from), known)).toEqual([always]);
  });
});

describe('a row of the past', () => {
  const looked = [always];
  const row = (of: Past, day: number) => pastRows(of)[day];

  it('tells a day in the zone that was asked for', () => {
    expect(row(past({ looked, steps: [step(always.from)] }), 1)).toEqual({
      day: '2026-11-21',
      zone,
      total: 50,
      peak: 50,
      peakAt: after(midnight(1), 12 * HOUR),
      limit: 1_000,
      quality: 'green',
    });
  });

  it('tells nothing of what is not on record', () => {
    expect(row(past({ counted: [] }), 1)).toEqual({
      day: '2026-11-21',
      zone,
      total: null,
      peak: null,
      peakAt: null,
      limit: null,
      quality: 'unknown',
    });
  });

  it('tells no time of a peak of nothing', () => {
    expect(row(past({}, { series: [] }), 1)).toMatchObject({ total: 0, peak: 0, peakAt: null });
  });

  it('is one of UTC where nothing finer is kept, and local days follow the last of them', () => {
    const utc = at('2026-11-20T00:00:00Z');
    const bare = [2, 1, 0].map((ago, n) => ({ at: after(utc, -ago * DAY), total: 7 + n, peak: 8 + n }));
    const rows = pastRows(past({ looked, steps: [step(always.from)] }, { days: bare }));
    expect(rows.map(({ day, zone: its, total, peak }) => [day, its, total, peak])).toEqual([
      ['2026-11-20', 'UTC', 9, 10],
      ['2026-11-22', zone, null, null],
    ]);
    expect(rows[0]).toMatchObject({ peakAt: null, limit: 1_000, quality: 'green' });
  });

  it.each<[string, Span, boolean]>([
    [
      'all of it and the day before is',
      { from: at('2026-11-19T00:00:00Z'), to: at('2026-11-21T00:00:00Z') },
      true,
    ],
    ['the day before is not', { from: at('2026-11-19T00:30:00Z'), to: now }, false],
    ['its end is not', { from: always.from, to: at('2026-11-20T23:30:00Z') }, false],
  ])('of UTC is known where %s', (_, counted, known) => {
    const bare = [{ at: at('2026-11-20T00:00:00Z'), total: 7, peak: 8 }];
    expect(row(past({ counted: [counted] }, { days: bare }), 0)).toMatchObject({
      total: known ? 7 : null,
      peak: known ? 8 : null,
    });
  });

  const noonOf = (day: number) => after(midnight(day), 12 * HOUR);

  it.each<[string, readonly StandingStep[], readonly Span[], number | null, string]>([
    [
      'the highest limit and the worst quality of the day',
      [step(midnight(0), { quality: 'red', limit: 10 }), step(noonOf(1), { limit: 2_000 })],
      looked,
      2_000,
      'red',
    ],
    [
      'a limit without a cap as the highest',
      [step(midnight(0), { quality: 'yellow' }), step(noonOf(1), { limit: Number.POSITIVE_INFINITY })],
      looked,
      Number.POSITIVE_INFINITY,
      'yellow',
    ],
    ['what stayed of the day before', [step(midnight(0))], looked, 1_000, 'green'],
    [
      'nothing of what was over when it began',
      [step(midnight(0), { quality: 'red', limit: 5_000 }), step(midnight(1))],
      looked,
      1_000,
      'green',
    ],
    ['nothing of what began when it was over', [step(midnight(2))], looked, null, 'unknown'],
    [
      'nothing while nobody looked',
      [step(midnight(0))],
      [{ from: midnight(0), to: after(midnight(1), -1) }],
      null,
      'unknown',
    ],
    ['what one look saw', [step(midnight(0))], [{ from: noonOf(1), to: noonOf(1) }], 1_000, 'green'],
    [
      'what one of several stretches of looks saw',
      [step(midnight(0))],
      [
        { from: midnight(0), to: midnight(0) },
        { from: noonOf(1), to: noonOf(1) },
      ],
      1_000,
      'green',
    ],
    [
      'nothing of looks of the next day',
      [step(midnight(0))],
      [{ from: midnight(2), to: now }],
      null,
      'unknown',
    ],
    [
      'nothing that came after the last look',
      [step(midnight(0)), step(noonOf(1), { quality: 'red' })],
      [{ from: midnight(0), to: after(noonOf(1), -HOUR) }],
      1_000,
      'green',
    ],
    [
      'a known limit beside an unknown one',
      [step(midnight(0), { limit: null }), step(noonOf(1))],
      looked,
      1_000,
      'green',
    ],
    ['an unknown limit as such', [step(midnight(0), { limit: null })], looked, null, 'green'],
  ])('tells %s', (_, steps, when, limit, quality) => {
    expect(row(past({ steps, looked: when }), 1)).toMatchObject({ limit, quality });
  });
});
