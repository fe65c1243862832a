import { isValidSlackRequest, type App } from '@slack/bolt';
import type { IncomingHttpHeaders } from 'node:http';
import { MINUTE, SECOND } from '../../domain/time.js';
import type { Clock, Log, Mount, MountedRequest, HttpPage } from '../../ports.js';
import { SLACK_PATH } from './slack-path.js';

const LARGEST = 1024 * 1024;
/** Slack refuses to wait longer than three seconds. */
const PATIENCE = 2.8 * SECOND;
/** How far Slack's clock and ours may be apart. Beyond, a request counts as repeated by somebody else. */
const WIDEST_APART = 5 * MINUTE;

/** Takes Slack's signed requests: https://docs.slack.dev/authentication/verifying-requests-from-slack */
export interface HttpConnection {
  init(app: App): void;
  readonly mount: Mount;
}

const page = (status: number, text = '', type = 'text/plain; charset=utf-8'): HttpPage => ({
  status,
  type,
  text,
});
const json = (value: unknown): HttpPage => page(200, JSON.stringify(value), 'application/json');

/** What an acknowledgement carries back to Slack. */
function acknowledged(body: unknown): HttpPage {
  if (typeof body === 'string') return page(200, body);
  return typeof body === 'object' && body !== null ? json(body) : page(200);
}

interface Signed {
  readonly signature: string;
  /** In seconds since 1970. */
  readonly timestamp: number;
}

function signedOf(headers: IncomingHttpHeaders, now: number): Signed | null {
  const { 'x-slack-signature': signature, 'x-slack-request-timestamp': seconds } = headers;
  if (typeof signature !== 'string' || !/^v0=[0-9a-f]{64}$/.test(signature)) return null;
  if (typeof seconds !== 'string' || !/^\d{1,12}$/.test(seconds)) return null;
  const timestamp = Number(seconds);
  return Math.abs(timestamp * 1000 - now) <= WIDEST_APART ? { signature, timestamp } : null;
}

/** What Slack sends: JSON, a form, or a form with JSON in its field `payload`; null when it is no object. */
function payloadOf(type: string, text: string): Readonly<Record<string, unknown>> | null {
  try {
    const form = /^application\/x-www-form-urlencoded\b/i.test(type) ? new URLSearchParams(text) : null;
    const inner = form === null ? text : form.get('payload');
    const found: unknown = inner === null ? Object.fromEntries(form ?? []) : JSON.parse(inner);
    return typeof found === 'object' && found !== null && !Array.isArray(found) ? { ...found } : null;
  } catch {
    return null;
  }
}

/**
 * A connection by HTTP. Bolt only hears what came and says what to answer. Its own receiver writes to the response from
 * several places, one of them a timer. It throws from there when another was first.
 */
export function httpConnection(signingSecret: string, clock: Clock, log: Log): HttpConnection {
  let app: App | null = null;

  /** The first of: an acknowledgement, the end of the handling, the end of Slack's patience. */
  function handled(owner: App, body: Readonly<Record<string, unknown>>): Promise<HttpPage> {
    return new Promise((resolve) => {
      const late = setTimeout(() => resolve(page(503)), PATIENCE);
      const ack = (answer?: unknown): Promise<void> => {
        resolve(acknowledged(answer));
        return Promise.resolve();
      };
      owner
        .processEvent({ body, ack })
        .then(
          () => resolve(page(404)),
          () => {
            log.warn('slack.odd-request');
            resolve(page(400));
          },
        )
        .finally(() => clearTimeout(late));
    });
  }

  async function answer({ headers, body }: MountedRequest): Promise<HttpPage> {
    const signed = signedOf(headers, clock.now());
    if (signed === null) return page(401);
    const text = body.toString('utf8');
    const isSlacks = isValidSlackRequest({
      signingSecret,
      body: text,
      headers: { 'x-slack-signature': signed.signature, 'x-slack-request-timestamp': signed.timestamp },
      nowMilliseconds: clock.now(),
    });
    if (!isSlacks) return page(401);
    const payload = payloadOf(headers['content-type'] ?? '', text);
    if (payload === null) return page(400);
    if (payload['ssl_check'] === '1') return page(200);
    if (payload['type'] === 'url_verification') return json({ challenge: payload['challenge'] });
    return app === null ? page(503) : handled(app, payload);
  }

  return {
    init(owner) {
      app = owner;
    },
    mount: {
      path: SLACK_PATH,
      greet: null,
      largestBody: LARGEST,
      admits: (headers) => signedOf(headers, clock.now()) !== null,
      answer,
    },
  };
}
