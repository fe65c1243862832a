import type { Usage } from './usage.js';
import { known, unknown, type Reading } from './reading.js';

/**
 * How many different people may be reached per moving 24 hours. Counts outside a customer service window.
 * https://developers.facebook.com/docs/whatsapp/messaging-limits
 */
export type Limit = { readonly kind: 'capped'; readonly recipients: number } | { readonly kind: 'unlimited' };

const factors: Readonly<Record<string, number>> = { '': 1, K: 1_000, M: 1_000_000 };

/** The limit that Meta writes as `TIER_2K`, `TIER_UNLIMITED`, digits or -1. It need be on no known ladder. */
export function limitNamed(raw: string): Reading<Limit> {
  const text = raw.trim().toUpperCase();
  if (text === 'TIER_UNLIMITED' || text === 'UNLIMITED' || text === '-1') return known({ kind: 'unlimited' });
  if (text === 'TIER_NOT_SET' || text === 'NOT_SET') return unknown('not-set');
  const match = /^(?:TIER_)?(\d{1,9})([KM]?)$/.exec(text);
  const recipients = match === null ? 0 : Number(match[1]) * (factors[match[2] ?? ''] ?? 0);
  return recipients > 0 ? known({ kind: 'capped', recipients }) : unknown('not-understood');
}

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
