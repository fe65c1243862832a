import { halfHourOf, instantOf, type Instant, type Span } from '../../domain/time.js';
import type { Series } from '../../domain/usage.js';
import type { PricingRow } from './pricing-wire.js';

const perMessagePricing = instantOf(Date.UTC(2025, 6, 1));
const serviceCharged = instantOf(Date.UTC(2026, 9, 1));

/**
 * Whether a half hour's messages may have gone to people outside a customer service window. Words we do not know count,
 * so that a sum stays an upper bound. A free entry point lasts 72 hours and a service window 24. So templates in one
 * may have come after the window; answers cannot. https://developers.facebook.com/docs/whatsapp/pricing
 */
export function countsTowardsLimit(
  { category, type }: Pick<PricingRow, 'category' | 'type'>,
  at: Instant,
): boolean {
  const paid = type?.toUpperCase() ?? 'REGULAR';
  if (paid === 'FREE_CUSTOMER_SERVICE') return false;
  if (category?.toUpperCase() !== 'SERVICE') return true;
  // Between the two dates everything charged was outside a window; since the second one answers are charged too,
  // and before the first one they were told apart by category.
  return paid !== 'FREE_ENTRY_POINT' && at >= perMessagePricing && at < serviceCharged;
}

/** What counts towards a limit, by digits of the number; null: nobody knows whose. */
export type Volumes = ReadonlyMap<string | null, Series>;

/** Adds up by number what counts towards the limit within the span. */
export function volumesOf(rows: readonly PricingRow[], span: Span): Volumes {
  const sums = new Map<string | null, Map<Instant, number>>();
  for (const row of rows) {
    const sum = sums.get(row.phone) ?? new Map<Instant, number>();
    for (const [start, volume] of row.volumes) {
      const at = halfHourOf(start);
      if (volume === 0 || at < span.from || at >= span.to || !countsTowardsLimit(row, at)) continue;
      sum.set(at, (sum.get(at) ?? 0) + volume);
    }
    if (sum.size > 0) sums.set(row.phone, sum);
  }
  return new Map([...sums].map(([phone, sum]) => [phone, inOrder(sum)]));
}

function inOrder(sum: ReadonlyMap<Instant, number>): Series {
  return [...sum].sort(([a], [b]) => a - b).map(([at, recipients]) => ({ at, recipients }));
}
