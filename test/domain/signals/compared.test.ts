import { describe, expect, it } from 'vitest';
import { comparedIn, type Compared } from '../../../src/domain/signals/compared.js';
import { countsOf, type SignalCounts } from '../../../src/domain/signals/counts.js';

const least = { leastCompared: 100, leastWeeks: 3, leastDays: 5 };
type Days = Readonly<Record<number, Partial<SignalCounts>>>;

function compared(days: Days): readonly Compared[] {
  return comparedIn(new Map(Object.entries(days).map(([ago, one]) => [Number(ago), countsOf(one)])), least);
}

const each = (step: number, n: number, one: Partial<SignalCounts>): Days =>
  Object.fromEntries(Array.from({ length: n }, (_, place) => [step * (place + 1), one]));
const so = (n: number, one: Partial<SignalCounts>): readonly SignalCounts[] =>
  Array.from({ length: n }, () => countsOf(one));

describe('what the newest hours are held against', () => {
  it('are the same hours of all earlier days, and of the same weekday', () => {
    const found = compared({ ...each(1, 55, { sent: 300 }), ...each(7, 8, { sent: 200, stops: 1 }) });
    expect(found.map((one) => [one.with, one.n])).toEqual([
      ['days', 56],
      ['weeks', 8],
    ]);
    expect(found[1]?.all).toEqual(so(8, { sent: 200, stops: 1 }));
  });

  it('are joined until they have messages enough', () => {
    const weeks = { with: 'weeks', n: 8, all: so(4, { sent: 100, stops: 2 }) };
    expect(compared(each(7, 8, { sent: 50, stops: 1 }))).toEqual([weeks]);
    const days = { with: 'days', n: 56, all: so(14, { sent: 100 }) };
    expect(compared(each(1, 56, { sent: 25 }))).toEqual([days]);
  });

  it('are never days that are still to come, nor those before eight weeks', () => {
    expect(compared({ 0: { sent: 1_000 }, ...each(7, 3, { sent: 100 }) })[0]?.all).toHaveLength(3);
    expect(compared(each(63, 5, { sent: 1_000 }))).toEqual([]);
  });

  it('are nothing where there is too little', () => {
    expect(compared({})).toEqual([]);
    expect(compared(each(7, 2, { sent: 5_000 }))).toEqual([]);
    expect(compared(each(1, 56, { sent: 8 }))).toEqual([]);
  });
});
