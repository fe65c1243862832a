/** Remembers what came in lately. */
export interface Seen {
  /** True the first time any of these marks is met; false when one of them was met before. */
  first(marks: readonly string[]): boolean;
}

/** A memory of the last `size` marks. */
export function recentlySeen(size = 2_000): Seen {
  const marks = new Set<string>();
  return {
    first(all) {
      const isNew = all.every((mark) => !marks.has(mark));
      for (const mark of all) marks.add(mark);
      for (const mark of marks) {
        if (marks.size <= size) break;
        marks.delete(mark);
      }
      return isNew;
    },
  };
}
