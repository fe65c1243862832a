import { describe, expect, it } from 'vitest';
import { ageing } from '../../../src/domain/history/keeping.js';
import type { Grain } from '../../../src/domain/history/usage-day.js';
import { after, DAY, type Instant } from '../../../src/domain/time.js';
import { at } from '../../support/looks.js';

const today = at('2026-11-22T00:00:00Z');
const keeping = { halfHours: 2 * DAY, hours: 5 * DAY, days: 10 * DAY };
const ago = (days: number): Instant => after(today, -days * DAY);
const ageingOf = (...days: readonly (readonly [ago: number, grain: Grain])[]) => {
  const found = ageing(new Map(days.map(([number, grain]) => [ago(number), grain])), keeping);
  const inDays = (all: readonly Instant[]) => all.map((day) => (today - day) / DAY);
  return { coarser: inDays(found.coarser), dropped: inDays(found.dropped) };
};

describe('days on record', () => {
  it('of which there are none do not age', () => {
    expect(ageingOf()).toEqual({ coarser: [], dropped: [] });
  });

  it.each<[string, number, Grain, string]>([
    ['half hours for as long as they are kept', 2, 'half-hour', 'kept'],
    ['half hours no longer', 3, 'half-hour', 'coarser'],
    ['hours for as long as they are kept', 5, 'hour', 'kept'],
    ['hours no longer', 6, 'hour', 'coarser'],
    ['their totals for as long as they are kept', 10, 'day', 'kept'],
    ['their totals no longer', 11, 'day', 'dropped'],
    ['nothing when they are too old, however fine they are', 11, 'half-hour', 'dropped'],
    ['nothing when they are too old, though they have hours', 11, 'hour', 'dropped'],
  ])('hold %s', (_, days, grain, fate) => {
    expect(ageingOf([0, 'half-hour'], [days, grain])).toEqual({
      coarser: fate === 'coarser' ? [days] : [],
      dropped: fate === 'dropped' ? [days] : [],
    });
  });

  it('age by the newest of them, not by today', () => {
    expect(ageingOf([20, 'half-hour'], [22, 'half-hour'])).toEqual({ coarser: [], dropped: [] });
  });

  it('grow coarser four of a grain at once, the oldest first, half hours before hours', () => {
    const half = [3, 7, 5, 4, 6, 8].map((days) => [days, 'half-hour'] as const);
    expect(ageingOf([0, 'half-hour'], ...half).coarser).toEqual([8, 7, 6, 5]);
    const hours = [6, 10, 8, 7, 9].map((days) => [days, 'hour'] as const);
    expect(ageingOf([0, 'half-hour'], ...hours, [3, 'half-hour']).coarser).toEqual([3, 10, 9, 8, 7]);
  });

  it('are dropped all at once, the oldest first', () => {
    const old = [12, 16, 14, 13, 15].map((days) => [days, 'day'] as const);
    expect(ageingOf([0, 'half-hour'], ...old).dropped).toEqual([16, 15, 14, 13, 12]);
  });
});
