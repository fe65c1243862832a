import type { ResponseLike, RESTOptions } from 'discord.js';
import { isTooLate, withDeadline } from '../../kit/deadline.js';
import { networkCode, neverSent } from '../../kit/network-code.js';
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

/** A 429 not from Discord itself but from the wall in front of it. It lasts for minutes. */
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

/** The waiting time of a 429 in seconds: the body's, which is exact, else the header's; null without either. */
function retrySeconds(headers: Headers, body: Buffer): number | null {
  try {
    const parsed: unknown = JSON.parse(body.toString('utf8'));
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
  const halt = new AbortController();
  const isClosed = (): boolean => halt.signal.aborted;

  async function exchange(url: string, init: RequestInit, signal: AbortSignal): Promise<ResponseLike> {
    const response = await carry(url, { ...init, signal, redirect: 'error' });
    const body = Buffer.from(await response.arrayBuffer());
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
    return new Response(body.length === 0 ? null : body, {
      status: response.status,
      statusText: response.statusText,
      headers,
    });
  }

  return {
    async makeRequest(url, init) {
      if (isClosed()) throw new TransportError('line-closed', false);
      try {
        const exchanged = (signal: AbortSignal): Promise<ResponseLike> =>
          exchange(url, requestOf(init), signal);
        return await withDeadline(deadline, exchanged, halt.signal);
      } catch (error) {
        if (error instanceof TransportError || error instanceof WallError) throw error;
        if (isTooLate(error)) throw new TransportError('too-slow', true);
        if (isClosed()) throw new TransportError('line-closed', true);
        const code = networkCode(error);
        const sent = !neverSent(code);
        throw new TransportError(sent ? 'line-broke' : 'unreachable', sent, code);
      }
    },
    close: () => halt.abort(),
  };
}
