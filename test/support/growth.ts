/**
 * How much dearer one piece of input is than the same length in ten pieces: about 1 where the cost grows with the
 * length, 10 where it grows with its square. Processor time is counted, of both in turn, and the quickest of several
 * turns, so that a busy machine changes nothing.
 */
export function growthOf(run: (length: number) => void, length: number): number {
  const whole = (): void => run(10 * length);
  const pieces = (): void => {
    for (let i = 0; i < 10; i += 1) run(length);
  };
  whole();
  pieces();
  let [longest, shortest] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let turn = 0; turn < 5; turn += 1) {
    longest = Math.min(longest, costOf(whole));
    shortest = Math.min(shortest, costOf(pieces));
  }
  return longest / Math.max(1, shortest);
}

/** Microseconds of processor time. */
function costOf(run: () => void): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

/** More than this is not in step with the length. */
export const mostGrowth = 4;
