import { createHash, createHmac } from 'node:crypto';
import { cutToFit } from '../../kit/cut.js';

const longest = 240;

/**
 * The text without any of the secrets, cut short. Also without control characters and long runs that look like a token.
 */
export function withoutSecrets(text: string, secrets: readonly (string | null)[]): string {
  let clean = text;
  for (const secret of secrets) if (secret !== null && secret !== '') clean = clean.replaceAll(secret, '•••');
  clean = clean
    .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .replace(/\bEA[A-Za-z0-9]{18,}/g, '•••')
    .replace(/(access_token|appsecret_proof|input_token)=[^&\s]+/gi, '$1=•••')
    .trim();
  return cutToFit(clean, longest, (shown) => shown.length);
}

/**
 * Proves to Meta that the caller knows the app secret.
 * https://developers.facebook.com/docs/graph-api/guides/secure-requests
 */
export function appSecretProof(token: string, appSecret: string): string {
  return createHmac('sha256', appSecret).update(token).digest('hex');
}

/** A name under which things about a token are remembered; the token cannot be read from it. */
export function fingerprintOf(token: string): string {
  return createHash('sha256').update(token).digest('hex').slice(0, 16);
}
