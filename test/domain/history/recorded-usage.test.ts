import { describe, expect, it } from 'vitest';
import {
  missingSince,
  recordedSince,
  recordedWith,
  unmatchedIn,
  type VolumeRead,
} from '../../../src/domain/history/recorded-usage.js';
import { changesIn, spanRead, usageOfEach, withChanges } from '../../../src/domain/history/usage-changes.js';
import type { NumberId, WabaId } from '../../../src/domain/snapshot.js';
import {
  after,
  DAY,
  halfHourOf,
  HALF_HOUR,
  HOUR,
  instantOf,
  MINUTE,
  type Instant,
} from '../../../src/domain/time.js';
import type { Series } from '../../../src/domain/usage.js';
import { noon, portfolioOf, wabaOf } from '../../support/looks.js';

const [first, second] = ['1' as WabaId, '2' as WabaId];
const [one, two] = ['11' as NumberId, '12' as NumberId];
const ago = (ms: number): Instant => after(noon, -ms);
/** In which way records are counted today. */
const counting =
  recordedWith({}, new Map([[first, { span: { from: noon, to: noon }, series: new Map() }]]), noon)[first]
    ?.counting ?? 0;
const bucket = (at: Instant, recipients: number) => ({ at, recipients });
const read = (from: Instant, series: readonly (readonly [NumberId, Series])[] = []): VolumeRead => ({
  span: { from, to: after(noon, HALF_HOUR) },
  series: new Map(series),
});

describe('what is missing', () => {
  it('is eight days of an account that was never read', () => {
    expect(missingSince({})(first, noon)).toBe(ago(8 * DAY));
  });

  it('is the last three hours of an account that was just read, whatever its numbers sent', () => {
    const recorded = { [first]: { from: ago(9 * DAY), to: ago(5 * MINUTE), counting } };
    expect(missingSince(recorded)(first, noon)).toBe(halfHourOf(ago(3 * HOUR + 5 * MINUTE)));
    expect(missingSince(recorded)(second, noon)).toBe(ago(8 * DAY));
  });

  it('grows with the time that nobody could read it, up to eight days', () => {
    const since = (to: Instant) =>
      missingSince({ [first]: { from: ago(90 * DAY), to, counting } })(first, noon);
    expect(since(ago(2 * DAY))).toBe(ago(2 * DAY + 3 * HOUR));
    expect(since(ago(30 * DAY))).toBe(ago(8 * DAY));
  });

  it('is asked for every six hours while the record is shorter than eight days', () => {
    const sixth = instantOf(Math.floor(noon / (6 * HOUR)) * 6 * HOUR);
    const since = (from: Instant, to: Instant, now: Instant) =>
      missingSince({ [first]: { from, to, counting } })(first, now);
    const short = after(sixth, -DAY);
    expect(since(short, after(sixth, -MINUTE), sixth)).toBe(after(sixth, -8 * DAY));
    expect(since(short, sixth, after(sixth, 5 * MINUTE))).toBe(after(sixth, -3 * HOUR));
    expect(since(after(sixth, -8 * DAY), after(sixth, -MINUTE), sixth)).toBe(after(sixth, -3.5 * HOUR));
  });

  it('is three hours when the clock went back', () => {
    expect(
      missingSince({ [first]: { from: ago(9 * DAY), to: after(noon, DAY), counting } })(first, noon),
    ).toBe(ago(3 * HOUR));
  });
});

