import { fingerprintOf } from './secrets.js';

/** A row of calls that belong together, with one token and one deadline for all of them. */
export interface Chain {
  readonly token: string;
  /** Stands for the token in memories and keys; the token cannot be read from it. */
  readonly fingerprint: string;
  readonly signal: AbortSignal;
  /** Milliseconds until the deadline. */
  remaining(): number;
}

/** Runs `work` with a chain that is cut off after `ms` milliseconds. */
export async function withinChain<T>(
  token: string,
  ms: number,
  work: (chain: Chain) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const ends = performance.now() + ms;
  const timer = setTimeout(() => {
    controller.abort();
  }, ms);
  try {
    return await work({
      token,
      fingerprint: fingerprintOf(token),
      signal: controller.signal,
      remaining: () => Math.max(0, ends - performance.now()),
    });
  } finally {
    clearTimeout(timer);
  }
}
