import { halfHourOf, instantOf, type Instant, type Span } from '../../domain/time.js';
import { seriesOf, type Series } from '../../domain/usage.js';
import type { PricingPoint } from './pricing-wire.js';

const perMessagePricing = instantOf(Date.UTC(2025, 6, 1));
const serviceCharged = instantOf(Date.UTC(2026, 9, 1));
/** Messages inside a customer service window, whatever they cost. */
const answers: ReadonlySet<string> = new Set(['SERVICE', 'REFERRAL_CONVERSION']);

/**
 * Whether the messages of a point may have gone to people outside a customer service window. Words we do not know
 * count, so that a sum stays an upper bound.
 * https://developers.facebook.com/docs/whatsapp/pricing
 */
export function countsTowardsLimit(point: Pick<PricingPoint, 'at' | 'category' | 'type'>): boolean {
  const type = point.type?.toUpperCase() ?? 'REGULAR';
  if (type === 'FREE_CUSTOMER_SERVICE' || type === 'FREE_ENTRY_POINT') return false;
  // Between the two dates everything charged was outside a window; since the second one answers are charged too,
  // and before the first one they were told apart by category.
  if (point.at >= perMessagePricing && point.at < serviceCharged) return true;
  return !answers.has(point.category?.toUpperCase() ?? '');
}

/** What counts towards a limit, by digits of the number; null: nobody knows whose. */
export type Volumes = ReadonlyMap<string | null, Series>;

/** Adds up by number what counts towards the limit within the span. */
export function volumesOf(points: readonly PricingPoint[], span: Span): Volumes {
  const byPhone = new Map<string | null, { at: Instant; recipients: number }[]>();
  for (const point of points) {
    const at = halfHourOf(point.at);
    if (point.volume === 0 || at < span.from || at >= span.to || !countsTowardsLimit(point)) continue;
    const buckets = byPhone.get(point.phone) ?? [];
    buckets.push({ at, recipients: point.volume });
    byPhone.set(point.phone, buckets);
  }
  return new Map([...byPhone].map(([phone, buckets]) => [phone, seriesOf(buckets)]));
}
