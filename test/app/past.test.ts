import { describe, expect, it } from 'vitest';
import { memoryHistory } from '../support/fakes/stores.js';
import { lookNote } from '../../src/domain/history/look-note.js';
import { readPast } from '../../src/app/past.js';
import { chartFacts } from '../../src/domain/history/past-chart.js';
import { knownDays, localDays, type PastWanted } from '../../src/domain/history/past-days.js';
import type { ChartFacts } from '../../src/domain/chart-facts.js';
import { unmatchedIn } from '../../src/domain/history/recorded-usage.js';
import type { LookNote } from '../../src/domain/history/looks.js';
import { known, unknown } from '../../src/domain/reading.js';
import type { NumberId, PortfolioSnapshot } from '../../src/domain/snapshot.js';
import { after, DAY, HALF_HOUR, HOUR, instantOf, type Instant } from '../../src/domain/time.js';
import type { FilledHistory } from '../support/filled-history.js';
import {
  at,
  capped,
  gapOf,
  noon,
  numberOf,
  portfolioId,
  portfolioOf,
  unlimited,
  wabaId,
} from '../support/looks.js';
import { story } from '../support/story.js';

const promo = numberOf(1).id;
const service = numberOf(2).id;
const wanted = (more: Partial<PastWanted> = {}): PastWanted => ({
  portfolio: portfolioId,
  number: null,
  days: 7,
  zone: 'Asia/Jakarta',
  now: noon,
  ...more,
});

/** Ten people every half hour from `days` days ago until now. */
async function evenly(history: FilledHistory, days: number, number: NumberId = promo): Promise<void> {
  const from = after(noon, -days * DAY);
  const series = Array.from({ length: days * 48 }, (_, i) => ({
    at: after(from, i * HALF_HOUR),
    recipients: 10,
  }));
  await history.append(portfolioId, new Map([[number, series]]));
}

const looked = (
  when: Instant,
  snapshot: Partial<PortfolioSnapshot> = {},
  since = after(when, -DAY),
): LookNote => lookNote({ kind: 'seen', at: when, snapshot: portfolioOf(snapshot) }, story().state, since);

async function factsOf(history: FilledHistory, more: Partial<PastWanted> = {}): Promise<ChartFacts> {
  return chartFacts(await readPast(history, wanted(more)), 80, 'light');
}

