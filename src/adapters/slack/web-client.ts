import { LogLevel, WebClient, type FetchFunction, type Logger, type WebClientOptions } from '@slack/web-api';
import { withDeadline } from '../../kit/deadline.js';
import type { Carry, Log } from '../../ports.js';

const TIMEOUT = 10_000;
/** What Slack means when it says "too many" without saying how long; in seconds. */
const USUAL_WAIT = '10';

function isSeconds(value: string | null): boolean {
  return value !== null && /^\s*\d+\s*$/.test(value);
}

/** `carry` with a time limit; a 429 always says how long to wait, because the vendor's client forgets it otherwise. */
function patientFetch(stopped: AbortSignal, carry: Carry): FetchFunction {
  return async (url, init) => {
    const response = await withDeadline(TIMEOUT, (signal) => carry(url, { ...init, signal }), stopped);
    if (response.status !== 429 || isSeconds(response.headers.get('retry-after'))) return response;
    const headers = new Headers(response.headers);
    headers.set('retry-after', USUAL_WAIT);
    return new Response(await response.text(), { status: 429, headers });
  };
}

/** The vendor's chatter: only warnings and errors, only strings and the messages of errors, and without tokens. */
export function vendorLogger(log: Log): Logger {
  const sentence = (parts: readonly unknown[]): string =>
    parts
      .flatMap((part) => (typeof part === 'string' ? part : part instanceof Error ? part.message : []))
      .join(' ')
      .replaceAll(/\bx(?:ox[a-z]|app)-[\w-]+/g, '[secret]')
      .replaceAll(/\b(wss?|https?):\/\/\S+/g, '[address]')
      .slice(0, 300);
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: (...parts: unknown[]) => log.debug('slack.vendor', { says: sentence(parts) }),
    error: (...parts: unknown[]) => log.warn('slack.vendor', { says: sentence(parts) }),
    setLevel: () => undefined,
    getLevel: () => LogLevel.WARN,
    setName: () => undefined,
  };
}

/** How every client of ours talks to Slack: one attempt with a time limit, because whoever asked will ask again. */
export function webOptions(
  apiUrl: string,
  logger: Logger,
  stopped: AbortSignal,
  carry: Carry,
): WebClientOptions {
  return {
    slackApiUrl: apiUrl.endsWith('/') ? apiUrl : `${apiUrl}/`,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
    fetch: patientFetch(stopped, carry),
    logger,
  };
}

/** A client with a token. */
export function webClient(token: string, options: WebClientOptions): WebClient {
  return new WebClient(token, options);
}
