/**
 * How much longer work takes on input that is ten times as long: about 10 where the cost grows with the length, 100
 * where it grows with its square. The quickest of several runs of each counts, so that a busy machine changes
 * nothing.
 */
export function growthOf(run: (length: number) => void, length: number): number {
  const quickest = (size: number): number => {
    let best = Number.POSITIVE_INFINITY;
    for (let i = 0; i < 5; i += 1) {
      const began = performance.now();
      run(size);
      best = Math.min(best, performance.now() - began);
    }
    return best;
  };
  run(length);
  return quickest(10 * length) / quickest(length);
}

/** More than this is not in step with the length. */
export const mostGrowth = 40;
