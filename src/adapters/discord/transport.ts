import type { ResponseLike, RESTOptions } from 'discord.js';
import type { Carry } from '../../ports.js';
import type { DeliveryReason } from '../../domain/delivery-trouble.js';

/** A request to Discord that got no usable answer. The message is for logs: no address and no token. */
export class TransportError extends Error {
  override readonly name = 'TransportError';
  readonly reason: DeliveryReason;
  /** The network's own code. */
  readonly code: string | null;
  /** Whether the request may have reached Discord all the same. */
  readonly sent: boolean;
  constructor(reason: DeliveryReason, sent: boolean, code: string | null = null) {
    super(`Discord: ${reason}${code === null ? '' : ` (${code})`}`);
    this.reason = reason;
    this.code = code;
    this.sent = sent;
  }
}

/** A 429 that does not come from Discord itself but from the wall in front of it; that one lasts for minutes. */
export class WallError extends Error {
  override readonly name = 'WallError';
  /** What the wall asked for, in milliseconds; null when it did not say. */
  readonly retryAfter: number | null;
  constructor(retryAfter: number | null) {
    super('Discord: blocked-on-the-way');
    this.retryAfter = retryAfter;
  }
}

/** Carries requests to Discord, each with one deadline for connecting, answering and the whole body. */
export interface Transport {
  readonly makeRequest: RESTOptions['makeRequest'];
  /** Ends every request that is under way, and every later one at once. */
  close(): void;
}

const NEVER_CONNECTED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
]);
const LARGEST_ANSWER = 4 * 1024 * 1024;

function codeOf(error: unknown): string {
  for (let inner = error, depth = 0; inner instanceof Error && depth < 5; inner = inner.cause, depth += 1) {
    if (inner instanceof AggregateError && inner.errors.length > 0) return codeOf(inner.errors[0]);
    if ('code' in inner && typeof inner.code === 'string') return inner.code;
  }
  return '';
}

/** The code as it may be shown: an odd one is left out. */
function codeFor(code: string): string | null {
  return /^[A-Z][A-Z0-9_]{2,40}$/.test(code) ? code : null;
}

async function wholeBody(response: Response): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (response.body !== null) {
    // The stream ends early by throwing when the deadline aborts it.
    for await (const chunk of response.body as ReadableStream<Uint8Array>) {
      size += chunk.length;
      if (size > LARGEST_ANSWER) throw new TransportError('answer-unreadable', true);
      chunks.push(chunk);
    }
  }
  return new Uint8Array(Buffer.concat(chunks));
}

/** The waiting time of a 429 in seconds: the body's, which is exact, else the header's; null without either. */
function retrySeconds(headers: Headers, body: Uint8Array): number | null {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(body).toString('utf8'));
    if (typeof parsed === 'object' && parsed !== null && 'retry_after' in parsed) {
      const seconds = Number(parsed.retry_after);
      if (Number.isFinite(seconds) && seconds >= 0) return seconds;
    }
  } catch {
    // Not JSON: the header decides.
  }
  const header = headers.get('retry-after');
  const seconds = header === null ? NaN : Number(header);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : null;
}

/** discord.js' request for the fetch of Node: the same things under the names of another package. */
function requestOf({ method, headers, body }: Parameters<RESTOptions['makeRequest']>[1]): RequestInit {
  const request: unknown = { method, headers, body: body ?? null };
  return request as RequestInit;
}

/** A transport over `carry`. `deadline` is in milliseconds. */
export function createTransport(deadline: number, carry: Carry): Transport {
  const underWay = new Set<AbortController>();
  let closed = false;

  async function exchange(url: string, init: RequestInit, signal: AbortSignal): Promise<ResponseLike> {
    const response = await carry(url, { ...init, signal, redirect: 'error' });
    const body = await wholeBody(response);
    const headers = new Headers(response.headers);
    if (response.status === 429) {
      const seconds = retrySeconds(headers, body);
      if (!(headers.get('content-type') ?? '').startsWith('application/json')) {
        throw new WallError(seconds === null ? null : seconds * 1000);
      }
      headers.set('retry-after', String(seconds ?? 10));
    }
    // discord.js reads its limits as numbers without looking; what is none would become a wait without end.
    for (const name of [
      'x-ratelimit-reset-after',
      'x-ratelimit-remaining',
      'x-ratelimit-limit',
      'retry-after',
    ]) {
      const value = headers.get(name);
      if (value !== null && !Number.isFinite(Number(value))) headers.delete(name);
    }
    const empty = response.status === 204 || response.status === 205 || response.status === 304;
    return new Response(empty ? null : body, {
      status: response.status,
      statusText: response.statusText,
      headers,
    });
  }

  return {
    async makeRequest(url, init) {
      if (closed) throw new TransportError('line-closed', false);
      const controller = new AbortController();
      underWay.add(controller);
      const timer = setTimeout(() => controller.abort('late'), deadline);
      try {
        return await exchange(url, requestOf(init), controller.signal);
      } catch (error) {
        if (error instanceof TransportError || error instanceof WallError) throw error;
        if (controller.signal.reason === 'late') throw new TransportError('too-slow', true);
        if (controller.signal.aborted) throw new TransportError('line-closed', true);
        const code = codeOf(error);
        throw new TransportError(
          NEVER_CONNECTED.has(code) ? 'unreachable' : 'line-broke',
          !NEVER_CONNECTED.has(code),
          codeFor(code),
        );
      } finally {
        clearTimeout(timer);
        underWay.delete(controller);
      }
    },
    close() {
      closed = true;
      for (const controller of underWay) controller.abort();
    },
  };
}
