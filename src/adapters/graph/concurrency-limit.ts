import PQueue from 'p-queue';
import type { Flow } from './flow.js';

/** Lets only so many pieces of work be under way at once. */
export interface ConcurrencyLimit {
  /** Runs the work when it is its turn. */
  take<T>(token: string, work: () => Promise<T>): Promise<T>;
}

/**
 * As many at once for the whole app as the flow is wide. Where there are several tokens, none of them takes more than
 * three quarters. So slow accounts do not hold up those of another token.
 */
export function concurrencyLimitOf(flow: Pick<Flow, 'width' | 'onChange'>): ConcurrencyLimit {
  const app = new PQueue({ concurrency: flow.width() });
  const tokens = new Map<string, PQueue>();
  const perToken = (): number =>
    tokens.size < 2 ? flow.width() : Math.max(1, Math.floor(flow.width() * 0.75));
  const follow = (): void => {
    app.concurrency = flow.width();
    for (const queue of tokens.values()) queue.concurrency = perToken();
  };
  flow.onChange(follow);
  const queueOf = (token: string): PQueue => {
    const known = tokens.get(token);
    if (known) return known;
    const queue = new PQueue({ concurrency: flow.width() });
    tokens.set(token, queue);
    follow();
    return queue;
  };
  return { take: (token, work) => queueOf(token).add(() => app.add(work)) };
}
