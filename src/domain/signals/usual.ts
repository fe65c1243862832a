/** What a share usually is: the median of earlier ones, and how far they usually lie from it. */
export interface Usual {
  readonly share: number;
  /** A standard deviation, from the median of the distances; one odd week does not move it. */
  readonly spread: number;
}

/** Of a normal distribution the median distance is so much of the standard deviation. */
const ofDeviation = 0.6745;

/** What these shares usually are. There must be one at least. */
export function usualOf(shares: readonly number[]): Usual {
  const share = medianOf(shares);
  return { share, spread: medianOf(shares.map((one) => Math.abs(one - share))) / ofDeviation };
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1] ?? 0, sorted[Math.floor(middle)] ?? 0];
  return (low + high) / 2;
}
