import http from 'node:http';
import https from 'node:https';
import axios, { isAxiosError, type AxiosResponse } from 'axios';
import { instantOf } from '../../domain/time.js';
import { withConnectTimeout } from './connect-timeout.js';
import { errorFrom } from './error-wire.js';
import { done, failed, failureOf, type FailedCall, type GraphOutcome } from './failure.js';
import { jsonFrom } from '../../kit/json-text.js';
import { appSecretProof, withoutSecrets } from './secrets.js';
import { throughTunnel } from './tunnelled-agent.js';
import type { Tunnel } from '../../kit/tunnel.js';
import { objectOf } from '../../kit/wire.js';

/** How the line to Graph is set up. Times are milliseconds, sizes bytes. */
export interface LineOptions {
  readonly baseUrl: string;
  readonly appSecret: string | null;
  readonly connectTimeout: number;
  /** The longest silence within an answer. */
  readonly responseTimeout: number;
  readonly bodyCap: number;
  readonly sockets: number;
  /** The way through a proxy; null: lines go straight. */
  readonly tunnel: Tunnel | null;
}

/** One request: `path` begins with the version. Secrets in `query` must be named in `secrets`, to keep them out of messages. */
interface GraphRequest {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly token: string;
  readonly signal: AbortSignal;
}

/** An answer or failure, with the headers that came with it. */
export interface GraphAnswer {
  readonly outcome: GraphOutcome<unknown>;
  readonly header: (name: string) => string | null;
}

/** The only place that speaks HTTP to Graph. */
export interface GraphHttp {
  /** Reads JSON; trouble is an outcome, never a throw. */
  get(request: GraphRequest): Promise<GraphAnswer>;
  /** As `get`, but a POST, which changes something at Meta. */
  post(request: GraphRequest): Promise<GraphAnswer>;
  /** Closes idle connections. */
  close(): void;
}

/**
 * Opens a line: pooled connections that are kept, time-outs and a cap on bodies. No redirects, no proxy but
 * the tunnel.
 */
export function openLine(options: LineOptions): GraphHttp {
  const pool = { keepAlive: true, maxSockets: options.sockets, scheduling: 'lifo' as const };
  const httpAgent = withConnectTimeout(new http.Agent(pool), 'connect', options.connectTimeout);
  const straight = withConnectTimeout(new https.Agent(pool), 'secureConnect', options.connectTimeout);
  const { tunnel } = options;
  const httpsAgent = tunnel === null ? straight : throughTunnel(straight, tunnel, options.connectTimeout);
  const client = axios.create({
    baseURL: options.baseUrl,
    adapter: 'http',
    httpAgent,
    httpsAgent,
    proxy: false,
    maxRedirects: 0,
    allowAbsoluteUrls: false,
    timeout: options.responseTimeout,
    maxContentLength: options.bodyCap,
    responseType: 'text',
    // Long ids must not go through a double, and a cut body must not pass as text, so the JSON is read here.
    transformResponse: [(body: unknown) => body],
    transitional: { silentJSONParsing: false, forcedJSONParsing: false, clarifyTimeoutError: true },
    validateStatus: () => true,
  });
  async function ask(
    method: 'GET' | 'POST',
    { path, query, token, signal }: GraphRequest,
  ): Promise<GraphAnswer> {
    const proof =
      options.appSecret === null ? {} : { appsecret_proof: appSecretProof(token, options.appSecret) };
    const secrets = [token, options.appSecret, proof.appsecret_proof ?? null];
    try {
      const response = await client.request<unknown>({
        method,
        url: addressOf(path, { ...query, ...proof }),
        headers: { Authorization: `Bearer ${token}`, Accept: 'application/json' },
        signal,
      });
      return answerOf(response, secrets);
    } catch (error) {
      // The vendor's error holds the request with its token; it ends here.
      return { outcome: failed(lineFailure(error)), header: () => null };
    }
  }

  return {
    get: (request) => ask('GET', request),
    post: (request) => ask('POST', request),
    close() {
      httpAgent.destroy();
      httpsAgent.destroy();
    },
  };
}

/** Written out here: axios walks through parameters of any kind, which costs more than ours need. */
function addressOf(path: string, query: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return pairs.length === 0 ? path : `${path}?${pairs.join('&')}`;
}

function answerOf(response: AxiosResponse<unknown>, secrets: readonly (string | null)[]): GraphAnswer {
  const { status } = response;
  const header = (name: string): string | null => {
    const value: unknown = response.headers[name];
    return typeof value === 'string' ? value : null;
  };
  const json = typeof response.data === 'string' ? jsonFrom(response.data) : undefined;
  const error = errorFrom(json);
  const retryAfter = waitOf(header('retry-after'), header('date'));
  if (error !== null) {
    const message = withoutSecrets(error.message, secrets);
    const trace = error.trace === null ? null : withoutSecrets(error.trace, secrets);
    return {
      outcome: failed(failureOf('refused', { ...error, message, status, trace, retryAfter })),
      header,
    };
  }
  if (status >= 300 && status < 400) return { outcome: failed(failureOf('redirect', { status })), header };
  if (status < 200 || status >= 300 || objectOf(json) === null) {
    return { outcome: failed(failureOf('unreadable', { status, retryAfter })), header };
  }
  return { outcome: done(json), header };
}

function waitOf(text: string | null, date: string | null): number | null {
  if (text === null) return null;
  if (/^\d{1,6}(\.\d+)?$/.test(text.trim())) return Number(text) * 1000;
  // A date is measured by the server's own clock, which need not be ours.
  const from = date === null ? Number.NaN : Date.parse(date);
  const wait = instantOf(Date.parse(text) - from);
  return Number.isFinite(wait) ? Math.max(0, wait) : null;
}

const codes =
  /^(E[A-Z_]{1,40}|PROXY_[A-Z0-9_]{1,40}|CERT_[A-Z_]{1,40}|[A-Z_]{0,40}(?:CERT|TLS|SSL)[A-Z_]{0,40})$/;

function lineFailure(error: unknown): FailedCall {
  const code = isAxiosError(error) ? (error.code ?? '') : '';
  const message = isAxiosError(error) ? error.message : '';
  if (message.startsWith('maxContentLength')) return failureOf('too-large');
  if (code === 'ERR_CANCELED' || code === 'ETIMEDOUT' || code === 'ECONNABORTED' || code === 'ECONNTIMEOUT') {
    return failureOf('timeout', code === 'ECONNTIMEOUT' ? { note: { kind: 'no-connection' } } : {});
  }
  return failureOf('connection', codes.test(code) ? { note: { kind: 'network', code } } : {});
}
