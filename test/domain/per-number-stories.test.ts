import { describe, expect, it } from 'vitest';
import { forecastsOf } from '../../src/domain/forecast.js';
import { known } from '../../src/domain/reading.js';
import { limit as limitRule } from '../../src/domain/rules/limit.js';
import type { Status } from '../../src/domain/snapshot.js';
import { after, DAY, HOUR, type Instant } from '../../src/domain/time.js';
import { addedSeries, type Series } from '../../src/domain/usage.js';
import { at, capped, inShort, lookAt, numberOf, portfolioOf, usageOf, recordOf } from '../support/looks.js';
import { perNumber2021, perNumber2023 } from '../support/rulebooks.js';
import { daily, onDay, sent } from '../support/sending.js';
import { met, reputation, tier } from '../support/tiers.js';

const start = at('2022-06-06T00:00:00Z');
/** What has been sent by an instant; nobody knows more. */
const sentBy = (series: Series, now: Instant): Series => series.filter((bucket) => bucket.at < now);

describe('per-number rules of 2021: twice the limit in seven days, two days at the limit', () => {
  const on = (series: Series, day: number, hour: number, limitSince: Instant | null = start) => {
    const now = onDay(start, day, hour);
    return tier(now, sentBy(series, now), { rulebook: perNumber2021, limitSince });
  };

  it('raises 1,000 to 10,000 in 3 days: 1,000, 1,000, 1,000', () => {
    const series = daily(start, 9, [1_000, 1_000, 1_000]);
    expect(on(series, 1, 20)).toMatchObject({ verdict: 'not-yet', next: capped(10_000), dueAt: null });
    expect(met(on(series, 1, 20), 'used')).toBe(false);

    expect(on(series, 2, 20).verdict).toBe('not-yet');
    expect(met(on(series, 2, 20), 'used')).toBe(true);
    expect(met(on(series, 2, 20), 'at-limit')).toBe(false);

    expect(on(series, 3, 10)).toMatchObject({ verdict: 'on-track', dueAt: onDay(start, 3, 0) });
  });

  it('raises it on the third day too when only the use of the limit tells for how long it was in force', () => {
    const series = daily(start, 9, [1_000, 1_000, 1_000]);
    expect(on(series, 2, 20, null).verdict).toBe('unknown');
    expect(on(series, 3, 10, null)).toMatchObject({ verdict: 'on-track', dueAt: onDay(start, 3, 9) });
  });

  it('raises 1,000 to 10,000 in 5 days (a reconstruction: 400 a day, the example gives no figures)', () => {
    const series = daily(start, 9, [400, 400, 400, 400, 400]);
    for (const [day, used] of [400, 800, 1_200, 1_600].entries()) {
      const forecast = on(series, day + 1, 20);
      expect(forecast.verdict).toBe('not-yet');
      expect(forecast.criteria).toContainEqual({
        name: 'used',
        met: false,
        need: 2_000,
        used,
        accuracy: 'exact',
        days: 7,
        certain: false,
      });
    }
    expect(on(series, 5, 9).verdict).toBe('not-yet');
    expect(on(series, 5, 10)).toMatchObject({ verdict: 'on-track', dueAt: onDay(start, 5, 9.5) });
  });

  it('does not raise what was spread so thin that it left the seven days', () => {
    const series = daily(start, 9, Array<number>(20).fill(250));
    for (let day = 1; day <= 20; day += 1) expect(on(series, day, 20).verdict).toBe('not-yet');
  });
});

