import type { Forecast } from '../domain/forecast.js';
import type { NextTier } from '../domain/next-tier.js';
import { isoOf } from '../domain/time.js';

/** The next tier as JSON. */
interface NextTierReport {
  readonly verdict: NextTier['verdict'];
  readonly dueAt?: string | null;
  readonly criteria: readonly {
    readonly name: string;
    readonly met: boolean | null;
    readonly detail: string;
  }[];
}

/** The next tier of a portfolio; of each number beside it where each owns a limit. */
export interface TierReport {
  readonly nextTier: NextTierReport;
  readonly nextTiers?: readonly (NextTierReport & { readonly subject: string })[];
}

/** Tells what is to be expected of a portfolio: of the limit it owns, or of its only number. */
export function tierReport(forecasts: readonly Forecast[]): TierReport {
  const [first, ...others] = forecasts;
  const shared = first && others.length === 0 ? first.nextTier : null;
  return {
    nextTier: nextTierReport(shared),
    ...(others.length === 0
      ? {}
      : {
          nextTiers: forecasts.map(({ owner, nextTier }) => ({
            subject: owner.label,
            ...nextTierReport(nextTier),
          })),
        }),
  };
}

function nextTierReport(nextTier: NextTier | null): NextTierReport {
  if (!nextTier) return { verdict: 'unknown', criteria: [] };
  return {
    verdict: nextTier.verdict,
    dueAt: nextTier.dueAt === null ? null : isoOf(nextTier.dueAt),
    criteria: nextTier.criteria.map(({ name, met, ...figures }) => ({
      name,
      met,
      detail: Object.entries(figures)
        .map(([key, value]) => `${key}: ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
        .join(', '),
    })),
  };
}
