import type { Usage } from './usage.js';
import type { Reading } from './reading.js';

/**
 * How many different people may be reached per moving 24 hours outside a customer service window.
 * https://developers.facebook.com/docs/whatsapp/messaging-limits
 */
export type Limit = { readonly kind: 'capped'; readonly recipients: number } | { readonly kind: 'unlimited' };

/** Whether two limits allow the same. */
export function sameLimit(a: Limit, b: Limit): boolean {
  return recipientsOf(a) === recipientsOf(b);
}

/** The number of people a limit allows; Infinity when it is unlimited. */
export function recipientsOf(limit: Limit): number {
  return limit.kind === 'capped' ? limit.recipients : Number.POSITIVE_INFINITY;
}

/**
 * Usage in percent of the limit, not clamped; null when either is unknown, or there is no cap to be a part of.
 */
export function percentOf(usage: Reading<Usage>, limit: Reading<Limit>): number | null {
  if (!usage.known || !limit.known || limit.value.kind === 'unlimited') return null;
  if (limit.value.recipients <= 0) return null;
  return (usage.value.recipients / limit.value.recipients) * 100;
}
