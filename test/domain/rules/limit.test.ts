import { describe, expect, it } from 'vitest';
import { known, unknown } from '../../../src/domain/reading.js';
import { limit } from '../../../src/domain/rules/limit.js';
import { capped, factsIn, inShort, lookAt, numberOf, portfolioOf, unlimited } from '../../support/looks.js';
import { perNumber2021, perNumber2023 } from '../../support/rulebooks.js';

const was = (recipients: number) => ({ limits: { portfolio: capped(recipients), numbers: {} } });

describe('limit', () => {
  it('tells once that it was raised', () => {
    const verdicts = limit.judge(lookAt(portfolioOf({ limit: known(capped(100_000)) }), was(10_000)));
    expect(verdicts.map(inShort)).toEqual(['event info 1', 'clear']);
    expect(verdicts[0]).toMatchObject({
      finding: { facts: { change: 'raised', before: capped(10_000), now: capped(100_000) } },
    });
  });

  it('tells once that it was lowered, from unlimited too', () => {
    const before = { limits: { portfolio: unlimited, numbers: {} } };
    expect(limit.judge(lookAt(portfolioOf(), before)).map(inShort)).toEqual(['event warning 2', 'clear']);
  });

  it('has nothing to tell when it is what it was, or was not known before', () => {
    expect(limit.judge(lookAt(portfolioOf(), was(10_000))).map(inShort)).toEqual(['clear']);
    expect(limit.judge(lookAt(portfolioOf())).map(inShort)).toEqual(['clear']);
  });

  it('sees no change in a limit that is not known now', () => {
    const look = lookAt(portfolioOf({ limit: unknown('not-returned') }), was(10_000));
    expect(limit.judge(look).map(inShort)).toEqual(['unknown']);
  });

  it('shows a limit that no ladder of the period has', () => {
    const verdicts = limit.judge(lookAt(portfolioOf({ limit: known(capped(25_000)) })));
    expect(verdicts.map(inShort)).toEqual(['firing info 1']);
    expect(verdicts.map(factsIn)).toEqual([
      { rule: 'limit', change: 'off-ladder', before: null, now: capped(25_000) },
    ]);
  });

  it('belongs to each number under the rulebooks of the years before', () => {
    const numbers = [numberOf(1), numberOf(2)];
    const limits = { portfolio: capped(250), numbers: { [numberOf(2).id]: capped(1_000) } };
    for (const rulebook of [perNumber2021, perNumber2023]) {
      const verdicts = limit.judge(lookAt(portfolioOf({ numbers }), { limits, rulebook }));
      expect(verdicts.map(inShort)).toEqual(['clear', 'event info 1', 'clear']);
    }
  });
});
