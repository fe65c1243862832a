import type { FactsOf } from '../../../src/domain/finding.js';
import { known } from '../../../src/domain/reading.js';
import type { NumberId } from '../../../src/domain/snapshot.js';
import { after, HOUR } from '../../../src/domain/time.js';
import { movingDay } from '../../../src/domain/usage.js';
import { lookAt, noon, numberOf, portfolioOf, usageOf } from '../looks.js';
import type { RuleSample, TroubleSample } from './rule-sample.js';
import { number, portfolio } from './rule-sample.js';

const eighty: FactsOf<'usage'> = {
  rule: 'usage',
  threshold: 80,
  percent: 82,
  recipients: 8_200,
  limit: 10_000,
  accuracy: 'at-most',
  source: 'pricing_analytics',
  window: movingDay(noon),
  asOf: noon,
  most: { number: numberOf(1).id, label: 'Toko 1', share: 0.7 },
  reachedAt: after(noon, 3 * HOUR),
};

const trouble = (threshold: number, percent: number): TroubleSample<'usage'> => ({
  level: String(threshold),
  look: lookAt(portfolioOf({ usage: known(usageOf(percent * 100)) })),
  severity: percent < 100 ? 'warning' : 'critical',
  rank: percent < 100 ? 1 : 3,
  subject: portfolio,
  facts: {
    ...eighty,
    threshold,
    percent,
    recipients: percent * 100,
    most: null,
    reachedAt: percent < 100 ? null : noon,
  },
});

/** How much of the limit is used. */
export const usage: RuleSample<'usage'> = {
  facts: [
    eighty,
    { ...eighty, percent: 101, recipients: 10_100, threshold: 100, reachedAt: null, most: null },
    { ...eighty, percent: 100, recipients: 10_000, threshold: 100, accuracy: 'exact', reachedAt: null },
    { ...eighty, most: { number: '9' as NumberId, label: '+6281234560001', share: 1 } },
  ],
  subjects: [portfolio, number],
  troubles: [trouble(80, 85), trouble(100, 100)],
  well: [portfolio],
  unclear: [portfolio],
};