describe('per-number rules of 2023: half the limit in seven days, raised a day later', () => {
  const on = (series: Series, day: number, hour: number) => {
    const now = onDay(start, day, hour);
    return tier(now, sentBy(series, now), { rulebook: perNumber2023 });
  };
  const usedOn = (series: Series, day: number) =>
    on(series, day, 23).criteria.find((one) => one.name === 'used');

  it('raises 1,000 to 10,000 in 2 days: the 500th before 15:00 raises it at 15:00 on the next day', () => {
    const series = sent(start, [
      [9, 300],
      [14.5, 200],
      [24 + 9, 500],
    ]);
    expect(usedOn(series, 1)).toMatchObject({ met: true, need: 500, used: 500 });
    expect(usedOn(series, 2)).toMatchObject({ used: 1_000 });
    expect(on(series, 1, 14.5)).toMatchObject({ verdict: 'not-yet', dueAt: null });
    for (const [day, hour] of [
      [1, 15],
      [1, 23],
      [2, 14],
    ] as const) {
      expect(on(series, day, hour)).toMatchObject({
        verdict: 'on-track',
        dueAt: onDay(start, 2, 15),
        dueKind: 'after',
        overdue: false,
      });
    }
    expect(on(series, 2, 23)).toMatchObject({ verdict: 'on-track', overdue: true });
  });

  it('raises 1,000 to 10,000 in 4 days: 100, 200, 200 and 300, the 500th before 19:00', () => {
    const series = sent(start, [
      [9, 100],
      [33, 200],
      [48 + 18.5, 200],
      [72 + 9, 300],
    ]);
    expect([1, 2, 3, 4].map((day) => usedOn(series, day))).toMatchObject([
      { used: 100, met: false },
      { used: 300, met: false },
      { used: 500, met: true },
      { used: 800, met: true },
    ]);
    expect(on(series, 3, 18)).toMatchObject({ verdict: 'not-yet' });
    expect(on(series, 3, 20)).toMatchObject({ verdict: 'on-track', dueAt: onDay(start, 4, 19) });
  });

  it('asks half of each level', () => {
    for (const [allowed, need] of [
      [1_000, 500],
      [10_000, 5_000],
      [100_000, 50_000],
    ] as const) {
      const forecast = tier(start, [], { rulebook: perNumber2023, limit: known(capped(allowed)) });
      expect(forecast.criteria).toContainEqual(expect.objectContaining({ name: 'used', need }));
    }
  });

  it('tells below 1,000 that no raise comes by itself', () => {
    const forecast = tier(start, [], { rulebook: perNumber2023, limit: known(capped(250)) });
    expect(forecast.verdict).toBe('blocked');
    expect(met(forecast, 'automatic')).toBe(false);
  });
});

