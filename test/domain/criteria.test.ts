import { describe, expect, it } from 'vitest';
import {
  weighAtLimit,
  weighAutomatic,
  weighQuality,
  weighStatus,
  weighUsed,
  type UsageRecord,
} from '../../src/domain/criteria.js';
import type { PeopleStep } from '../../src/domain/history/people.js';
import type { Reputation } from '../../src/domain/reputation.js';
import type { RaiseRule } from '../../src/domain/rulebook.js';
import type { NumberId } from '../../src/domain/snapshot.js';
import { after, DAY, halfHourOf, HOUR, MINUTE, type Instant } from '../../src/domain/time.js';
import type { Series } from '../../src/domain/usage.js';
import { at } from '../support/looks.js';
import { perNumber2021, portfolio2025 } from '../support/rulebooks.js';
import { daily, sent } from '../support/sending.js';
import { reputation } from '../support/tiers.js';

const now = at('2026-11-20T12:00:00Z');
const ago = (ms: number): Instant => after(now, -ms);
const recordOf = (series: Series, since: Instant = ago(30 * DAY)): UsageRecord => ({
  series,
  since,
  accuracy: 'exact',
});
/** Half the limit within seven days; and twice the limit, with two days at it. */
const half = portfolio2025.raise;
const twice = perNumber2021.raise;

describe('raises come by themselves', () => {
  it('from a limit on', () => {
    expect(weighAutomatic(half, 2_000)).toEqual({
      criterion: { name: 'automatic', met: true, from: 2_000, limit: 2_000 },
      since: null,
    });
    expect(weighAutomatic(half, 1_999).criterion.met).toBe(false);
  });
});

describe('what is asked of numbers', () => {
  const number = '2' as NumberId;
  const held = (is: string) => ({ number, label: 'Two', is });
  const second = (more: Partial<Reputation>) => [
    reputation({ statusSince: ago(DAY), qualitySince: ago(2 * DAY) }),
    reputation({ number, label: 'Two', ...more }),
  ];

  it('is a status, met since the last of them had it', () => {
    const late = weighStatus(twice, second({ statusSince: ago(HOUR) }), true);
    expect(late).toEqual({
      criterion: { name: 'status', met: true, allowed: ['connected'], failing: [], unknown: [] },
      since: ago(HOUR),
    });
    expect(weighStatus(twice, second({ statusSince: ago(2 * DAY) }), true)?.since).toBe(ago(DAY));
    expect(weighStatus(twice, second({ statusSince: null }), true)?.since).toBe(ago(DAY));
    expect(weighStatus(twice, [reputation()], true)?.since).toBeNull();
    expect(weighStatus(half, second({}), true)).toBeNull();
  });

  it('is a rating, met since the last of them had it', () => {
    expect(weighQuality(half, second({ qualitySince: ago(HOUR) }), true)).toEqual({
      criterion: { name: 'quality', met: true, allowed: ['green'], failing: [], unknown: [] },
      since: ago(HOUR),
    });
  });

  it('is not met by one that has another, who is named', () => {
    expect(weighStatus(twice, second({ status: 'flagged', statusSince: now }), true)).toEqual({
      criterion: {
        name: 'status',
        met: false,
        allowed: ['connected'],
        failing: [held('flagged')],
        unknown: [],
      },
      since: null,
    });
    expect(weighQuality(half, second({ quality: 'yellow', qualitySince: now }), false)).toMatchObject({
      criterion: { met: false, failing: [held('yellow')], unknown: [] },
      since: null,
    });
  });

  it.each<[string, readonly Reputation[], boolean, readonly object[]]>([
    ['one is not known', second({ quality: 'unknown' }), true, [held('unknown')]],
    ['one may be hidden', second({}), false, []],
    ['there are none', [], true, []],
  ])('is not known when %s', (_why, reputations, complete, unknown) => {
    expect(weighQuality(half, reputations, complete)).toEqual({
      criterion: { name: 'quality', met: null, allowed: ['green'], failing: [], unknown },
      since: null,
    });
  });
});

