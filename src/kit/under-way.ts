import pTimeout from 'p-timeout';

/** Knows what is not done yet. */
export interface UnderWay {
  /** Counts the work until it is done, well or badly; hands it back. */
  readonly track: <T>(work: Promise<T>) => Promise<T>;
  /** Resolves when all that is counted is done, or after `ms` milliseconds. */
  settled(ms: number): Promise<void>;
}

/** Nothing is under way yet. */
export function underWay(): UnderWay {
  const works = new Set<Promise<unknown>>();
  return {
    track(work) {
      works.add(work);
      const done = (): void => void works.delete(work);
      work.then(done, done);
      return work;
    },
    async settled(ms) {
      await pTimeout(Promise.allSettled(works), { milliseconds: ms, fallback: () => undefined });
    },
  };
}
