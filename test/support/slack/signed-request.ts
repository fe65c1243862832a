import { createHmac } from 'node:crypto';
import type { JsonObject } from '../loopback/json.js';
import { isObject, stringFrom } from '../loopback/json.js';

/** How a request is sent; what is absent is what Slack would send. */
export interface SigningOptions {
  readonly signingSecret: string;
  /** Seconds since 1970. */
  readonly timestamp?: number;
  /** Sent in place of the right signature; null leaves the header out. */
  readonly signature?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The signature over a raw body (https://docs.slack.dev/authentication/verifying-requests-from-slack). */
function signatureOf(signingSecret: string, timestamp: number, rawBody: string): string {
  const digest = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${rawBody}`).digest('hex');
  return `v0=${digest}`;
}

function encode(payload: JsonObject | string): readonly [contentType: string, body: string] {
  if (typeof payload === 'string') return ['application/x-www-form-urlencoded', payload];
  if (isObject(payload['event']) || payload['type'] === 'url_verification') {
    return ['application/json', JSON.stringify(payload)];
  }
  const fields: Record<string, string> =
    'command' in payload
      ? Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, stringFrom(value)]))
      : { payload: JSON.stringify(payload) };
  return ['application/x-www-form-urlencoded', new URLSearchParams(fields).toString()];
}

/** Sends a payload as Slack sends it over HTTP: events as JSON, the rest as a form; a string goes as it is. */
export async function postSignedRequest(
  url: string,
  payload: JsonObject | string,
  options: SigningOptions,
): Promise<Response> {
  const [contentType, body] = encode(payload);
  const timestamp = options.timestamp ?? Math.floor(Date.now() / 1000);
  const signature =
    options.signature === undefined ? signatureOf(options.signingSecret, timestamp, body) : options.signature;
  return fetch(url, {
    method: 'POST',
    headers: {
      'content-type': contentType,
      'x-slack-request-timestamp': String(timestamp),
      ...(signature === null ? {} : { 'x-slack-signature': signature }),
      ...options.headers,
    },
    body,
  });
}
