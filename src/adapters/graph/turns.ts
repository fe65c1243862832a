import PQueue from 'p-queue';

/** Lets only so many pieces of work be under way at once. */
export interface Turns {
  /** Runs the work when it is its turn. */
  take<T>(token: string, work: () => Promise<T>): Promise<T>;
}

/**
 * So many at once for the whole app. Where there are several tokens, none of them takes more than three quarters, so
 * that accounts that answer slowly do not hold up those of another token.
 */
export function turnsOf(concurrency: number): Turns {
  const app = new PQueue({ concurrency });
  const perToken = Math.max(1, Math.floor(concurrency * 0.75));
  const tokens = new Map<string, PQueue>();
  const queueOf = (token: string): PQueue => {
    const known = tokens.get(token);
    if (known) return known;
    const queue = new PQueue({ concurrency: tokens.size === 0 ? concurrency : perToken });
    for (const other of tokens.values()) other.concurrency = perToken;
    tokens.set(token, queue);
    return queue;
  };
  return { take: (token, work) => queueOf(token).add(() => app.add(work)) };
}
