import { describe, expect, it } from 'vitest';
import { biggestUser } from '../../src/domain/biggest-user.js';
import { known, unknown } from '../../src/domain/reading.js';
import { defaultThresholds } from '../../src/domain/thresholds.js';
import { usage } from '../../src/domain/rules/usage.js';
import type { PortfolioSnapshot } from '../../src/domain/snapshot.js';
import type { Usage } from '../../src/domain/usage.js';
import { capped, factsIn, inShort, lookAt, numberOf, only, portfolioOf, usageOf } from '../support/looks.js';
import { perNumber2023 } from '../support/rulebooks.js';

/** What numbers used for certain, and `nobodys` on top of it that may be of any of them. */
function snapshotOf(own: readonly number[], nobodys: number): PortfolioSnapshot {
  const usedBy = (recipients: number): Usage => ({ ...usageOf(recipients + nobodys), unmatched: nobodys });
  return portfolioOf({
    numbers: own.map((recipients, i) => numberOf(i + 1, { usage: known(usedBy(recipients)) })),
    usage: known({ ...usageOf(own.reduce((sum, one) => sum + one, nobodys)), unmatched: nobodys }),
  });
}

describe('who used most beside volume of nobody', () => {
  it.each([
    [[6_000, 1_000], 1_000, '1', 0.75],
    [[1_000, 6_000, 2_000], 1_000, '2', 0.6],
    [[6_000], 0, '1', 1],
  ])(
    'is known where nobody else may have used as much: of %j, and %i of nobody, number %s',
    (own, nobodys, index, share) => {
      const most = biggestUser(snapshotOf(own, nobodys));
      expect(most?.number.id).toBe(numberOf(Number(index)).id);
      expect(most?.share).toBe(share);
    },
  );

  it.each([
    [[3_000, 2_500], 500],
    [[300], 400],
    [[0, 0], 400],
  ])('is not known where another may have used as much: %j, and %i of nobody', (own, nobodys) => {
    expect(biggestUser(snapshotOf(own, nobodys))).toBeNull();
  });

  it('is told without a number that moved, but not while one is unknown', () => {
    const { numbers, ...rest } = snapshotOf([6_000], 0);
    const withOther = (why: 'moved' | 'incomplete') => ({
      ...rest,
      numbers: [...numbers, numberOf(9, { usage: unknown(why) })],
    });
    expect(biggestUser(withOther('moved'))?.share).toBe(1);
    expect(biggestUser(withOther('incomplete'))).toBeNull();
  });
});

describe('a number with a limit of its own', () => {
  const judged = (own: number, nobodys: number) =>
    only(usage.judge(lookAt(snapshotOf([own], nobodys), { rulebook: perNumber2023 })));

  it.each([
    [5_000, 0, 'clear'],
    [5_000, 2_499, 'clear'],
    [5_000, 2_500, 'unknown'],
    [5_000, 90_000, 'unknown'],
    [8_000, 90_000, 'firing warning 1'],
    [0, 90_000, 'unknown'],
  ])('that used %i, beside %i of nobody, is judged %s', (own, nobodys, verdict) => {
    expect(inShort(judged(own, nobodys))).toBe(verdict);
  });

  it('in trouble is told with all that may be its own', () => {
    expect(factsIn(judged(8_000, 500))).toMatchObject({ recipients: 8_500, percent: 85, threshold: 80 });
  });
});

it('a number with thresholds of its own is not in trouble by volume of nobody', () => {
  const thresholds = { ...defaultThresholds, usageOf: { [numberOf(1).phone ?? '']: [20] } };
  const [shared, own] = usage.judge(lookAt(snapshotOf([100], 5_000), { thresholds }));
  expect([shared && inShort(shared), own && inShort(own)]).toEqual(['clear', 'unknown']);
});

it('volume of nobody counts for the limit that numbers share', () => {
  const [shared] = usage.judge(lookAt({ ...snapshotOf([100], 8_000), limit: known(capped(10_000)) }));
  expect(shared && inShort(shared)).toBe('firing warning 1');
});
