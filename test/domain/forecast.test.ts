import { describe, expect, it } from 'vitest';
import { noUsage } from '../../src/domain/history/recorded-usage.js';
import { forecastsOf, type Forecast, type ForecastInput } from '../../src/domain/forecast.js';
import { known, unknown } from '../../src/domain/reading.js';
import type { NumberSnapshot, PortfolioSnapshot } from '../../src/domain/snapshot.js';
import { after, DAY, HOUR, type Instant } from '../../src/domain/time.js';
import { at, capped, gapOf, numberOf, portfolioOf, unlimited, usageOf, recordOf } from '../support/looks.js';
import { perNumber2021, perNumber2023, portfolio2025 } from '../support/rulebooks.js';
import { sent } from '../support/sending.js';

const now = at('2026-11-20T12:00:00Z');
const ago = (hours: number): Instant => after(now, -hours * HOUR);
/** A hundred people in each half hour of the last four hours. */
const busy = sent(
  ago(4),
  [0, 1, 2, 3, 4, 5, 6, 7].map((half) => [half / 2, 100] as const),
);
const some = sent(ago(3), [[0, 7]]);

function forecasts(snapshot: PortfolioSnapshot, more: Partial<ForecastInput> = {}): readonly Forecast[] {
  return forecastsOf({
    now,
    snapshot,
    incidents: [],
    rulebook: portfolio2025,
    history: noUsage,
    since: after(now, -30 * DAY),
    ...more,
  });
}

