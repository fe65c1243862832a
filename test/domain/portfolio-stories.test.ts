import { describe, expect, it } from 'vitest';
import { forecastsOf } from '../../src/domain/forecast.js';
import { advance } from '../../src/domain/advance.js';
import { defaultPolicy } from '../../src/domain/incident.js';
import type { TierInput } from '../../src/domain/next-tier.js';
import { known, unknown } from '../../src/domain/reading.js';
import { quality } from '../../src/domain/rules/quality.js';
import type { NumberId } from '../../src/domain/snapshot.js';
import { after, DAY, HOUR } from '../../src/domain/time.js';
import {
  at,
  capped,
  gapOf,
  lookAt,
  numberOf,
  portfolioOf,
  unlimited,
  usageOf,
  recordOf,
} from '../support/looks.js';
import { daily, onDay } from '../support/sending.js';
import { met, reputation, tier } from '../support/tiers.js';

const start = at('2026-11-16T00:00:00Z');
const now = onDay(start, 6, 12);
const week = (each: number) => daily(start, 9, Array<number>(6).fill(each));
const forecast = (each: number, more: Partial<TierInput> = {}) =>
  tier(now, week(each), { limit: known(capped(10_000)), ...more });

describe('portfolio rules of today', () => {
  it('raise within six hours after half the limit was used in seven days', () => {
    expect(forecast(1_000)).toMatchObject({
      verdict: 'on-track',
      next: capped(100_000),
      dueAt: onDay(start, 5, 15.5),
      dueKind: 'within',
      overdue: true,
    });
  });

  it('tell what is missing, when it comes at this pace, and the gentlest plan', () => {
    const growing = tier(now, daily(start, 9, [100, 200, 400, 700, 1_100, 1_400]), {
      limit: known(capped(10_000)),
    });
    expect(growing.verdict).toBe('not-yet');
    expect(growing.criteria).toContainEqual({
      name: 'used',
      met: false,
      need: 5_000,
      used: 3_900,
      accuracy: 'exact',
      days: 7,
      certain: false,
    });
    expect(growing.planPerDay).toEqual({ recipients: 450, days: 4 });
    expect(growing.onPaceFor).toBeGreaterThan(after(now, DAY));
    expect(growing.onPaceFor).toBeLessThan(after(now, 2 * DAY));
  });

  it('see no raise coming from a steady pace that is too slow', () => {
    expect(forecast(500)).toMatchObject({
      verdict: 'not-yet',
      onPaceFor: null,
      planPerDay: { recipients: 715, days: 7 },
    });
  });

  it('are blocked for all by one number that is not green, and name it', () => {
    const reputations = [
      reputation(),
      reputation({ number: '2' as NumberId, label: 'Promo-2', quality: 'yellow' }),
    ];
    expect(forecast(1_000, { reputations })).toMatchObject({
      verdict: 'blocked',
      dueAt: null,
      heldBack: [{ label: 'Promo-2', because: 'quality', is: 'yellow' }],
    });
  });

  it('never count down to a lower limit, however red', () => {
    const reputations = [
      reputation({ quality: 'red', qualitySince: start, status: 'flagged', statusSince: start }),
    ];
    expect(forecast(1_000, { reputations }).countdowns).toEqual([]);
  });

  it('do not ask for the status of a number', () => {
    const reputations = [reputation({ status: 'disconnected' })];
    expect(forecast(1_000, { reputations }).verdict).toBe('on-track');
    expect(met(forecast(1_000, { reputations }), 'status')).toBeUndefined();
  });

  it('raise nothing by themselves below 2,000', () => {
    expect(forecast(1_000, { limit: known(capped(250)) })).toMatchObject({
      verdict: 'blocked',
      next: capped(2_000),
    });
  });

  it('know no level above unlimited', () => {
    expect(forecast(1_000, { limit: known(unlimited) })).toMatchObject({ verdict: 'at-top', next: null });
  });

  it('rise from a limit off the ladder to the next level above it', () => {
    expect(forecast(3_000, { limit: known(capped(25_000)) })).toMatchObject({
      next: capped(100_000),
      verdict: 'on-track',
    });
  });
});

describe('what is unknown', () => {
  it.each<[string, Partial<TierInput>]>([
    ['limit', { limit: unknown('not-set') }],
    ['usage', { record: unknown('incomplete') }],
    ['quality of one number', { reputations: [reputation(), reputation({ quality: 'unknown' })] }],
    ['part of the numbers', { complete: false }],
    ['set of numbers, being empty', { reputations: [] }],
  ])('keeps a raise from being promised: the %s', (_, more) => {
    expect(forecast(1_000, more)).toMatchObject({ verdict: 'unknown', dueAt: null, planPerDay: null });
  });

  it('is whether enough was sent, when the record is shorter than the rule', () => {
    const record = (each: number) =>
      known({ series: week(each), since: onDay(start, 3, 0), accuracy: 'at-most' } as const);
    expect(met(forecast(500, { record: record(500) }), 'used')).toBeNull();
    expect(forecast(500, { record: record(500) }).verdict).toBe('unknown');
    expect(met(forecast(1_000, { record: record(1_000) }), 'used')).toBe(true);
  });

  it('does not hide what is known to stand in the way', () => {
    const reputations = [reputation({ quality: 'unknown' }), reputation({ quality: 'red' })];
    expect(forecast(1_000, { reputations }).verdict).toBe('blocked');
  });
});

describe('a forecast from a look', () => {
  const snapshot = portfolioOf({
    numbers: [numberOf(1), numberOf(2, { quality: 'yellow' })],
    usage: known(usageOf(1_000, now)),
  });
  const input = {
    now,
    snapshot,
    incidents: [],
    rulebook: lookAt(snapshot).rulebook,
    history: recordOf([
      [numberOf(1).id, week(600)],
      [numberOf(2).id, week(400)],
    ]),
    since: after(now, -8 * DAY),
  };

  it('is one for the portfolio, of all its numbers together', () => {
    const [one, ...others] = forecastsOf(input);
    expect(others).toEqual([]);
    expect(one).toMatchObject({
      owner: { kind: 'portfolio', label: 'Toko Maju' },
      nextTier: { verdict: 'blocked', heldBack: [{ label: 'Toko 2', because: 'quality' }] },
      releasedAt: null,
    });
    expect(one?.freeing).toEqual([{ at: after(start, 5 * DAY + 33.5 * HOUR), recipients: 1_000 }]);
  });

  it('knows nothing of usage that was not read', () => {
    const blind = { ...snapshot, usage: unknown('incomplete') };
    expect(forecastsOf({ ...input, snapshot: blind })).toMatchObject([{ freeing: null, pace: null }]);
  });

  it('promises nothing while a WABA hides its numbers', () => {
    const partial = { ...snapshot, numbers: [numberOf(1)], gaps: [gapOf()] };
    expect(forecastsOf({ ...input, snapshot: partial })).toMatchObject([
      { nextTier: { verdict: 'unknown' } },
    ]);
  });

  it('dates trouble by the incident that stands for it', () => {
    const red = portfolioOf({ numbers: [numberOf(1, { quality: 'red' })] });
    const seen = lookAt(red, { now: start });
    const { live } = advance({
      live: [],
      recent: [],
      verdicts: quality.judge(seen),
      now: start,
      policy: defaultPolicy,
      exists: () => true,
    });
    const rulebook = { ...input.rulebook, lower: { daysLow: 7, levels: 1 } };
    expect(forecastsOf({ ...input, snapshot: red, incidents: live, rulebook })).toMatchObject([
      { nextTier: { countdowns: [{ since: start, daysLeft: 2 }] } },
    ]);
  });
});
