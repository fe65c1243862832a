import { DAY, HOUR, MINUTE, SECOND } from '../src/domain/time.js';

const units: readonly [string, number][] = [
  ['d', DAY],
  ['h', HOUR],
  ['m', MINUTE],
  ['s', SECOND],
];

/** Days, hours, minutes and seconds in falling order, each a whole number: 90s, 15m, 1h30m, 7d. */
export const durationPattern = /^(?=\d)(?:\d{1,5}d)?(?:\d{1,5}h)?(?:\d{1,5}m)?(?:\d{1,5}s)?$/;

/** Milliseconds of a duration such as 24h, 90m or 1h30m; null when it is none or nothing. */
export function durationFrom(text: string): number | null {
  if (!durationPattern.test(text)) return null;
  const sum = units.reduce((done, [unit, length]) => {
    const count = new RegExp(`(\\d+)${unit}`).exec(text)?.[1];
    return done + (count === undefined ? 0 : Number(count) * length);
  }, 0);
  return sum > 0 ? sum : null;
}
