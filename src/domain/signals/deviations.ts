/** Where messages are taken badly, a sign shows so many times as often. Nobody knows which. */
const worse = [2, 3, 5, 8];
/** Not every sign shows in every trouble: as likely as not. */
const shows = 0.5;
/** Days that differ by less are alike. */
const alike = 0.001;

/**
 * How strongly a count speaks for trouble, as so many standard deviations would; 0 where it speaks for the usual. Chance
 * moves a count, and so do the days, by the spread, a part of what is expected.
 *
 * It is the root of twice the log of how many times likelier the count is in trouble than on a usual day. Few messages
 * so weigh no more than they should, and the weights of several signs add up by their squares.
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

/** The log of how many times likelier a count is where so many times as many are expected. */
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
