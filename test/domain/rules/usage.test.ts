import { describe, expect, it } from 'vitest';
import { known, unknown } from '../../../src/domain/reading.js';
import { defaultThresholds } from '../../../src/domain/rules/rule.js';
import { usage } from '../../../src/domain/rules/usage.js';
import type { PortfolioSnapshot } from '../../../src/domain/snapshot.js';
import {
  blindLook,
  capped,
  factsIn,
  gapOf,
  inShort,
  lookAt,
  numberOf,
  only,
  portfolioOf,
  unlimited,
  usageOf,
} from '../../support/looks.js';
import { perNumber2023 } from '../../support/rulebooks.js';

const used = (recipients: number, more: Partial<PortfolioSnapshot> = {}) =>
  lookAt(portfolioOf({ usage: known(usageOf(recipients)), ...more }));

describe('usage of a shared limit', () => {
  it.each([
    [0, 'clear'],
    [7_499, 'clear'],
    [7_500, 'unknown'],
    [7_999, 'unknown'],
    [8_000, 'firing warning 1'],
    [8_999, 'firing warning 1'],
    [9_000, 'firing warning 2'],
    [9_999, 'firing warning 2'],
    [10_000, 'firing critical 3'],
    [25_000, 'firing critical 3'],
  ])('%i of 10,000 is %s', (recipients, expected) => {
    expect(inShort(only(usage.judge(used(recipients))))).toBe(expected);
  });

  it('does not round a figure up to a threshold or miss one by a fraction', () => {
    const limit = known(capped(3));
    expect(inShort(only(usage.judge(used(3, { limit }))))).toBe('firing critical 3');
    const tenth = { ...defaultThresholds, usage: [70], usageClearBelow: 60 };
    const look = { ...used(7, { limit: known(capped(10)) }), thresholds: tenth };
    expect(inShort(only(usage.judge(look)))).toBe('firing warning 1');
  });

  it('is not known without a limit, without usage, or with a limit of nobody', () => {
    expect(inShort(only(usage.judge(used(9_000, { limit: unknown('not-set') }))))).toBe('unknown');
    expect(inShort(only(usage.judge(used(0, { usage: unknown('refused') }))))).toBe('unknown');
    expect(inShort(only(usage.judge(used(0, { limit: known(capped(0)) }))))).toBe('unknown');
  });

  it('is clear when there is no cap, even when the usage is not known', () => {
    const look = used(0, { limit: known(unlimited), usage: unknown('incomplete') });
    expect(inShort(only(usage.judge(look)))).toBe('clear');
  });

  it('does not call a figure clear that misses a part, but believes it when it is high', () => {
    const gaps = [gapOf({ part: 'usage' })];
    expect(inShort(only(usage.judge(used(10, { gaps }))))).toBe('unknown');
    expect(inShort(only(usage.judge(used(9_500, { gaps }))))).toBe('firing warning 2');
    expect(inShort(only(usage.judge(used(10, { gaps: [gapOf({ part: 'templates' })] }))))).toBe('clear');
  });

  it('says who used most of it', () => {
    const numbers = [
      numberOf(1, { usage: known(usageOf(2_000)) }),
      numberOf(2, { usage: known(usageOf(6_000)) }),
    ];
    expect(factsIn(only(usage.judge(used(8_000, { numbers }))))).toMatchObject({
      threshold: 80,
      percent: 80,
      recipients: 8_000,
      limit: 10_000,
      accuracy: 'at-most',
      source: 'pricing_analytics',
      most: { number: numberOf(2).id, label: 'Toko 2', share: 0.75 },
    });
  });

  it('calls numbers of the same name by their phone number', () => {
    const numbers = [
      numberOf(1, { name: 'Toko' }),
      numberOf(2, { name: 'Toko', usage: known(usageOf(8_000)) }),
    ];
    expect(factsIn(only(usage.judge(used(8_000, { numbers }))))).toMatchObject({
      most: { label: '+6281234560002' },
    });
  });

  it('blames nobody while the usage of one number is not known', () => {
    const numbers = [
      numberOf(1, { usage: unknown('incomplete') }),
      numberOf(2, { usage: known(usageOf(6_000)) }),
    ];
    expect(factsIn(only(usage.judge(used(8_000, { numbers }))))).toMatchObject({ most: null });
  });

  it('judges a number with thresholds of its own by its part of the shared limit', () => {
    const thresholds = { ...defaultThresholds, usageOf: { '+6281234560002': [20, 50] } };
    const numbers = [numberOf(1), numberOf(2, { usage: known(usageOf(2_100)) })];
    const verdicts = usage.judge(
      lookAt(portfolioOf({ usage: known(usageOf(2_100)), numbers }), { thresholds }),
    );
    expect(verdicts.map(inShort)).toEqual(['clear', 'firing warning 1']);
    const nearly = [numberOf(2, { usage: known(usageOf(1_600)) })];
    const edge = usage.judge(lookAt(portfolioOf({ numbers: nearly }), { thresholds }));
    expect(edge.map(inShort)).toEqual(['clear', 'unknown']);
  });

  it('says nothing while blind', () => {
    expect(usage.judge(blindLook('unreachable', 9))).toEqual([]);
  });
});

describe('usage of limits of the numbers own', () => {
  it('judges each number by its own limit', () => {
    const numbers = [
      numberOf(1, { limit: known(capped(1_000)), usage: known(usageOf(950)) }),
      numberOf(2, { limit: known(capped(100_000)), usage: known(usageOf(950)) }),
      numberOf(3, { limit: unknown('not-set'), usage: known(usageOf(950)) }),
    ];
    const verdicts = usage.judge(lookAt(portfolioOf({ numbers }), { rulebook: perNumber2023 }));
    expect(verdicts.map(inShort)).toEqual(['firing warning 2', 'clear', 'unknown']);
    expect(verdicts[0]).toMatchObject({ finding: { subject: { kind: 'number' }, facts: { most: null } } });
  });

  it('is not shaken by a gap in another WABA', () => {
    const gaps = [gapOf({ part: 'usage', waba: '999' as never })];
    const numbers = [numberOf(1, { usage: known(usageOf(5)) })];
    const look = lookAt(portfolioOf({ numbers, gaps }), { rulebook: perNumber2023 });
    expect(inShort(only(usage.judge(look)))).toBe('clear');
  });
});