describe('so many people within seven days', () => {
  const used = (record: UsageRecord | null, limit = 1_000) => weighUsed(half, limit, record, now);

  it('are half of the limit, a half person counted whole', () => {
    expect(used(recordOf([]), 1_000).criterion).toMatchObject({ need: 500, days: 7 });
    expect(used(recordOf([]), 1_001).criterion).toMatchObject({ need: 501 });
  });

  it('are enough when they are just as many, and too few when one is missing', () => {
    const people = (count: number) => used(recordOf(sent(ago(DAY), [[0, count]])));
    expect(people(500)).toEqual({
      criterion: { name: 'used', met: true, need: 500, used: 500, accuracy: 'exact', days: 7, certain: true },
      since: after(ago(DAY), 30 * MINUTE),
    });
    expect(people(499)).toMatchObject({ criterion: { met: false, used: 499 }, since: null });
  });

  it('are those of the last seven days, the present half hour included', () => {
    const people = (series: Series) => used(recordOf(series)).criterion;
    expect(people(sent(now, [[0, 500]]))).toMatchObject({ met: true, used: 500 });
    expect(people(sent(ago(7 * DAY), [[0, 500]]))).toMatchObject({ met: true, used: 500 });
    expect(people(sent(ago(7 * DAY), [[-0.5, 500]]))).toMatchObject({ met: false, used: 0 });
    expect(people(sent(now, [[0.5, 500]]))).toMatchObject({ met: false, used: 0 });
  });

  it('are met just now when the half hour that brought them has not ended', () => {
    expect(used(recordOf(sent(now, [[0, 500]]))).since).toBe(now);
  });

  it('goes by the people counted where they bound it closer', () => {
    const week = Array.from({ length: 8 * 48 + 1 }, (_, i): PeopleStep => ({
      at: halfHourOf(after(now, -i * 30 * MINUTE)),
      atLeast: 60,
      atMost: 60,
    }));
    const volume = recordOf(sent(ago(DAY), [[0, 900]]));
    const counted = (people: readonly PeopleStep[], record = volume) => used({ ...record, people }).criterion;
    expect(used(volume).criterion).toMatchObject({ met: true, used: 900 });
    expect(counted(week)).toMatchObject({ met: false, used: 480 });
    expect(counted(week.slice(0, 48))).toMatchObject({ met: true, used: 900 });
    const short = recordOf(sent(ago(DAY), [[0, 9]]), ago(2 * DAY));
    expect(counted(week.slice(0, 48), short)).toMatchObject({ met: null, used: 60 });
  });

  it('are certain by an upper bound only where as many were surely reached', () => {
    const bound: UsageRecord = { ...recordOf(sent(ago(DAY), [[0, 900]])), accuracy: 'at-most' };
    const withLeast = (atLeast: number) =>
      used({ ...bound, people: [{ at: halfHourOf(now), atLeast, atMost: null }] }).criterion;
    expect(used(bound).criterion).toMatchObject({ met: true, certain: false });
    expect(withLeast(499)).toMatchObject({ met: true, certain: false });
    expect(withLeast(500)).toMatchObject({ met: true, certain: true });
  });

  it('cannot be too few for a record that began later, or for none', () => {
    const few = (since: Instant) => used(recordOf(sent(ago(DAY), [[0, 9]]), since)).criterion.met;
    expect(few(ago(7 * DAY))).toBe(false);
    expect(few(ago(7 * DAY - 1))).toBeNull();
    expect(used(null)).toEqual({
      criterion: { name: 'used', met: null, need: 500, used: null, accuracy: null, days: 7, certain: false },
      since: null,
    });
  });

  it('are met since the last time that they were too few', () => {
    // Enough on the first day, too few from the eighth on, enough again from the tenth on.
    const series = daily(ago(12 * DAY), 0, [500, 0, 0, 0, 0, 0, 0, 0, 0, 300, 300]);
    expect(used(recordOf(series)).since).toBe(after(ago(2 * DAY), 30 * MINUTE));
  });

  it('are met since the record began, when they were met then', () => {
    const series = daily(ago(6 * DAY), 0, [600, 600, 600]);
    expect(used(recordOf(series, ago(4 * DAY))).since).toBe(after(ago(4 * DAY), 30 * MINUTE));
  });
});

describe('two days at the limit', () => {
  const full = (days: number): Series => daily(ago(days * DAY), 0, Array<number>(days).fill(1_000));
  const weigh = (since: Instant | null, record: UsageRecord | null, raise: RaiseRule = twice) =>
    weighAtLimit(raise, 1_000, since, record, now);

  it('are not asked by the rules of today', () => {
    expect(weigh(now, null, half)).toBeNull();
  });

  it.each<[string, Instant | null, UsageRecord | null, boolean | null, Instant | null]>([
    ['the limit has been in force for them', ago(2 * DAY), null, true, now],
    ['it has been in force for longer', ago(3 * DAY), null, true, ago(DAY)],
    ['it has been in force for less', ago(2 * DAY - MINUTE), null, false, null],
    ['nobody knows anything', null, null, null, null],
    ['nobody knows since when, and it was not used up', null, recordOf([]), null, null],
    ['nobody knows since when, and it was used up for two days', null, recordOf(full(3)), true, ago(DAY)],
    ['it has been in force for less, but was used up', ago(DAY), recordOf(full(3)), true, ago(DAY)],
    ['both, and the limit was in force sooner', ago(5 * DAY), recordOf(full(3)), true, ago(3 * DAY)],
    ['both, and it was used up sooner', ago(2.5 * DAY), recordOf(full(3)), true, ago(DAY)],
  ])('are weighed where %s', (_what, since, record, met, metSince) => {
    expect(weigh(since, record)).toMatchObject({ criterion: { met }, since: metSince });
  });

  it('are told in hours in force and hours used up', () => {
    expect(weigh(ago(90 * MINUTE), recordOf(full(1)))?.criterion).toEqual({
      name: 'at-limit',
      met: false,
      hours: 48,
      days: 7,
      held: 1.5,
      full: 24,
    });
    expect(weigh(null, null)?.criterion).toMatchObject({ held: null, full: null });
  });
});