describe('a forecast', () => {
  const usage = known(usageOf(800, now));
  const limit = known(capped(1_000));

  it('rests on the half hours of the look where none are on record', () => {
    const [shared] = forecasts(portfolioOf({ usage, series: some }));
    expect(shared?.freeing?.map((part) => part.recipients)).toEqual([7]);
    const number = numberOf(1, { usage, series: some });
    const [own] = forecasts(portfolioOf({ numbers: [number] }), { rulebook: perNumber2023 });
    expect(own?.freeing?.map((part) => part.recipients)).toEqual([7]);
  });

  it('rests on the record where there is one, the numbers of a portfolio taken together', () => {
    const history = recordOf([
      [numberOf(1).id, busy],
      [numberOf(2).id, busy],
    ]);
    const [shared] = forecasts(portfolioOf({ usage, series: some }), { history });
    expect(shared?.freeing?.map((part) => part.recipients)).toEqual(Array<number>(8).fill(200));
    expect(shared?.capacity.series).toHaveLength(8);
  });

  it('says when the limit is reached, where there is one to reach', () => {
    const pace = (more: Partial<PortfolioSnapshot>): Forecast['pace'] | undefined =>
      forecasts(portfolioOf({ usage, limit, series: busy, ...more }))[0]?.pace;
    expect(pace({})).toMatchObject({ kind: 'reached', at: after(now, HOUR) });
    expect(pace({ limit: known(unlimited) })).toBeNull();
    expect(pace({ limit: unknown('not-set') })).toBeNull();
    expect(pace({ usage: unknown('incomplete') })).toBeNull();
  });

  const usedIn = (snapshot: PortfolioSnapshot, more: Partial<ForecastInput> = {}) =>
    forecasts(snapshot, more)[0]?.nextTier.criteria.find(({ name }) => name === 'used');
  const senderOf = (recipients: number): Partial<PortfolioSnapshot> => {
    const own = { usage, limit: known(capped(recipients)), series: busy };
    return { ...own, numbers: [numberOf(1, own)] };
  };

  it('goes by the people who were counted, who are those of the portfolio and of no number', () => {
    const halfHours = Array.from({ length: 9 * 48 }, (_, back) => ago(back / 2)).reverse();
    const people = halfHours.map((half) => ({ at: half, atLeast: 90, atMost: 95 }));
    const history = { ...recordOf([[numberOf(1).id, busy]]), people };
    const snapshot = portfolioOf(senderOf(1_000));
    expect(usedIn(snapshot, { history })).toMatchObject({ used: 8 * 95 });
    expect(usedIn(snapshot, { history, rulebook: perNumber2023 })).toMatchObject({ used: 800 });
    expect(usedIn(snapshot)).toMatchObject({ used: 800, accuracy: 'at-most' });
  });

  it('knows no more than a day of a limit that accounts watched apart use too', () => {
    const apart = portfolioOf({ ...senderOf(10_000), elsewhere: 0 });
    expect(usedIn(portfolioOf(senderOf(10_000)))).toMatchObject({ met: false });
    expect(usedIn(apart)).toMatchObject({ met: null });
    expect(usedIn(apart, { rulebook: perNumber2023 })).toMatchObject({ met: false });
  });

  it('counts for how long a limit has been in force, each owner its own', () => {
    const numbers = [numberOf(1), numberOf(2)];
    const held = forecasts(portfolioOf({ numbers }), {
      rulebook: perNumber2021,
      limitSince: new Map([[numberOf(2).id, ago(6)]]),
    }).map((one) => one.nextTier.criteria.find((criterion) => criterion.name === 'at-limit'));
    expect(held).toMatchObject([{ held: null }, { held: 6 }]);
  });

  it('of a number does not wait for numbers that are hidden, that of a portfolio does', () => {
    const snapshot = portfolioOf({
      gaps: [gapOf({ part: 'discovery', waba: null })],
      numbers: [numberOf(1, { limit, usage, series: busy })],
      limit,
      usage,
      series: busy,
    });
    const own = forecasts(snapshot, { rulebook: perNumber2023 });
    expect(own).toMatchObject([{ nextTier: { verdict: 'on-track' } }]);
    const quality = forecasts(snapshot)[0]?.nextTier.criteria.find((one) => one.name === 'quality');
    expect(quality?.met).toBeNull();
  });

  it('counts what was sent as exactly as the look did', () => {
    const used = (snapshot: PortfolioSnapshot) =>
      forecasts(snapshot)[0]?.nextTier.criteria.find((one) => one.name === 'used');
    const exact = known(usageOf(800, now, 'exact'));
    expect(used(portfolioOf({ limit, usage: exact, series: busy }))).toMatchObject({
      used: 800,
      accuracy: 'exact',
    });
    expect(used(portfolioOf({ limit, usage: unknown('incomplete'), series: busy }))).toMatchObject({
      used: null,
      met: null,
    });
  });

  it('holds a portfolio back by numbers it names, also by those that bear the same name', () => {
    const red = (index: number, name: string): NumberSnapshot => numberOf(index, { name, quality: 'red' });
    const snapshot = portfolioOf({ numbers: [red(1, 'Promo'), red(2, 'Toko'), red(3, 'Toko')], usage });
    expect(forecasts(snapshot)[0]?.nextTier.heldBack.map((one) => one.label)).toEqual([
      'Promo',
      '+6281234560002',
      '+6281234560003',
    ]);
  });
});

describe('the release of a restricted number', () => {
  const full = sent(ago(20), [[0, 1_000]]);
  const released = (more: Partial<NumberSnapshot>): Instant | null | undefined =>
    forecasts(
      portfolioOf({
        numbers: [
          numberOf(1, {
            status: 'restricted',
            limit: known(capped(1_000)),
            usage: known(usageOf(1_000, now)),
            series: full,
            ...more,
          }),
        ],
      }),
      { rulebook: perNumber2023 },
    )[0]?.releasedAt;

  it('comes when the first of its people have left the window', () => {
    expect(released({})).toBe(after(ago(20), 24.5 * HOUR));
  });

  it.each<[string, Partial<NumberSnapshot>]>([
    ['has room left', { usage: known(usageOf(999, now)), series: sent(ago(20), [[0, 999]]) }],
    ['is only flagged', { status: 'flagged' }],
    ['has no limit', { limit: known(unlimited) }],
    ['hides what it used', { usage: unknown('incomplete') }],
  ])('is not promised to one that %s', (_what, more) => {
    expect(released(more)).toBeNull();
  });
});
