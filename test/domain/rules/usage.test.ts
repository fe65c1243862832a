import { describe, expect, it } from 'vitest';
import { noUsage, type RecordedUsage } from '../../../src/domain/history/recorded-usage.js';
import { known, unknown } from '../../../src/domain/reading.js';
import { defaultThresholds } from '../../../src/domain/thresholds.js';
import { withCounted } from '../../../src/domain/joined-usage.js';
import type { LedgerFigure } from '../../../src/domain/ledger/figure.js';
import { usage } from '../../../src/domain/rules/usage.js';
import type { PortfolioSnapshot, WabaId } from '../../../src/domain/snapshot.js';
import { after, HOUR } from '../../../src/domain/time.js';
import {
  at,
  blindLook,
  capped,
  factsIn,
  gapOf,
  inShort,
  lookAt,
  numberOf,
  noon,
  only,
  portfolioOf,
  unlimited,
  usageOf,
  recordOf,
} from '../../support/looks.js';
import { countedOf } from '../../support/counted.js';
import { perNumber2023 } from '../../support/rulebooks.js';
import { sent } from '../../support/sending.js';

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

  it('goes by the smallest sure upper bound, and tells what was surely reached', () => {
    const judge = (volume: number, figure: LedgerFigure) =>
      only(usage.judge(lookAt(withCounted(portfolioOf({ usage: known(usageOf(volume)) }), figure))));
    expect(inShort(judge(12_000, countedOf(7_400)))).toBe('clear');
    expect(factsIn(judge(12_000, countedOf(8_100)))).toMatchObject({
      threshold: 80,
      recipients: 8_100,
      atLeast: 8_100,
      accuracy: 'exact',
      source: 'ledger',
    });
    const begun = countedOf(2_000, noon, { accuracy: 'at-least', atMost: null });
    expect(factsIn(judge(9_500, begun))).toMatchObject({
      threshold: 90,
      recipients: 9_500,
      atLeast: 2_000,
      accuracy: 'at-most',
      source: 'pricing_analytics',
    });
  });

  it('is certain of what was surely reached and never well by it, where no upper bound is known', () => {
    const judge = (people: number) => {
      const figure = countedOf(people, noon, { accuracy: 'at-least', atMost: null });
      const snapshot = withCounted(portfolioOf({ usage: unknown('refused') }), figure);
      return inShort(only(usage.judge(lookAt(snapshot))));
    };
    expect(judge(10)).toBe('unknown');
    expect(judge(8_500)).toBe('firing warning 1');
    expect(judge(10_000)).toBe('firing critical 3');
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

  it('blames the first of those who used the same, and nobody when nobody used anything', () => {
    const each = (count: number) =>
      used(8_000, { numbers: [1, 2].map((n) => numberOf(n, { usage: known(usageOf(count)) })) });
    expect(factsIn(only(usage.judge(each(4_000))))).toMatchObject({
      most: { number: numberOf(1).id, share: 0.5 },
    });
    expect(factsIn(only(usage.judge(each(0))))).toMatchObject({ most: null });
  });

  it('rises with the thresholds in whatever order they are given', () => {
    const thresholds = { ...defaultThresholds, usage: [100, 80, 90] };
    const verdict = only(usage.judge({ ...used(9_500), thresholds }));
    expect(inShort(verdict)).toBe('firing warning 2');
    expect(factsIn(verdict)).toMatchObject({ threshold: 90 });
  });

  it('ends where the operator says that it does', () => {
    const thresholds = { ...defaultThresholds, usageClearBelow: 60 };
    const verdicts = [6_000, 5_999].map((count) => only(usage.judge({ ...used(count), thresholds })));
    expect(verdicts.map(inShort)).toEqual(['unknown', 'clear']);
  });

  it.each([
    ['its own account', gapOf({ part: 'usage' }), 'unknown'],
    ['no account, so any', gapOf({ part: 'usage', waba: null }), 'unknown'],
    ['another account', gapOf({ part: 'usage', waba: '999' as WabaId }), 'clear'],
    ['its own account, but only of health', gapOf({ part: 'health' }), 'clear'],
    ['the numbers of its own account', gapOf({ part: 'numbers' }), 'unknown'],
  ])('of a number misses a part when there is a gap in %s', (_what, gap, expected) => {
    const numbers = [numberOf(1, { usage: known(usageOf(5)) })];
    const look = lookAt(portfolioOf({ numbers, gaps: [gap] }), { rulebook: perNumber2023 });
    expect(usage.judge(look).map(inShort)).toEqual([expected]);
  });

  it('tells by the half hours of its owner when the limit is reached', () => {
    const now = at('2026-11-20T12:00:00Z');
    /** So many in each half hour of four hours. */
    const steadily = (each: number) =>
      sent(
        after(now, -4 * HOUR),
        Array.from({ length: 8 }, (_, half) => [half / 2, each] as const),
      );
    const thresholds = { ...defaultThresholds, usageOf: { '+6281234560001': [10] } };
    const usageNow = known(usageOf(8_000, now));
    const numbers = [numberOf(1, { usage: usageNow, series: steadily(1_000) })];
    const snapshot = portfolioOf({ usage: usageNow, numbers, series: steadily(500) });
    const reached = (history: RecordedUsage) =>
      usage.judge(lookAt(snapshot, { now, thresholds, history })).map(factsIn);
    // 2,000 are left: by the look itself 500 come in each half hour, of the number 1,000.
    expect(reached(noUsage)).toMatchObject([
      { reachedAt: after(now, 2 * HOUR) },
      { reachedAt: after(now, HOUR) },
    ]);
    const history = recordOf([
      [numberOf(1).id, steadily(250)],
      [numberOf(2).id, steadily(150)],
    ]);
    expect(reached(history)).toMatchObject([
      { reachedAt: after(now, 2.5 * HOUR) },
      { reachedAt: after(now, 4 * HOUR) },
    ]);
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

  it('judges a number that has thresholds of its own by them', () => {
    const thresholds = { ...defaultThresholds, usageOf: { '+6281234560001': [20] } };
    const number = (more: object) => numberOf(1, { usage: known(usageOf(2_500)), ...more });
    const judged = (more: object) =>
      usage.judge(lookAt(portfolioOf({ numbers: [number(more)] }), { thresholds, rulebook: perNumber2023 }));
    expect(judged({}).map(inShort)).toEqual(['firing warning 1']);
    expect(judged({ phone: null }).map(inShort)).toEqual(['clear']);
  });
});