describe('a chart of the past', () => {
  it('counts the first hours of a week with the whole day before them', async () => {
    const history = memoryHistory();
    await evenly(history, 9);
    await history.note(portfolioId, looked(noon, {}, after(noon, -9 * DAY)));
    const { points } = await factsOf(history);
    const [first] = points;
    expect(first).toMatchObject({ at: after(noon, -7 * DAY), atMost: 490 });
    expect(new Set(points.slice(0, 24).map(({ atMost }) => atMost))).toEqual(new Set([490]));
  });

  it('knows nothing where nobody looked, rather than zero', async () => {
    const facts = await factsOf(memoryHistory());
    expect(facts.points.length).toBeGreaterThan(160);
    expect(facts.points.every(({ atMost }) => atMost === null)).toBe(true);
    expect(facts.limits).toEqual(expect.arrayContaining([{ at: facts.from, recipients: null }]));
  });

  it('has hours of zero where somebody looked and nothing was sent', async () => {
    const history = memoryHistory();
    await history.note(portfolioId, looked(noon, {}, after(noon, -9 * DAY)));
    const { points, each } = await factsOf(history);
    expect(each).toBe('hour');
    expect(points.map(({ atMost }) => atMost)).toEqual(points.map(() => 0));
  });

  it('holds at each hour what the moving 24 hours hold', async () => {
    const history = memoryHistory();
    await evenly(history, 3);
    await history.note(portfolioId, looked(noon, {}, after(noon, -9 * DAY)));
    const { points, from } = await factsOf(history);
    const upperAt = (hours: number): number | null | undefined =>
      points.find((point) => point.at === after(from, hours * HOUR))?.atMost;
    expect(upperAt(4 * 24)).toBe(0);
    expect(upperAt(4 * 24 + 1)).toBe(20);
    expect(upperAt(5 * 24)).toBe(480);
    // In the half hour before, 24 hours touch 49 half hours.
    expect(upperAt(5 * 24 + 1)).toBe(490);
    expect(upperAt(7 * 24)).toBe(490);
  });

  it('does not know the hours that the record begins with, nor those after the newest look', async () => {
    const history = memoryHistory();
    await evenly(history, 4);
    await history.note(portfolioId, looked(after(noon, -5 * HOUR - 60_000), {}, after(noon, -4 * DAY)));
    const { points } = await factsOf(history);
    const unknownHours = points
      .filter(({ atMost }) => atMost === null)
      .map((point) => (point.at - noon) / HOUR);
    expect(unknownHours.filter((hour) => hour <= -72).length).toBe(4 * 24 + 1);
    expect(unknownHours.filter((hour) => hour > -72)).toEqual([-5, -4, -3, -2, -1, 0]);
    expect(points.at(-1)?.atMost).toBeNull();
  });

  it('shows the limit by steps, one that is unlimited too', async () => {
    const history = memoryHistory();
    const limits = [
      known(capped(2_000)),
      known(capped(10_000)),
      unknown('not-returned'),
      known(unlimited),
    ] as const;
    for (const [i, limit] of limits.entries()) {
      await history.note(portfolioId, looked(after(noon, (i - 3) * HOUR), { limit }));
    }
    const { limits: steps, from } = await factsOf(history);
    expect(steps.map(({ at: when, recipients }) => [(when - noon) / HOUR, recipients])).toEqual([
      [(from - noon) / HOUR, null],
      [-3, 2_000],
      [-3, 2_000],
      [-2, 10_000],
      [-1, null],
      [0, Number.POSITIVE_INFINITY],
    ]);
  });

  it('shows the worst quality of all numbers, and none while blind', async () => {
    const history = memoryHistory();
    const numbers = [numberOf(1), numberOf(2, { quality: 'yellow' })];
    const blindAt = after(noon, -5 * HOUR);
    const well = { numbers: [numberOf(1), numberOf(2)] };
    await history.note(portfolioId, looked(after(noon, -7 * HOUR), well));
    await history.note(portfolioId, looked(after(noon, -6 * HOUR), well));
    await history.note(
      portfolioId,
      lookNote({ kind: 'blind', at: blindAt, problem: 'unreachable' }, story().state, null),
    );
    await history.note(portfolioId, looked(after(noon, -2 * HOUR), { numbers }));
    await history.note(portfolioId, looked(noon, { numbers }));
    const all = await factsOf(history);
    expect(all.qualities.map(({ at: when, quality }) => [(when - noon) / HOUR, quality]).slice(1)).toEqual([
      [-7, 'green'],
      [-7, 'green'],
      [-6, 'unknown'],
      [-2, 'yellow'],
      [-2, 'yellow'],
    ]);
    const one = await factsOf(history, { number: service });
    expect(one.qualities.at(-1)?.quality).toBe('yellow');
    expect((await factsOf(history, { number: promo })).qualities.at(-1)?.quality).toBe('green');
    // The limit was the same before and after; that it was another one in between is not to be thought of.
    expect(all.limits.slice(1).every(({ recipients }) => recipients === 10_000)).toBe(true);
  });

  it('does not call a portfolio green of which a part was not seen', () => {
    const note = looked(noon, { gaps: [gapOf({ part: 'numbers' })] });
    expect(note.standings?.portfolio.quality).toBe('unknown');
    const red = looked(noon, {
      gaps: [gapOf({ part: 'numbers' })],
      numbers: [numberOf(1, { quality: 'red' })],
    });
    expect(red.standings?.portfolio.quality).toBe('red');
  });

  it('marks incidents, on a number only its own', async () => {
    const history = memoryHistory();
    const told = story();
    told.sees({ numbers: [numberOf(1, { quality: 'red' }), numberOf(2)] });
    const observation = { kind: 'seen', at: told.now, snapshot: portfolioOf() } as const;
    await history.note(portfolioId, lookNote(observation, told.state, null));
    expect((await factsOf(history)).incidents).toEqual([{ at: told.now, until: null, severity: 'critical' }]);
    expect((await factsOf(history, { number: promo })).incidents).toHaveLength(1);
    expect((await factsOf(history, { number: service })).incidents).toEqual([]);
  });

  it('shows a month by the peaks of local days', async () => {
    const history = memoryHistory();
    await evenly(history, 20);
    await history.note(portfolioId, looked(noon, {}, after(noon, -20 * DAY)));
    const { points, each, from } = await factsOf(history, { days: 30 });
    expect([each, points.length, from]).toEqual(['day', 30, at('2026-10-23T17:00:00Z')]);
    expect(points.filter(({ atMost }) => atMost === null)).toHaveLength(11);
    // 24 hours and the half hour that is just begun.
    expect(points.at(-1)?.atMost).toBe(490);
  });
});

describe('the past of a number', () => {
  const always = after(noon, -9 * DAY);

  it('is not zero where volume of nobody may have been its own', async () => {
    const history = memoryHistory();
    await evenly(history, 9, unmatchedIn(wabaId));
    await history.note(portfolioId, looked(after(noon, -9 * DAY), {}, after(noon, -18 * DAY)));
    await history.note(portfolioId, looked(noon, {}, always));
    const days = knownDays(await readPast(history, wanted({ number: promo })));
    expect(days.map(({ total }) => total)).toEqual([480, 480, 480, 480, 480, 480, 240]);
  });

  it('is unknown, not zero, before it was listed and Meta told its last eight days', async () => {
    const history = memoryHistory();
    await evenly(history, 30, service);
    for (const days of [29, 20, 10]) {
      await history.note(portfolioId, looked(after(noon, -days * DAY), {}, after(noon, -30 * DAY)));
    }
    const both = { numbers: [numberOf(1), numberOf(2)] };
    await history.note(portfolioId, looked(after(noon, -5 * DAY), both, after(noon, -30 * DAY)));
    await history.note(portfolioId, looked(noon, both, after(noon, -30 * DAY)));
    const past = async (number: NumberId): Promise<number> =>
      knownDays(await readPast(history, wanted({ number, days: 30 }))).length;
    expect(await past(promo)).toBe(29);
    // Of thirteen days the first one lacks the day before it.
    expect(await past(service)).toBe(12);
  });

  it('is unknown while it was not listed', async () => {
    const history = memoryHistory();
    for (const [days, listed] of [
      [29, true],
      [20, false],
      [10, true],
      [0, true],
    ] as const) {
      const numbers = listed ? [numberOf(1), numberOf(2)] : [numberOf(2)];
      await history.note(portfolioId, looked(after(noon, -days * DAY), { numbers }, after(noon, -31 * DAY)));
    }
    const { points } = await factsOf(history, { number: promo, days: 30 });
    const unknownDays = points
      .filter(({ atMost }) => atMost === null)
      .map((point) => (point.at - noon) / DAY);
    expect(unknownDays.every((day) => day >= -21 && day <= -17)).toBe(true);
    expect(unknownDays.length).toBeGreaterThan(1);
  });
});

