import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import { HOUR, SECOND } from '../../domain/time.js';
import { DeliveryError } from '../../ports.js';
import { isCode, refusalOf } from './refusals.js';

/** Whether what was asked for may be done twice without harm. */
export type Repeatable = 'repeatable' | 'once';

/** Failures that come before a single byte of the request was sent. */
const beforeSending = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return code !== '' && !code.startsWith('slack_') ? code : codeOf(error.cause);
}

function requestError(cause: unknown, repeatable: Repeatable): DeliveryError {
  const code = codeOf(cause);
  const name = /^[A-Z][A-Z0-9_]{2,40}$/.test(code) ? ` (${code})` : '';
  if (beforeSending.has(code)) return new DeliveryError('retry', `Slack could not be reached${name}.`);
  const isSlow = cause instanceof Error && (cause.name === 'TimeoutError' || cause.name === 'AbortError');
  const what = isSlow ? 'Slack did not answer in time.' : `The line to Slack broke${name}.`;
  return new DeliveryError(repeatable === 'repeatable' ? 'retry' : 'unclear', what);
}

function httpError(status: number, repeatable: Repeatable): DeliveryError {
  const sentence = `Slack answered with status ${status}.`;
  if (status >= 500) return new DeliveryError(repeatable === 'repeatable' ? 'retry' : 'unclear', sentence);
  return new DeliveryError(status === 408 || status === 425 ? 'retry' : 'permanent', sentence);
}

/** The wait that Slack asks for, in milliseconds: at least a second, and an hour when it asks for more. */
export function waitOf(seconds: number): number {
  return Number.isFinite(seconds) ? Math.min(HOUR, Math.max(SECOND, seconds * SECOND)) : 10 * SECOND;
}

/** The code with which Slack refused, or null when it did not. */
export function codeOfRefusal(error: unknown): string | null {
  return error instanceof WebAPIPlatformError ? error.data.error : null;
}

function platformError(error: WebAPIPlatformError, repeatable: Repeatable): DeliveryError {
  const code = error.data.error;
  const { kind, why } = refusalOf(code);
  const sentence = `Slack: ${why}${isCode(code) ? ` (${code})` : ''}.`;
  switch (kind) {
    case 'gone':
      return new DeliveryError('gone', sentence);
    case 'permanent':
    case 'blocks':
      return new DeliveryError('permanent', sentence);
    case 'retry':
      return new DeliveryError(
        'retry',
        sentence,
        waitOf(error.data.response_metadata?.retryAfter ?? Number.NaN),
      );
    case 'unsure':
      return new DeliveryError(repeatable === 'repeatable' ? 'retry' : 'unclear', sentence);
  }
}

/**
 * What any failure of a call means. The vendor's error, which may hold the token, is left behind: only known words,
 * codes and numbers get into the sentence.
 */
export function deliveryErrorOf(error: unknown, repeatable: Repeatable): DeliveryError {
  if (error instanceof DeliveryError) return error;
  if (error instanceof WebAPIRateLimitedError) {
    return new DeliveryError('retry', 'Slack: too many messages (429).', waitOf(error.retryAfter));
  }
  if (error instanceof WebAPIPlatformError) return platformError(error, repeatable);
  if (error instanceof WebAPIHTTPError) return httpError(error.statusCode, repeatable);
  return requestError(error instanceof WebAPIRequestError ? error.original : error, repeatable);
}
