import { known } from '../../../src/domain/reading.js';
import { capped, lookAt, portfolioOf, unlimited } from '../looks.js';
import type { RuleSample, TroubleSample } from './rule-sample.js';
import { number, portfolio } from './rule-sample.js';

const trouble = (
  change: 'raised' | 'lowered' | 'off-ladder',
  before: number,
  now: number,
): TroubleSample<'limit'> => ({
  level: change,
  look: lookAt(portfolioOf({ limit: known(capped(now)) }), {
    limits: { portfolio: capped(before), numbers: {} },
  }),
  severity: change === 'lowered' ? 'warning' : 'info',
  rank: change === 'lowered' ? 2 : 1,
  subject: portfolio,
  facts: { rule: 'limit', change, before: capped(before), now: capped(now) },
});

/** What the limit was and is. */
export const limit: RuleSample<'limit'> = {
  facts: (['raised', 'lowered', 'off-ladder'] as const).flatMap((change) =>
    [null, capped(1_000)].flatMap((before) =>
      [capped(2_000), unlimited].map((now) => ({ rule: 'limit', change, before, now }) as const),
    ),
  ),
  subjects: [portfolio, number],
  troubles: [
    trouble('raised', 2_000, 10_000),
    trouble('lowered', 100_000, 10_000),
    trouble('off-ladder', 25_000, 25_000),
  ],
  well: [portfolio],
  unclear: [portfolio],
};