describe('the days of a record', () => {
  it('are unknown where a part of them, or of the day before, is', async () => {
    const history = memoryHistory();
    await evenly(history, 9);
    await history.note(portfolioId, looked(after(noon, -4 * DAY), {}, after(noon, -9 * DAY)));
    await history.note(portfolioId, looked(noon, {}, after(noon, -3 * DAY)));
    const days = localDays(await readPast(history, wanted()));
    expect(days.map(({ day, usage }) => [day.slice(-2), usage === null])).toEqual([
      ['16', false],
      ['17', false],
      ['18', true],
      ['19', true],
      ['20', true],
      ['21', false],
      ['22', false],
    ]);
    expect(knownDays(await readPast(history, wanted())).map(({ total }) => total)).toEqual([
      480, 480, 480, 240,
    ]);
  });

  it('are of the reader’s own zone', async () => {
    const history = memoryHistory();
    const when = at('2026-11-20T18:30:00Z');
    await history.append(portfolioId, new Map([[promo, [{ at: when, recipients: 7 }]]]));
    await history.note(portfolioId, looked(noon, {}, after(noon, -9 * DAY)));
    const totalOn = async (zone: string, day: string): Promise<number | undefined> =>
      knownDays(await readPast(history, wanted({ zone }))).find((one) => one.day === day)?.total;
    expect(await totalOn('Asia/Jakarta', '2026-11-21')).toBe(7);
    expect(await totalOn('UTC', '2026-11-20')).toBe(7);
    expect(await totalOn('Asia/Kolkata', '2026-11-21')).toBe(7);
    expect(await totalOn('UTC', '2026-11-21')).toBe(0);
  });

  it('are none before anything is on record', async () => {
    const past = await readPast(memoryHistory(), wanted({ now: instantOf(noon + 1) }));
    expect(knownDays(past)).toEqual([]);
    expect(localDays(past)).toHaveLength(7);
  });
});

describe('a past of people counted', () => {
  /** A day of people counted by every half hour, up to now. */
  async function countedDay(atLeast: number, atMost: number | null): Promise<FilledHistory> {
    const history = memoryHistory();
    await evenly(history, 9);
    await history.note(portfolioId, looked(noon, {}, after(noon, -9 * DAY)));
    for (let back = 47; back >= 0; back -= 1) {
      const note = { ...looked(after(noon, -back * HALF_HOUR)), people: { atLeast, atMost } };
      await history.note(portfolioId, note);
    }
    return history;
  }
  const lastHours = (points: ChartFacts['points'], hours: number) =>
    points.filter(({ at: time }) => time > after(noon, -hours * HOUR));

  it('is a line where the count was exact, and a band between its bounds', async () => {
    const exact = lastHours((await factsOf(await countedDay(300, 300))).points, 20);
    expect(exact.length).toBeGreaterThan(18);
    expect(exact.every(({ atLeast, atMost }) => atLeast === 300 && atMost === 300)).toBe(true);
    const band = lastHours((await factsOf(await countedDay(200, 300))).points, 20);
    expect(band.every(({ atLeast, atMost }) => atLeast === 200 && atMost === 300)).toBe(true);
  });

  it('has the volume above what was surely reached where nobody knows how many more', async () => {
    const points = lastHours((await factsOf(await countedDay(200, null))).points, 20);
    expect(points.every(({ atLeast, atMost }) => atLeast === 200 && (atMost ?? 0) >= 480)).toBe(true);
  });

  it('has only the volume before anybody was counted, and of a single number', async () => {
    const history = await countedDay(300, 300);
    const { points } = await factsOf(history);
    expect(points[0]).toMatchObject({ atLeast: null });
    expect((await factsOf(history, { number: promo })).points.every((one) => one.atLeast === null)).toBe(
      true,
    );
  });

  it('has exact peaks on the days that were counted whole', async () => {
    const days = knownDays(await readPast(await countedDay(300, 300), wanted({ days: 2 })));
    expect(days.map(({ peak, isExact }) => [peak, isExact])).toEqual([
      [490, undefined],
      [300, true],
    ]);
  });
});
