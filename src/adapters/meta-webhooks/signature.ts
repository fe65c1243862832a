import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** The signature that headers carry; null when it cannot be one of Meta's. */
export function signatureIn(headers: IncomingHttpHeaders): Buffer | null {
  const { 'x-hub-signature-256': signature } = headers;
  const found = typeof signature === 'string' ? /^sha256=([0-9a-f]{64})$/.exec(signature) : null;
  return found?.[1] === undefined ? null : Buffer.from(found[1], 'hex');
}

/**
 * Whether the app's secret made the signature, over these very bytes; in constant time.
 * https://developers.facebook.com/docs/graph-api/webhooks/getting-started#validate-payloads
 */
export function isSignedBy(secret: string, body: Buffer, signature: Buffer): boolean {
  return timingSafeEqual(createHmac('sha256', secret).update(body).digest(), signature);
}

/** Whether two texts are the same, in a time that tells nothing of either. */
export function isSameText(a: string, b: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
