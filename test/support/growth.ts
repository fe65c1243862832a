/**
 * How much longer work takes on input that is ten times as long: about 10 where the cost grows with the length, 100
 * where it grows with its square. Processor time is counted, and the quickest of several runs of each, so that a busy
 * machine changes nothing.
 */
export function growthOf(run: (length: number) => void, length: number): number {
  const quickest = (size: number): number => {
    let best = Number.POSITIVE_INFINITY;
    for (let i = 0; i < 5; i += 1) {
      const before = process.cpuUsage();
      run(size);
      const { user, system } = process.cpuUsage(before);
      best = Math.min(best, user + system);
    }
    return best;
  };
  run(length);
  return quickest(10 * length) / Math.max(1, quickest(length));
}

/** More than this is not in step with the length. */
export const mostGrowth = 40;
