/** Where messages are taken badly, a sign shows so many times as often. Nobody knows which. */
const worse = [2, 3, 5, 8];
/** Not every sign shows in every trouble: as likely as not. */
const shows = 0.5;
/** Days that differ by less are alike. */
const alike = 0.001;

/**
 * How strongly a count speaks for trouble, as so many standard deviations would. It is 0 where the count is usual. It
 * comes from how many times likelier the count is in trouble than usually. Of that it is the root of twice the log, so
 * that squares add up. `spread` says by which part of what is expected the days differ.
 */
export function deviationsOf(count: number, expected: number, spread: number): number {
  if (expected <= 0 || count <= expected) return 0;
  const logs = worse.map((times) => likelierBy(times, count, expected, spread));
  // Divided by the largest, no part grows beyond what can be counted.
  const highest = Math.max(0, ...logs);
  const mean = logs.reduce((sum, one) => sum + Math.exp(one - highest), 0) / worse.length;
  const odds = highest + Math.log(shows * mean + (1 - shows) * Math.exp(-highest));
  return Math.sqrt(2 * Math.max(0, odds));
}

/** How many times likelier a count is where `times` as many are expected. It is a log. */
function likelierBy(times: number, count: number, expected: number, spread: number): number {
  const more = count * Math.log(times);
  if (spread < alike) return more - (times - 1) * expected;
  // A negative binomial distribution: chance, around shares that themselves differ by the spread.
  const shape = 1 / spread ** 2;
  return more - (count + shape) * Math.log1p(((times - 1) * expected) / (shape + expected));
}

/** How strongly several signs speak together. */
export function togetherOf(deviations: readonly number[]): number {
  return Math.hypot(...deviations);
}
