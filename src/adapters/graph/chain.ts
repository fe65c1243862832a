import { withDeadline } from '../../kit/deadline.js';
import { createLookBounds, type LookBounds } from './look-bounds.js';
import { fingerprintOf } from './secrets.js';

/** A row of calls that belong together. One token and one deadline hold for all. */
export interface Chain {
  readonly token: string;
  /** Stands for the token in memories and keys; the token cannot be read from it. */
  readonly fingerprint: string;
  readonly signal: AbortSignal;
  /** What the look that it belongs to may still read. */
  readonly bounds: LookBounds;
  /** Milliseconds until the deadline. */
  remaining(): number;
}

/** Runs `work` with a chain that is cut off after `ms` milliseconds. Its bounds are its own unless given. */
export function withinChain<T>(
  token: string,
  ms: number,
  work: (chain: Chain) => Promise<T>,
  bounds: LookBounds = createLookBounds(),
): Promise<T> {
  const ends = performance.now() + ms;
  return withDeadline(ms, (signal) =>
    work({
      token,
      fingerprint: fingerprintOf(token),
      signal,
      bounds,
      remaining: () => Math.max(0, ends - performance.now()),
    }),
  );
}

/** The milliseconds left of so many, from the first time that it is asked: waiting for the looks before it costs none. */
export function timeLeft(ms: number): () => number {
  let ends: number | null = null;
  return () => {
    ends ??= performance.now() + ms;
    return Math.max(0, ends - performance.now());
  };
}
