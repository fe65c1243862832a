import { SECOND } from '../../domain/time.js';

/** What the HTTP server takes; times in milliseconds, sizes in bytes. */
export interface HttpLimits {
  /** Connections at once; one more is closed at once. Well below the 1,024 files that many processes may open. */
  readonly connections: number;
  /** From the opening of a connection, or a request's first byte, to its headers' end. */
  readonly headers: number;
  /** To the end of its body. */
  readonly request: number;
  /** How long an answer may take, once the request is whole. */
  readonly answer: number;
  /** How long a connection may wait for its next request. */
  readonly keepAlive: number;
  /** How long a connection may pass nothing, as when nobody reads the answer. */
  readonly silence: number;
  /** How long what is still sent after an answer is read and thrown away. */
  readonly linger: number;
  /** How often the times of headers and requests are looked at. */
  readonly check: number;
  /** The bodies of all requests together. */
  readonly bodies: number;
}

export const usualLimits: HttpLimits = {
  connections: 600,
  headers: 5 * SECOND,
  request: 10 * SECOND,
  answer: 10 * SECOND,
  keepAlive: 5 * SECOND,
  silence: 30 * SECOND,
  linger: SECOND,
  check: SECOND,
  bodies: 16 * 1024 * 1024,
};
