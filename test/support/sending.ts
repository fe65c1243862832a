import { after, DAY, instantOf, type Instant } from '../../src/domain/time.js';
import { seriesOf, type Series } from '../../src/domain/usage.js';

/** A series of broadcasts, each at an hour (with fractions) after `start` and to so many people. */
export function sent(
  start: Instant,
  broadcasts: readonly (readonly [hours: number, recipients: number])[],
): Series {
  return seriesOf(
    broadcasts.map(([hours, recipients]) => ({ at: instantOf(start + hours * 3_600_000), recipients })),
  );
}

/** The same broadcast at the same hour of each day from `start` on. */
export function daily(start: Instant, hour: number, recipients: readonly number[]): Series {
  return sent(
    start,
    recipients.map((count, day) => [day * 24 + hour, count]),
  );
}

/** The instant at an hour of the `day`-th day of a story, the first being 1. */
export function onDay(start: Instant, day: number, hour: number): Instant {
  return after(start, (day - 1) * DAY + hour * 3_600_000);
}
