import type { NumberSnapshot, PortfolioSnapshot } from './snapshot.js';
import { volumeOf } from './joined-usage.js';
import { ownOf } from './usage.js';

/** The number that used most of a shared limit. `share`: its part of all use, 0 to 1. */
export interface BiggestUser {
  readonly number: NumberSnapshot;
  readonly share: number;
}

/** Who surely used most; null when nobody used anything, or when somebody else may have used more. */
export function biggestUser(snapshot: PortfolioSnapshot): BiggestUser | null {
  const volume = volumeOf(snapshot.usage);
  const unmatched = volume.known ? (volume.value.unmatched ?? 0) : 0;
  let most: NumberSnapshot | null = null;
  let [top, second] = [0, 0];
  let total = (snapshot.elsewhere ?? 0) + unmatched;
  for (const number of snapshot.numbers) {
    // Volume of a number that moved is counted at another one.
    if (!number.usage.known && number.usage.why === 'moved') continue;
    if (!number.usage.known) return null;
    const own = ownOf(number.usage.value);
    total += own;
    if (own > top) [most, top, second] = [number, own, top];
    else if (own > second) second = own;
  }
  if (most === null || (unmatched > 0 && second + unmatched >= top)) return null;
  return { number: most, share: top / total };
}
