import { describe, expect, it } from 'vitest';
import {
  boundsOf,
  mostPeople,
  peopleWithin,
  untilNewest,
  withPeople,
  type PeopleStep,
} from '../../../src/domain/history/people.js';
import { after, DAY, HALF_HOUR, HOUR, MINUTE, type Instant } from '../../../src/domain/time.js';
import { noon } from '../../support/looks.js';

const steps = (from: Instant, count: number, atLeast: number, atMost: number | null = atLeast) =>
  Array.from({ length: count }, (_, i): PeopleStep => ({ at: after(from, i * HALF_HOUR), atLeast, atMost }));

describe('people on record', () => {
  it('keep the most of each half hour, and forget an upper bound that one look did not know', () => {
    const first = withPeople(null, { atLeast: 5, atMost: 9 }, after(noon, 2 * MINUTE));
    expect(first).toEqual({ at: noon, atLeast: 5, atMost: 9 });
    const higher = withPeople(first, { atLeast: 4, atMost: 11 }, after(noon, 7 * MINUTE));
    expect(higher).toEqual({ at: noon, atLeast: 5, atMost: 11 });
    expect(withPeople(higher, { atLeast: 5, atMost: 11 }, after(noon, 12 * MINUTE))).toBe(higher);
    expect(withPeople(higher, { atLeast: 6, atMost: null }, after(noon, 17 * MINUTE)).atMost).toBeNull();
    expect(withPeople(higher, { atLeast: 1, atMost: 1 }, after(noon, HALF_HOUR)).at).toBe(
      after(noon, HALF_HOUR),
    );
    expect(withPeople(higher, { atLeast: 99, atMost: 99 }, after(noon, -HALF_HOUR))).toBe(higher);
  });

  it('bound a span from above only when every half hour of it is there', () => {
    const span = { from: noon, to: after(noon, HOUR) };
    expect(mostPeople(steps(noon, 2, 7), span)).toEqual({ atLeast: 7, atMost: 7 });
    expect(mostPeople(steps(noon, 1, 7), span)).toEqual({ atLeast: 7, atMost: null });
    expect(mostPeople(steps(noon, 2, 7, null), span)).toEqual({ atLeast: 7, atMost: null });
    expect(mostPeople(steps(after(noon, HOUR), 2, 7), span)).toEqual({ atLeast: null, atMost: null });
  });

  it('are held against the volume: the lower bound counts, unless it is below what was surely reached', () => {
    const unknown = { atLeast: null, atMost: null };
    expect(boundsOf(null, unknown)).toEqual(unknown);
    expect(boundsOf(8, unknown)).toEqual({ atLeast: null, atMost: 8 });
    expect(boundsOf(8, { atLeast: 5, atMost: 6 })).toEqual({ atLeast: 5, atMost: 6 });
    expect(boundsOf(5, { atLeast: 5, atMost: 6 })).toEqual({ atLeast: 5, atMost: 5 });
    expect(boundsOf(4, { atLeast: 5, atMost: 6 })).toEqual({ atLeast: 5, atMost: 6 });
    expect(boundsOf(4, { atLeast: 5, atMost: null })).toEqual({ atLeast: 5, atMost: null });
  });

  it('of days are as many as on the best, and no more than on windows that leave nothing out', () => {
    const week = steps(after(noon, -8 * DAY), 8 * 48 + 1, 100);
    // Eight windows of a day, an hour less apart, hold seven days.
    expect(peopleWithin(week, 7, noon)).toEqual({ atLeast: 100, atMost: 800 });
    expect(peopleWithin(week, 7, after(noon, HALF_HOUR)).atMost).toBe(800);
    expect(peopleWithin(week.slice(48 * 3), 7, noon)).toEqual({ atLeast: 100, atMost: null });
    expect(peopleWithin([], 7, noon)).toEqual({ atLeast: null, atMost: null });
  });

  it('are asked for up to the newest look, where that was lately', () => {
    const span = { from: noon, to: after(noon, 3 * HOUR) };
    expect(untilNewest(steps(noon, 5, 1), span).to).toBe(after(noon, 2.5 * HOUR));
    expect(untilNewest(steps(noon, 4, 1), span).to).toBe(span.to);
    expect(untilNewest([], span)).toEqual(span);
  });
});
