/**
 * Divides `budget` among parts that need so much each. None gets more than it needs. Small parts get all they need, and
 * the large ones share the rest evenly.
 */
export function shares(needs: readonly number[], budget: number): readonly number[] {
  const order = needs.map((need, index) => ({ need, index })).sort((a, b) => a.need - b.need);
  const result = needs.map(() => 0);
  let left = Math.max(0, budget);
  order.forEach(({ need, index }, position) => {
    const share = Math.min(need, Math.floor(left / (order.length - position)));
    result[index] = share;
    left -= share;
  });
  return result;
}

/**
 * How many of the first entries fit into `budget`, each taking its size. When not all fit, room is kept to say how many
 * are left.
 */
export function countThatFits(sizes: readonly number[], budget: number, moreSize: number): number {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (total <= budget) return sizes.length;
  let used = moreSize;
  let count = 0;
  for (const size of sizes) {
    if (used + size > budget) break;
    used += size;
    count += 1;
  }
  return count;
}

/** The first entries, as `make` makes them, until they are larger together than `enough`; the rest is only counted. */
export function makeEnough<T, R>(
  entries: readonly T[],
  make: (entry: T) => R,
  sizeOf: (made: R) => number,
  enough: number,
): { readonly made: readonly R[]; readonly sizes: readonly number[]; readonly beyond: number } {
  const made: R[] = [];
  const sizes: number[] = [];
  let total = 0;
  for (const entry of entries) {
    if (total > enough) break;
    const one = make(entry);
    const size = sizeOf(one);
    made.push(one);
    sizes.push(size);
    total += size;
  }
  return { made, sizes, beyond: entries.length - made.length };
}
