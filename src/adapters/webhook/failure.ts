import { HOUR, instantOf, SECOND, type Instant } from '../../domain/time.js';
import { networkCode, neverSent } from '../../kit/network-code.js';
import { DeliveryError } from '../../ports.js';
import type { Endpoint } from './endpoint.js';

/** What it is called in sentences. */
export const title = 'Webhook';

/** A request without an answer. What may have arrived is sent again with the same id. By that, receivers drop it. */
export function lineFailure(error: unknown): DeliveryError {
  const found = networkCode(error);
  const code = found === null ? {} : { code: found };
  if (neverSent(found)) return new DeliveryError('retry', { chat: title, reason: 'unreachable', ...code });
  const isSlow = error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError');
  return new DeliveryError('unclear', { chat: title, reason: isSlow ? 'too-slow' : 'line-broke', ...code });
}

/** An answer that takes nothing; null: the message was taken. */
export function refusal(
  { status, headers }: Pick<Response, 'status' | 'headers'>,
  variables: Endpoint['variables'],
  now: Instant,
): DeliveryError | null {
  if (status >= 200 && status < 300) return null;
  const code = `HTTP ${String(status)}`;
  const wait = waitIn(headers.get('retry-after'), now);
  if (status < 400) {
    const trouble = { chat: title, reason: 'sent-elsewhere', code, setting: variables.url } as const;
    return new DeliveryError('permanent', trouble);
  }
  if (status === 429) {
    const trouble = { chat: title, reason: 'too-many-messages', code } as const;
    return new DeliveryError('retry', trouble, wait ?? 10 * SECOND);
  }
  if (status >= 500) return new DeliveryError('unclear', { chat: title, reason: 'own-trouble', code }, wait);
  if (status === 408 || status === 425)
    return new DeliveryError('unclear', { chat: title, reason: 'too-slow', code }, wait);
  const setting = status === 401 || status === 403 ? variables.secret : variables.url;
  return new DeliveryError('permanent', { chat: title, reason: 'refused', code, setting });
}

/** The wait that a receiver asks for, in milliseconds: a second to an hour; null: it asks for none. */
function waitIn(text: string | null, now: Instant): number | null {
  if (text === null) return null;
  const ms = /^\d+$/.test(text.trim()) ? Number(text) * SECOND : instantOf(Date.parse(text)) - now;
  return Number.isFinite(ms) ? Math.min(HOUR, Math.max(SECOND, ms)) : null;
}
