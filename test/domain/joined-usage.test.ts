import { describe, expect, it } from 'vitest';
import { freed, volumeOf, withCounted } from '../../src/domain/joined-usage.js';
import { known, unknown } from '../../src/domain/reading.js';
import type { LookGap } from '../../src/domain/snapshot.js';
import { after, HOUR } from '../../src/domain/time.js';
import { countedOf } from '../support/counted.js';
import { gapOf, noon, portfolioOf, usageOf, wabaOf } from '../support/looks.js';

const volume = known(usageOf(6_800));
const seen = portfolioOf({ usage: volume });
const between = countedOf(6_120, noon, { accuracy: 'between', atLeast: 6_000 });
const begun = countedOf(6_120, noon, { accuracy: 'at-least', atLeast: 2_100, atMost: null });

describe('people counted and volume, joined', () => {
  it('is the volume alone where nobody was ever counted', () => {
    expect(withCounted(seen, null)).toBe(seen);
  });

  it('is the count where it is exact, with the volume beside it', () => {
    expect(withCounted(seen, countedOf(6_120)).usage).toMatchObject({
      known: true,
      value: { recipients: 6_120, accuracy: 'exact', source: 'ledger', asOf: noon, volume },
    });
  });

  it('is the lower of two upper bounds', () => {
    expect(withCounted(seen, between).usage).toMatchObject({
      value: { recipients: 6_120, accuracy: 'at-most', source: 'ledger', counted: { atLeast: 6_000 } },
    });
    const lower = portfolioOf({ usage: known(usageOf(6_050)) });
    expect(withCounted(lower, between).usage).toMatchObject({
      value: {
        recipients: 6_050,
        accuracy: 'at-most',
        source: 'pricing_analytics',
        counted: { atMost: 6_120 },
      },
    });
  });

  it('does not believe a volume lower than what was surely reached: it comes in late', () => {
    const late = portfolioOf({ usage: known(usageOf(5_000)) });
    expect(withCounted(late, between).usage).toMatchObject({
      value: { recipients: 6_120, source: 'ledger' },
    });
    const more = { ...begun, atLeast: 5_001 };
    expect(withCounted(late, more).usage).toMatchObject({
      value: { recipients: 5_001, accuracy: 'at-least', source: 'ledger' },
    });
  });

  it('stays the volume, named so, while nobody knows how many more there are', () => {
    expect(withCounted(seen, begun).usage).toMatchObject({
      value: {
        recipients: 6_800,
        accuracy: 'at-most',
        source: 'pricing_analytics',
        counted: { accuracy: 'at-least', atLeast: 2_100, atMost: null },
      },
    });
  });

  it('is unknown where the volume is unknown and nobody was counted: none counted is not none reached', () => {
    const blank = portfolioOf({ usage: unknown('refused') });
    expect(withCounted(blank, { ...begun, atLeast: 0 }).usage).toEqual(unknown('refused'));
    expect(withCounted(blank, begun).usage).toMatchObject({
      value: { recipients: 2_100, accuracy: 'at-least', volume: unknown('refused') },
    });
    expect(withCounted(blank, countedOf(0)).usage).toMatchObject({
      value: { recipients: 0, accuracy: 'exact' },
    });
  });

  it('adds what accounts used that are watched apart, and is then exact no more', () => {
    const apart = portfolioOf({ usage: known(usageOf(9_000)), elsewhere: 1_000 });
    expect(withCounted(apart, countedOf(6_120)).usage).toMatchObject({
      value: {
        recipients: 7_120,
        accuracy: 'at-most',
        source: 'ledger',
        counted: { atLeast: 6_120, accuracy: 'between' },
      },
    });
    const blank = { ...apart, usage: unknown('refused') };
    expect(withCounted(blank, begun).usage).toMatchObject({
      value: { recipients: 2_100, accuracy: 'at-least', counted: { atMost: null } },
    });
  });

  const unread = { reason: 'elsewhere-unread' } as const;

  it.each<[string, Partial<LookGap>, 'at-least' | 'exact']>([
    ['no upper bound while accounts are hidden', { waba: null, part: 'discovery' }, 'at-least'],
    [
      'none while accounts watched apart are not read',
      { waba: null, part: 'usage', cause: unread },
      'at-least',
    ],
    ['all while usage is hidden for another reason', { waba: null, part: 'usage' }, 'exact'],
    ['all while the usage of one account is hidden', { part: 'usage', cause: unread }, 'exact'],
    ['all while something else is hidden', { waba: null, part: 'health', cause: unread }, 'exact'],
  ])('knows of all who use the limit: %s', (_, gap, accuracy) => {
    const hiding = portfolioOf({ usage: unknown('incomplete'), gaps: [gapOf(gap)] });
    expect(withCounted(hiding, countedOf(6_120)).usage).toMatchObject({
      value: { recipients: 6_120, accuracy },
    });
  });

  it('knows of all while a gap has no cause', () => {
    const gap = { waba: null, part: 'usage', problem: 'unreachable' } as const;
    const hiding = portfolioOf({ usage: unknown('incomplete'), gaps: [gap] });
    expect(withCounted(hiding, countedOf(6_120)).usage).toMatchObject({ value: { accuracy: 'exact' } });
  });

  it('believes a volume that just reaches what was surely reached, and people where both bounds are the same', () => {
    const used = (recipients: number) =>
      withCounted(portfolioOf({ usage: known(usageOf(recipients)) }), between);
    expect(used(6_000).usage).toMatchObject({ value: { recipients: 6_000, source: 'pricing_analytics' } });
    expect(used(6_120).usage).toMatchObject({ value: { recipients: 6_120, source: 'ledger' } });
  });

  it('leaves out what accounts used that are watched apart when it doubts the count', () => {
    const series = [{ at: after(noon, -10 * HOUR), recipients: 6_800 }];
    const apart = portfolioOf({ usage: volume, series, elsewhere: 1_000 });
    const mayMiss = (people: number) => {
      const { usage } = withCounted(apart, countedOf(people));
      return usage.known && usage.value.counted?.mayMiss;
    };
    expect(mayMiss(1_140)).toBeUndefined();
    expect(mayMiss(1_139)).toBe(true);
  });

  it('comes free by half hours where volume is the lower bound, or nothing is known', () => {
    const series = [{ at: after(noon, -10 * HOUR), recipients: 6_050 }];
    const lower = withCounted(portfolioOf({ usage: known(usageOf(6_050)) }), between).usage;
    const byHalfHours = [{ at: after(noon, 14.5 * HOUR), recipients: 6_050 }];
    expect(freed(lower, series, noon)).toEqual(byHalfHours);
    expect(freed(unknown('refused'), series, noon)).toEqual(byHalfHours);
  });

  it('does not count people of an account that has another limit', () => {
    const other = portfolioOf({ usage: volume, wabas: [wabaOf(), wabaOf({ otherLimit: true })] });
    expect(withCounted(other, countedOf(6_120)).usage).toEqual(volume);
  });

  it('doubts a count that volume exceeds many times: deliveries may be missing', () => {
    const told = { ...seen, series: [{ at: after(noon, -10 * HOUR), recipients: 6_800 }] };
    const many = (people: number) => withCounted(told, countedOf(people)).usage;
    expect(many(1_340)).toMatchObject({ value: { recipients: 1_340, accuracy: 'exact' } });
    expect(many(1_339)).toMatchObject({
      value: {
        recipients: 6_800,
        accuracy: 'at-most',
        counted: { mayMiss: true, atLeast: 1_339, atMost: null },
      },
    });
    expect(many(0)).toMatchObject({ value: { recipients: 6_800, accuracy: 'at-most' } });
  });

  it('doubts no count for volume that is not settled, or of people who are free again', () => {
    const countedAfter = (ms: number) => {
      const series = [{ at: noon, recipients: 6_800 }];
      return withCounted({ ...seen, series }, countedOf(0, after(noon, ms))).usage;
    };
    const doubted = { value: { counted: { mayMiss: true, atMost: null } } };
    expect(countedAfter(3 * HOUR)).toMatchObject({ value: { recipients: 0, accuracy: 'exact' } });
    expect(countedAfter(4 * HOUR)).toMatchObject(doubted);
    expect(countedAfter(24 * HOUR)).toMatchObject(doubted);
    expect(countedAfter(24 * HOUR + 1)).toMatchObject({ value: { recipients: 0, accuracy: 'exact' } });
  });

  it('gives the volume back, however often people are counted anew', () => {
    for (const figure of [countedOf(6_120), between, begun]) {
      const once = withCounted(seen, figure);
      expect(volumeOf(once.usage)).toEqual(volume);
      expect(withCounted(once, figure)).toEqual(once);
      expect(withCounted(once, null).usage).toEqual(volume);
    }
  });

  it('frees people to the minute where they were counted, and half hours of volume elsewhere', () => {
    const counted = withCounted(seen, countedOf(6_120)).usage;
    expect(freed(counted, [], noon)).toEqual(countedOf(6_120).releases);
    expect(freed(counted, [], after(noon, HOUR))).toHaveLength(1);
    expect(freed(volume, [{ at: noon, recipients: 5 }], noon)).toHaveLength(0);
    expect(freed(volume, [{ at: after(noon, -HOUR), recipients: 5 }], noon)).toHaveLength(1);
  });
});
