import type { Limit } from '../domain/limit.js';
import type { Reading, Unknown } from '../domain/reading.js';

/** A limit as JSON; `raw` is Meta's text where it was not understood. */
export type LimitReport =
  | { readonly known: true; readonly kind: 'unlimited' }
  | { readonly known: true; readonly kind: 'capped'; readonly recipients: number }
  | { readonly known: false; readonly why: Unknown | 'not seen'; readonly raw?: string };

/** Tells a limit, or why it is not known. */
export function limitReport(limit: Reading<Limit>, raw: string | null): LimitReport {
  if (!limit.known) return { known: false, why: limit.why, ...(raw === null ? {} : { raw }) };
  const { value } = limit;
  return value.kind === 'unlimited'
    ? { known: true, kind: 'unlimited' }
    : { known: true, kind: 'capped', recipients: value.recipients };
}