describe('the record and what a look read', () => {
  const old: Series = [bucket(ago(5 * HOUR), 1), bucket(ago(2 * HOUR), 2), bucket(ago(HOUR), 3)];
  const fresh: Series = [bucket(ago(HOUR), 4), bucket(noon, 5)];
  const changes = () =>
    changesIn(new Map([[one, old]]), new Map([[first, read(ago(3 * HOUR), [[one, fresh]])]]));

  it('differ where a half hour was read otherwise, and where it was read to have had nothing', () => {
    expect(changes()).toEqual(
      new Map([
        [
          one,
          [
            { ...bucket(ago(2 * HOUR), 0), before: 2 },
            { ...bucket(ago(HOUR), 4), before: 3 },
            { ...bucket(noon, 5), before: 0 },
          ],
        ],
      ]),
    );
  });

  it('do not differ where nothing was read, nor where the same was', () => {
    const same = read(ago(3 * HOUR), [
      [one, old.slice(1)],
      [two, []],
    ]);
    expect(changesIn(new Map([[one, old]]), new Map([[first, same]]))).toEqual(new Map());
  });

  it('differ only in the half hours that do', () => {
    const partly = read(ago(3 * HOUR), [[one, [bucket(ago(2 * HOUR), 2), bucket(ago(HOUR), 4)]]]);
    expect(changesIn(new Map([[one, old]]), new Map([[first, partly]]))).toEqual(
      new Map([[one, [{ ...bucket(ago(HOUR), 4), before: 3 }]]]),
    );
  });

  it.each([
    [
      'what is told of its successor',
      [bucket(ago(HOUR), 1), bucket(ago(2 * HOUR), 2)],
      [
        [2, 0, 2],
        [1, 2, 3],
      ],
    ],
    [
      'all of it',
      [bucket(ago(2 * HOUR), 9), bucket(ago(HOUR), 9)],
      [
        [2, 0, 2],
        [1, 0, 3],
      ],
    ],
    ['nothing where its successor had nothing', [bucket(noon, 7)], []],
    ['nothing where its successor was not read', undefined, []],
  ])('take from a number that left %s', (_, told, taken) => {
    const volumes = new Map([[first, read(ago(3 * HOUR), told ? [[two, told]] : [])]]);
    const found = changesIn(new Map([[one, old]]), volumes, new Map([[one, two]]));
    const theirs = taken.map(([hours = 0, recipients = 0, before]) => ({
      ...bucket(ago(hours * HOUR), recipients),
      before,
    }));
    expect(found.get(one)).toEqual(theirs.length === 0 ? undefined : theirs);
  });

  it('make the record of each number, with what belongs to none and so may be its own', () => {
    const none = unmatchedIn(first);
    const third = '13' as NumberId;
    const kept = new Map([
      [one, old],
      [two, [bucket(noon, 2)]],
    ]);
    const changed = new Map([
      [two, [{ ...bucket(noon, 0), before: 2 }]],
      [third, [{ ...bucket(noon, 3), before: 0 }]],
    ]);
    expect(usageOfEach(kept, changed)).toEqual(
      new Map([
        [one, old],
        [third, [bucket(noon, 3)]],
      ]),
    );
    expect(usageOfEach(new Map([...kept, [none, [bucket(noon, 5)]]]), changed)).toEqual(
      new Map([
        [one, [...old, bucket(noon, 5)]],
        [two, [bucket(noon, 5)]],
        [third, [bucket(noon, 8)]],
      ]),
    );
  });

  it('make one series, with what was read in the place of what was there', () => {
    const changed = changes().get(one) ?? [];
    expect(withChanges(old, [changed])).toEqual([bucket(ago(5 * HOUR), 1), ...fresh]);
    expect(withChanges(old, [])).toBe(old);
  });

  it('make one series of several numbers together', () => {
    const together: Series = [bucket(ago(2 * HOUR), 12), bucket(ago(HOUR), 13)];
    const more = [{ ...bucket(ago(HOUR), 7), before: 10 }];
    expect(withChanges(together, [changes().get(one) ?? [], more])).toEqual([
      bucket(ago(2 * HOUR), 10),
      bucket(ago(HOUR), 11),
      bucket(noon, 5),
    ]);
  });

  it('are of the time from the first answer’s beginning to the last one’s end', () => {
    expect(spanRead(new Map())).toBeNull();
    expect(
      spanRead(
        new Map([
          [first, read(ago(3 * HOUR))],
          [second, read(ago(8 * DAY))],
        ]),
      ),
    ).toEqual({ from: ago(8 * DAY), to: after(noon, HALF_HOUR) });
  });
});

