import { describe, expect, it } from 'vitest';
import { missingSince, recordedSince, recordedWith, renewed } from '../../src/app/usage-record.js';
import type { NumberId, WabaId } from '../../src/domain/snapshot.js';
import {
  after,
  DAY,
  halfHourOf,
  HALF_HOUR,
  HOUR,
  instantOf,
  MINUTE,
  type Instant,
} from '../../src/domain/time.js';
import type { Series } from '../../src/domain/usage.js';
import type { VolumeRead } from '../../src/ports.js';
import { noon, portfolioOf, wabaOf } from '../support/looks.js';

const [first, second] = ['1' as WabaId, '2' as WabaId];
const [one, two] = ['11' as NumberId, '12' as NumberId];
const ago = (ms: number): Instant => after(noon, -ms);
const bucket = (at: Instant, recipients: number) => ({ at, recipients });
const read = (from: Instant, series: readonly (readonly [NumberId, Series])[] = []): VolumeRead => ({
  span: { from, to: after(noon, HALF_HOUR) },
  series: new Map(series),
});

describe('what is missing', () => {
  it('is eight days of an account that was never read', () => {
    expect(missingSince({}, noon)(first)).toBe(ago(8 * DAY));
  });

  it('is the last three hours of an account that was just read, whatever its numbers sent', () => {
    const recorded = { [first]: { from: ago(9 * DAY), to: ago(5 * MINUTE) } };
    expect(missingSince(recorded, noon)(first)).toBe(halfHourOf(ago(3 * HOUR + 5 * MINUTE)));
    expect(missingSince(recorded, noon)(second)).toBe(ago(8 * DAY));
  });

  it('grows with the time that nobody could read it, up to eight days', () => {
    const since = (to: Instant) => missingSince({ [first]: { from: ago(90 * DAY), to } }, noon)(first);
    expect(since(ago(2 * DAY))).toBe(ago(2 * DAY + 3 * HOUR));
    expect(since(ago(30 * DAY))).toBe(ago(8 * DAY));
  });

  it('is asked for every six hours while the record is shorter than eight days', () => {
    const sixth = instantOf(Math.floor(noon / (6 * HOUR)) * 6 * HOUR);
    const since = (from: Instant, to: Instant, now: Instant) =>
      missingSince({ [first]: { from, to } }, now)(first);
    const short = after(sixth, -DAY);
    expect(since(short, after(sixth, -MINUTE), sixth)).toBe(after(sixth, -8 * DAY));
    expect(since(short, sixth, after(sixth, 5 * MINUTE))).toBe(after(sixth, -3 * HOUR));
    expect(since(after(sixth, -8 * DAY), after(sixth, -MINUTE), sixth)).toBe(after(sixth, -3.5 * HOUR));
  });

  it('is three hours when the clock went back', () => {
    expect(missingSince({ [first]: { from: ago(9 * DAY), to: after(noon, DAY) } }, noon)(first)).toBe(
      ago(3 * HOUR),
    );
  });
});

describe('the record renewed by a look', () => {
  const old: Series = [bucket(ago(5 * HOUR), 1), bucket(ago(2 * HOUR), 2), bucket(ago(HOUR), 3)];

  it('has what was read in place of what it had, and nothing where nothing was read', () => {
    const fresh: Series = [bucket(ago(HOUR), 4), bucket(noon, 5)];
    const { series, changes } = renewed(
      new Map([[one, old]]),
      new Map([[first, read(ago(3 * HOUR), [[one, fresh]])]]),
    );
    expect(series.get(one)).toEqual([bucket(ago(5 * HOUR), 1), ...fresh]);
    expect(changes.get(one)).toEqual([bucket(ago(2 * HOUR), 0), ...fresh]);
  });

  it('is written only where it differs', () => {
    const same = read(ago(3 * HOUR), [
      [one, old.slice(1)],
      [two, []],
    ]);
    const { series, changes } = renewed(new Map([[one, old]]), new Map([[first, same]]));
    expect(changes.size).toBe(0);
    expect(series.get(one)).toBe(old);
  });

  it('keeps numbers that the look could not tell apart', () => {
    const { series } = renewed(new Map([[one, old]]), new Map([[first, read(ago(3 * HOUR), [[two, []]])]]));
    expect(series.get(one)).toBe(old);
  });
});

describe('how far the record goes', () => {
  it('grows with each look that begins within it', () => {
    const before = { [first]: { from: ago(9 * DAY), to: ago(5 * MINUTE) } };
    expect(recordedWith(before, new Map([[first, read(ago(3 * HOUR))]]), noon)).toEqual({
      [first]: { from: ago(9 * DAY), to: noon },
    });
  });

  it('begins anew after a hole', () => {
    const before = { [first]: { from: ago(90 * DAY), to: ago(30 * DAY) } };
    expect(recordedWith(before, new Map([[first, read(ago(8 * DAY))]]), noon)).toEqual({
      [first]: { from: ago(8 * DAY), to: noon },
    });
  });

  it('stays as it is for an account that was not read', () => {
    const before = { [first]: { from: ago(9 * DAY), to: ago(HOUR) } };
    expect(recordedWith(before, new Map([[second, read(ago(8 * DAY))]]), noon)).toMatchObject(before);
  });

  it('reaches back further when more was read', () => {
    const before = { [first]: { from: ago(DAY), to: ago(HOUR) } };
    expect(recordedWith(before, new Map([[first, read(ago(8 * DAY))]]), noon)).toEqual({
      [first]: { from: ago(8 * DAY), to: noon },
    });
  });

  it('is of a portfolio as long as that of its youngest account', () => {
    const snapshot = portfolioOf({ wabas: [wabaOf({ id: first }), wabaOf({ id: second })] });
    const long = { from: ago(90 * DAY), to: noon };
    const short = { from: ago(8 * DAY), to: noon };
    expect(recordedSince({ [first]: long, [second]: short }, snapshot)).toBe(short.from);
    expect(recordedSince({ [first]: long }, snapshot)).toBeNull();
    expect(recordedSince({ [first]: long }, portfolioOf({ wabas: [] }))).toBeNull();
  });
});
