import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/domain/evaluate.js';
import { findingKey } from '../../src/domain/finding.js';
import { known, unknown } from '../../src/domain/reading.js';
import { ruleNames } from '../../src/domain/rules/index.js';
import { blindLook, inShort, lookAt, numberOf, portfolioOf, usageOf, wabaOf } from '../support/looks.js';

describe('evaluate', () => {
  it('registers no two rules by one name', () => {
    expect(ruleNames.length).toBeGreaterThan(5);
    expect(new Set(ruleNames).size).toBe(ruleNames.length);
  });

  it('finds nothing wrong with a healthy portfolio', () => {
    expect(new Set(evaluate(lookAt(portfolioOf())).map(inShort))).toEqual(new Set(['clear']));
  });

  it('speaks only of sight while blind', () => {
    const verdicts = evaluate(blindLook('unauthorised', 1));
    expect(verdicts.map(inShort)).toEqual(['firing critical 2']);
  });

  it('calls nothing clear of a look that understood nothing', () => {
    const nothing = unknown('not-understood');
    const number = numberOf(1, {
      quality: 'unknown',
      status: 'unknown',
      rawStatus: null,
      usage: nothing,
      limit: nothing,
      health: nothing,
    });
    const waba = wabaOf({ health: nothing, reviewStatus: null });
    const snapshot = portfolioOf({ numbers: [number], wabas: [waba], limit: nothing, usage: nothing });
    const other = evaluate(lookAt(snapshot)).filter((v) => v.kind !== 'unknown');
    expect(other).toMatchObject([
      { kind: 'clear', rule: 'sight' },
      { kind: 'clear', rule: 'sight' },
    ]);
  });

  it('says one thing only of each rule and subject, events aside', () => {
    const numbers = [1, 2, 3].map((i) => numberOf(i, { quality: 'red', usage: known(usageOf(4_000)) }));
    const verdicts = evaluate(lookAt(portfolioOf({ numbers, usage: known(usageOf(12_000)) })));
    const keys = verdicts.flatMap((v) =>
      v.kind === 'firing'
        ? [findingKey(v.finding.rule, v.finding.subject)]
        : v.kind === 'event'
          ? []
          : [findingKey(v.rule, v.subject)],
    );
    expect(new Set(keys).size).toBe(keys.length);
  });
});
