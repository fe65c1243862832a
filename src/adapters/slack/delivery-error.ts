import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import { HOUR, SECOND } from '../../domain/time.js';
import { networkCode, neverSent } from '../../kit/network-code.js';
import { DeliveryError } from '../../ports.js';
import { chat, isCode, refusalOf } from './refusals.js';

/** Whether what was asked for may be done twice without harm. */
export type Repeatable = 'repeatable' | 'once';

function requestError(cause: unknown, repeatable: Repeatable): DeliveryError {
  const found = networkCode(cause);
  const code = found === null ? {} : { code: found };
  if (neverSent(found)) return new DeliveryError('retry', { chat, reason: 'unreachable', ...code });
  const isSlow = cause instanceof Error && (cause.name === 'TimeoutError' || cause.name === 'AbortError');
  return new DeliveryError(
    repeatable === 'repeatable' ? 'retry' : 'unclear',
    isSlow ? { chat, reason: 'too-slow' } : { chat, reason: 'line-broke', ...code },
  );
}

function httpError(status: number, repeatable: Repeatable): DeliveryError {
  const code = `HTTP ${String(status)}`;
  if (status >= 500) {
    const kind = repeatable === 'repeatable' ? 'retry' : 'unclear';
    return new DeliveryError(kind, { chat, reason: 'own-trouble', code });
  }
  const passes = status === 408 || status === 425;
  return new DeliveryError(passes ? 'retry' : 'permanent', {
    chat,
    reason: passes ? 'too-slow' : 'refused',
    code,
  });
}

/** The wait that Slack asks for, in milliseconds: at least a second, and an hour when it asks for more. */
export function waitOf(seconds: number): number {
  return Number.isFinite(seconds) ? Math.min(HOUR, Math.max(SECOND, seconds * SECOND)) : 10 * SECOND;
}

/** The code with which Slack refused, or null when it did not. */
export function codeOfRefusal(error: unknown): string | null {
  return error instanceof WebAPIPlatformError ? error.data.error : null;
}

/** Whether Slack names a permission that is missing, in the form of one. */
function isScope(needed: unknown): needed is string {
  return typeof needed === 'string' && /^[a-z][a-z:._-]{1,60}$/.test(needed);
}

function platformError(error: WebAPIPlatformError, repeatable: Repeatable): DeliveryError {
  const { error: code, response_metadata: more } = error.data;
  // Slack names the permission that it misses beside its code.
  const needed: unknown = 'needed' in error.data ? error.data.needed : undefined;
  const { kind, reason, setting } = refusalOf(code);
  const trouble = {
    chat,
    reason,
    ...(isCode(code) ? { code } : {}),
    ...(setting === undefined ? {} : { setting }),
    ...(isScope(needed) ? { permissions: [needed] } : {}),
  };
  switch (kind) {
    case 'gone':
      return new DeliveryError('gone', trouble);
    case 'permanent':
    case 'blocks':
      return new DeliveryError('permanent', trouble);
    case 'retry':
      return new DeliveryError('retry', trouble, waitOf(more?.retryAfter ?? Number.NaN));
    case 'unsure':
      return new DeliveryError(repeatable === 'repeatable' ? 'retry' : 'unclear', trouble);
  }
}

/**
 * What any failure of a call means. The vendor's error, which may hold the token, is left behind: only kinds, codes and
 * numbers get out.
 */
export function deliveryErrorOf(error: unknown, repeatable: Repeatable): DeliveryError {
  if (error instanceof DeliveryError) return error;
  if (error instanceof WebAPIRateLimitedError) {
    return new DeliveryError(
      'retry',
      { chat, reason: 'too-many-messages', code: 'HTTP 429' },
      waitOf(error.retryAfter),
    );
  }
  if (error instanceof WebAPIPlatformError) return platformError(error, repeatable);
  if (error instanceof WebAPIHTTPError) return httpError(error.statusCode, repeatable);
  return requestError(error instanceof WebAPIRequestError ? error.original : error, repeatable);
}