describe('a flagged number', () => {
  const flaggedAt = start;
  const busy = daily(after(start, -2 * DAY), 9, Array<number>(12).fill(2_000));
  const story = (day: number, more: Parameters<typeof reputation>[0]) => {
    const now = onDay(start, day, 12);
    return tier(now, sentBy(busy, now), {
      rulebook: perNumber2023,
      limit: known(capped(10_000)),
      reputations: [reputation({ statusSince: flaggedAt, status: 'flagged', ...more })],
    });
  };
  const low = { quality: 'red', qualitySince: flaggedAt } as const;

  it('recovers: counts down, then waits to be connected, then rises again a day after', () => {
    expect(story(4, low)).toMatchObject({
      verdict: 'blocked',
      heldBack: [
        { label: 'Promo', because: 'status', is: 'flagged' },
        { label: 'Promo', because: 'quality', is: 'red' },
      ],
      countdowns: [
        {
          label: 'Promo',
          endsAt: after(start, 7 * DAY),
          daysLeft: 4,
          outcome: 'lowered',
          lowersTo: capped(1_000),
        },
      ],
    });
    expect(story(5, { quality: 'yellow' })).toMatchObject({
      verdict: 'blocked',
      heldBack: [{ because: 'status' }],
      countdowns: [{ outcome: 'kept', lowersTo: null }],
    });
    const back = { status: 'connected', statusSince: onDay(start, 8, 0), quality: 'green' } as const;
    expect(story(8, back)).toMatchObject({ verdict: 'on-track', dueAt: onDay(start, 9, 0), countdowns: [] });
  });

  it('is lowered: the days run out and the limit goes down one level', () => {
    expect(story(7, low).countdowns).toMatchObject([{ daysLeft: 1, lowersTo: capped(1_000) }]);
    expect(story(9, low).countdowns).toMatchObject([{ daysLeft: 0, lowersTo: capped(1_000) }]);
    const lowered = portfolioOf({ numbers: [numberOf(1, { limit: known(capped(1_000)) })] });
    const limits = { portfolio: null, numbers: { [numberOf(1).id]: capped(10_000) } };
    const verdicts = limitRule.judge(lookAt(lowered, { rulebook: perNumber2023, limits }));
    expect(verdicts.map(inShort)).toEqual(['event warning 2', 'clear']);
  });

  it('is not taken for recovered while its rating is unknown', () => {
    expect(story(4, { quality: 'unknown' }).countdowns).toMatchObject([
      { outcome: 'lowered', lowersTo: capped(1_000) },
    ]);
  });

  it('has no days to count when nobody knows since when', () => {
    const forecast = story(4, { quality: 'red', statusSince: null });
    expect(forecast.countdowns).toMatchObject([
      { since: null, endsAt: null, daysLeft: null, outcome: 'lowered' },
    ]);
  });

  it('has nothing to lose on the lowest level', () => {
    const forecast = tier(start, [], {
      rulebook: perNumber2023,
      limit: known(capped(250)),
      reputations: [reputation({ status: 'flagged', quality: 'red' })],
    });
    expect(forecast.countdowns).toMatchObject([{ lowersTo: null }]);
  });
});

describe('a restricted number', () => {
  const series = sent(start, [
    [9, 600],
    [12, 400],
  ]);
  const forecastAt = (hour: number, used: number, status: Status = 'restricted') => {
    const now = onDay(start, 1, hour);
    const number = numberOf(1, {
      status,
      limit: known(capped(1_000)),
      usage: known(usageOf(used, now, 'exact')),
    });
    return forecastsOf({
      now,
      snapshot: portfolioOf({ numbers: [number] }),
      incidents: [],
      rulebook: perNumber2021,
      history: recordOf([[number.id, series]]),
      since: after(start, -8 * DAY),
    });
  };

  it('is released as the window moves', () => {
    expect(forecastAt(20, 1_000)).toMatchObject([
      { owner: { kind: 'number' }, releasedAt: onDay(start, 2, 9.5), nextTier: { verdict: 'blocked' } },
    ]);
  });

  it('is not promised a release while it has room: something else restricts it', () => {
    expect(forecastAt(34, 400)).toMatchObject([{ releasedAt: null }]);
  });

  it('is the only one that is released: a connected number at its limit is not held by its status', () => {
    expect(forecastAt(20, 1_000, 'connected')).toMatchObject([{ releasedAt: null }]);
  });

  it('is foretold by number, each with its own limit and record', () => {
    const now = onDay(start, 1, 20);
    const numbers = [numberOf(1, { usage: known(usageOf(1_000, now)) }), numberOf(2)];
    const forecasts = forecastsOf({
      now,
      snapshot: portfolioOf({ numbers }),
      incidents: [],
      rulebook: perNumber2023,
      history: recordOf(
        numbers.map((number, i) => [number.id, i === 0 ? series : addedSeries([series, series])]),
      ),
      since: after(now, -8 * DAY),
    });
    expect(forecasts.map((one) => one.owner.label)).toEqual(['+6281234560001', '+6281234560002']);
    const used = forecasts.map((one) => one.nextTier.criteria.find((c) => c.name === 'used'));
    expect(used).toMatchObject([{ used: 1_000 }, { used: 2_000 }]);
    expect(forecasts[0]?.freeing?.[0]).toEqual({ at: after(start, 9.5 * HOUR + DAY), recipients: 600 });
  });
});