describe('how far the record goes', () => {
  it('grows with each look that begins within it', () => {
    const before = { [first]: { from: ago(9 * DAY), to: ago(5 * MINUTE), counting } };
    expect(recordedWith(before, new Map([[first, read(ago(3 * HOUR))]]), noon)).toEqual({
      [first]: { from: ago(9 * DAY), to: noon, counting },
    });
  });

  it('begins anew after a hole', () => {
    const before = { [first]: { from: ago(90 * DAY), to: ago(30 * DAY) } };
    expect(recordedWith(before, new Map([[first, read(ago(8 * DAY))]]), noon)).toEqual({
      [first]: { from: ago(8 * DAY), to: noon, counting },
    });
  });

  it('stays as it is for an account that was not read', () => {
    const before = { [first]: { from: ago(9 * DAY), to: ago(HOUR) } };
    expect(recordedWith(before, new Map([[second, read(ago(8 * DAY))]]), noon)).toMatchObject(before);
  });

  it('reaches back further when more was read', () => {
    const before = { [first]: { from: ago(DAY), to: ago(HOUR) } };
    expect(recordedWith(before, new Map([[first, read(ago(8 * DAY))]]), noon)).toEqual({
      [first]: { from: ago(8 * DAY), to: noon, counting },
    });
  });

  it('is of a portfolio as long as that of its youngest account', () => {
    const snapshot = portfolioOf({ wabas: [wabaOf({ id: first }), wabaOf({ id: second })] });
    const long = { from: ago(90 * DAY), to: noon };
    const short = { from: ago(8 * DAY), to: noon };
    const sight = { at: noon, snapshot };
    expect(recordedSince({ recorded: { [first]: long, [second]: short }, sight })).toBe(short.from);
    expect(recordedSince({ recorded: { [first]: long }, sight })).toBeNull();
    const none = { at: noon, snapshot: portfolioOf({ wabas: [] }) };
    expect(recordedSince({ recorded: { [first]: long }, sight: none })).toBeNull();
    expect(recordedSince({ recorded: { [first]: long }, sight: null })).toBeNull();
  });

  it('is told by the clock of Meta, by which it is kept', () => {
    const snapshot = portfolioOf({ wabas: [wabaOf({ id: first })], metaAhead: 2 * HOUR });
    const recorded = { [first]: { from: ago(8 * DAY), to: after(noon, 2 * HOUR) } };
    expect(recordedSince({ recorded, sight: { at: noon, snapshot } })).toBe(ago(8 * DAY));
    expect(recordedSince({ recorded, sight: { at: ago(HOUR), snapshot } })).toBeNull();
  });

  it('is not known while one account was not read in the newest look', () => {
    const snapshot = portfolioOf({ wabas: [wabaOf({ id: first }), wabaOf({ id: second })] });
    const recorded = {
      [first]: { from: ago(9 * DAY), to: noon },
      [second]: { from: ago(9 * DAY), to: ago(5 * MINUTE) },
    };
    expect(recordedSince({ recorded, sight: { at: noon, snapshot } })).toBeNull();
  });

  it('is asked for again as far back as rules need, when it was counted in an older way', () => {
    const sixth = instantOf(Math.floor(noon / (6 * HOUR)) * 6 * HOUR);
    const old = { [first]: { from: after(sixth, -90 * DAY), to: after(sixth, -5 * MINUTE) } };
    expect(missingSince(old)(first, sixth)).toBe(after(sixth, -8 * DAY));
    const partly = recordedWith(old, new Map([[first, read(after(sixth, -3 * HOUR))]]), sixth);
    expect(partly[first]?.counting).toBeUndefined();
    const whole = recordedWith(old, new Map([[first, read(after(sixth, -8 * DAY))]]), sixth);
    expect(whole[first]).toEqual({ from: after(sixth, -90 * DAY), to: sixth, counting });
    expect(missingSince(whole)(first, after(sixth, 6 * HOUR))).toBe(after(sixth, -3 * HOUR));
  });
});
