import { known } from '../../src/domain/reading.js';
import type { NumberSnapshot, PortfolioSnapshot } from '../../src/domain/snapshot.js';
import { after, DAY, HALF_HOUR, halfHourOf, localTime, type Instant } from '../../src/domain/time.js';
import { addedSeries, movingDay, sumWithin, type Series } from '../../src/domain/usage.js';
import { capped, numberOf, usageOf } from '../support/looks.js';

export const zone = 'Asia/Jakarta';

/** How many people a number writes to in a day, and what else is special about it. */
export interface Bearer {
  readonly name: string;
  readonly daily: number;
  readonly more?: Partial<NumberSnapshot>;
}

/** The share of a day's people that a half hour of it reaches: a broadcast at nine, a working day, quiet nights. */
function shareAt(at: Instant): number {
  const { hour, minute, weekday } = localTime(at, zone);
  const broadcast = hour === 9 ? 0.22 : 0;
  const talk = hour >= 8 && hour < 20 ? 0.56 / 24 : 0;
  return (broadcast + talk) * (weekday >= 6 ? 0.6 : 1) * (minute === 0 ? 1.04 : 0.96);
}

/** Half hours of the last nine days of somebody who writes to `daily` people a day. */
export function seriesOf(daily: number, now: Instant): Series {
  const last = halfHourOf(now);
  return Array.from({ length: 9 * 48 }, (_, index) => after(last, -(9 * 48 - 1 - index) * HALF_HOUR))
    .map((at) => ({ at, recipients: Math.round(daily * shareAt(at)) }))
    .filter(({ recipients }) => recipients > 0);
}

function recent(series: Series, now: Instant): Series {
  return series.filter(({ at }) => at >= after(now, -DAY - HALF_HOUR));
}

/** A shop with these numbers as a look at `now` sees it: what was used is the sum of the half hours. */
export function shopOf(bearers: readonly Bearer[], now: Instant): Partial<PortfolioSnapshot> {
  const used = (series: Series): number => sumWithin(series, movingDay(now));
  const numbers = bearers.map(({ name, daily, more }, index) => {
    const series = recent(seriesOf(daily, now), now);
    const usage = known(usageOf(used(series), now));
    return numberOf(index + 1, { name, series, usage, ...more });
  });
  const series = addedSeries(numbers.map((number) => number.series));
  return { numbers, series, usage: known(usageOf(used(series), now)), limit: known(capped(10_000)) };
}

/** The half hours of each number of a shop, as the record holds them. */
export function recordOf(
  bearers: readonly Bearer[],
  now: Instant,
): ReadonlyMap<NumberSnapshot['id'], Series> {
  return new Map(bearers.map(({ daily }, index) => [numberOf(index + 1).id, seriesOf(daily, now)]));
}
