/** Earlier messages, and how many of them showed a sign. */
export interface EarlierShare {
  readonly count: number;
  readonly of: number;
}

/** What a share usually is: the median of earlier ones, and how far they usually lie from it. */
export interface Usual {
  readonly share: number;
  /** A standard deviation, from the median of the distances; one odd week does not move it. */
  readonly spread: number;
}

/** Of a normal distribution the median distance is so much of the standard deviation. */
const ofDeviation = 0.6745;

/** What these shares usually are, and no less than `atLeast`. There must be one at least. */
export function usualOf(shares: readonly number[], atLeast = 0): Usual {
  const share = Math.max(atLeast, medianOf(shares));
  return { share, spread: medianOf(shares.map((one) => Math.abs(one - share))) / ofDeviation };
}

/** What they usually are, with the spread of the days alone. Chance in few messages is no part of it. */
export function usualAmong(earlier: readonly EarlierShare[], atLeast = 0): Usual {
  const { share, spread } = usualOf(earlier.map(shareOf), atLeast);
  const chance = (share * (1 - share)) / medianOf(earlier.map(({ of }) => Math.max(1, of)));
  return { share, spread: Math.sqrt(Math.max(0, spread ** 2 - chance)) };
}

/** From 0 to 1. Where nothing reached anybody, whoever asks to stop was reached before. */
export function shareOf({ count, of }: EarlierShare): number {
  return count === 0 ? 0 : Math.min(1, count / of);
}

/** How many showed it for each that did not. */
export function oddsOf(share: number): number {
  return share >= 1 ? Number.POSITIVE_INFINITY : share / (1 - share);
}

function medianOf(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1] ?? 0, sorted[Math.floor(middle)] ?? 0];
  return (low + high) / 2;
}
