import { LRUCache } from 'lru-cache';

/** Whether none of some marks was met before. Remembers the last `most` by number, whatever the clock does. */
export function firstTime(most: number): (...marks: readonly string[]) => boolean {
  const met = new LRUCache<string, true>({ max: most });
  return (...marks) => {
    const isNew = marks.every((mark) => !met.has(mark));
    for (const mark of marks) met.set(mark, true);
    return isNew;
  };
}
