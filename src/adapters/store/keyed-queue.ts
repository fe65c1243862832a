/** Work in turn: what has the same key runs one after the other, in the order it came. */
export interface KeyedQueue {
  take<T>(key: string, work: () => Promise<T>): Promise<T>;
  /** Resolves when all that was asked for until now is done, well or badly. */
  settled(): Promise<void>;
}

/** An empty queue for each key. */
export function keyedQueue(): KeyedQueue {
  const last = new Map<string, Promise<unknown>>();
  return {
    async take(key, work) {
      const before = last.get(key);
      const mine = (async () => {
        // Whoever came before has told its own caller of its trouble.
        await before?.catch(() => undefined);
        return work();
      })();
      last.set(key, mine);
      try {
        return await mine;
      } finally {
        if (last.get(key) === mine) last.delete(key);
      }
    },
    async settled() {
      await Promise.allSettled([...last.values()]);
    },
  };
}
