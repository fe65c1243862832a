import { nextTier, type NextTier, type TierInput } from '../../src/domain/next-tier.js';
import { known } from '../../src/domain/reading.js';
import type { NumberId } from '../../src/domain/snapshot.js';
import type { Reputation } from '../../src/domain/reputation.js';
import { after, DAY, type Instant } from '../../src/domain/time.js';
import type { Series } from '../../src/domain/usage.js';
import { capped } from './looks.js';
import { portfolio2025 } from './rulebooks.js';

/** A number that is connected and green. */
export function reputation(more: Partial<Reputation> = {}): Reputation {
  return {
    number: '106540372200001' as NumberId,
    label: 'Promo',
    status: 'connected',
    statusSince: null,
    quality: 'green',
    qualitySince: null,
    ...more,
  };
}

/** The forecast of a number or portfolio that sent `series`, all on record, and may reach 1,000 a day. */
export function tier(now: Instant, series: Series, more: Partial<TierInput> = {}): NextTier {
  return nextTier({
    now,
    rulebook: portfolio2025,
    limit: known(capped(1_000)),
    limitSince: null,
    record: known({ series, since: after(now, -30 * DAY), accuracy: 'exact' }),
    reputations: [reputation()],
    complete: true,
    ...more,
  });
}

/** Whether a condition is met; undefined when the period does not ask for it. */
export function met(forecast: NextTier, name: string): boolean | null | undefined {
  return forecast.criteria.find((criterion) => criterion.name === name)?.met;
}
