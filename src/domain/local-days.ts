import { DAY, HOUR, instantOf, localTime, MINUTE, type Instant, type Span } from './time.js';

/** Longer than the longest local day, shorter than two. */
const surelyTomorrow = 26 * HOUR;

/** The first instant of the local day after that of `at`, to the minute. Throws RangeError on an unknown zone. */
export function midnightAfter(at: Instant, zone: string): Instant {
  if (zone === 'UTC') return instantOf((Math.floor(at / DAY) + 1) * DAY);
  const { day } = localTime(at, zone);
  let before = Math.floor(at / MINUTE);
  let beyond = Math.ceil((at + surelyTomorrow) / MINUTE);
  while (beyond - before > 1) {
    const middle = Math.floor((before + beyond) / 2);
    if (localTime(instantOf(middle * MINUTE), zone).day === day) before = middle;
    else beyond = middle;
  }
  return instantOf(beyond * MINUTE);
}

/** The first instant of the local day of `at`, to the minute. Throws RangeError on an unknown zone. */
export function midnightBefore(at: Instant, zone: string): Instant {
  return midnightAfter(instantOf(at - (localTime(at, zone).hour + 3) * HOUR), zone);
}

/** The local days of a span in order. The first and the last are cut to it. Throws RangeError on an unknown zone. */
export function daysWithin(span: Span, zone: string): readonly Span[] {
  const days: Span[] = [];
  for (let from = span.from; from < span.to;) {
    const to = midnightAfter(from, zone);
    days.push({ from, to: to < span.to ? to : span.to });
    from = to;
  }
  return days;
}

/**
 * The last `count` local days up to `now`. The last one ends at `now`, at midnight too. Throws RangeError on an unknown
 * zone.
 */
export function lastDays(now: Instant, count: number, zone: string): Span {
  let from = now;
  for (let day = 0; day < count; day += 1) from = midnightBefore(instantOf(from - 1), zone);
  return { from, to: now };
}
