import { midnightAfter } from './local-days.js';
import { DAY, HALF_HOUR, halfHourOf, instantOf, localTime, type Instant, type Span } from './time.js';
import type { Series } from './usage.js';

/** One local day of usage. */
export interface DayOfUsage {
  /** YYYY-MM-DD in the zone that was asked for. */
  readonly day: string;
  /** What its half hours hold together. */
  readonly total: number;
  /** The most that the moving 24 hours held during the day, at most. `peakAt`: the half hour that brought it. */
  readonly peak: number;
  readonly peakAt: Instant;
  /** The peak was counted person by person; absent: it is an upper bound. */
  readonly isExact?: true;
}

/**
 * Every local day of the span with its total and its peak, in order; a day without sending still has the peak that the
 * day before left it. The series must be complete for the span and the day before it. Throws RangeError on an unknown zone.
 */
export function peaksByDay(series: Series, span: Span, zone: string): readonly DayOfUsage[] {
  const days: DayOfUsage[] = [];
  let entering = 0;
  let leaving = 0;
  let held = 0;
  let midnight = span.from;
  for (let at = halfHourOf(span.from); at < span.to; at = instantOf(at + HALF_HOUR)) {
    let fresh = 0;
    for (; ; entering += 1) {
      const bucket = series[entering];
      if (!bucket || bucket.at > at) break;
      held += bucket.recipients;
      if (bucket.at === at) fresh = bucket.recipients;
    }
    for (; ; leaving += 1) {
      const bucket = series[leaving];
      if (!bucket || bucket.at >= at - DAY) break;
      held -= bucket.recipients;
    }
    const last = days.at(-1);
    if (last === undefined || at >= midnight) {
      days.push({ day: localTime(at, zone).day, total: fresh, peak: held, peakAt: at });
      midnight = midnightAfter(at, zone);
    } else {
      const higher = held > last.peak;
      days[days.length - 1] = {
        day: last.day,
        total: last.total + fresh,
        peak: higher ? held : last.peak,
        peakAt: higher ? at : last.peakAt,
      };
    }
  }
  return days;
}
