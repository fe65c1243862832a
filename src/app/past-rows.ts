import { isCovered } from '../domain/history/spans.js';
import type { LookRecord } from '../domain/history/looks.js';
import type { Quality } from '../domain/snapshot.js';
import { after, DAY, instantOf, isoOf, type Instant, type Span } from '../domain/time.js';
import { localDays, type Past } from './past.js';

/** One day of the past as a row of a table. What is not on record is null, or `unknown`. */
export interface PastRow {
  /** YYYY-MM-DD in `zone`. */
  readonly day: string;
  /** UTC for days so old that nothing finer is kept. */
  readonly zone: string;
  readonly total: number | null;
  /** The most that the moving 24 hours held. */
  readonly peak: number | null;
  /** The half hour that brought the peak. */
  readonly peakAt: Instant | null;
  /** The highest limit of the day; Infinity without a cap. */
  readonly limit: number | null;
  /** The worst that was seen. */
  readonly quality: Quality;
}

/** From the best to the worst; a day of which nothing else is known is unknown. */
const colours: readonly Quality[] = ['unknown', 'green', 'yellow', 'red'];

/** The past day by day, oldest first. */
export function pastRows(past: Past): readonly PastRow[] {
  const { usage, looks, wanted, span } = past;
  const bare = usage.days
    .filter(({ at }) => at >= span.from)
    .map((one): PastRow => {
      const day = { from: one.at, to: after(one.at, DAY) };
      const isKnown = isCovered(looks.counted, { from: after(one.at, -DAY), to: day.to });
      return {
        day: isoOf(one.at).slice(0, 10),
        zone: 'UTC',
        total: isKnown ? one.total : null,
        peak: isKnown ? one.peak : null,
        peakAt: null,
        ...seenOn(looks, day),
      };
    });
  const finer = instantOf((usage.days.at(-1)?.at ?? 0) + DAY);
  const local = localDays(past)
    .filter((one) => usage.days.length === 0 || one.span.from >= finer)
    .map((one): PastRow => ({
      day: one.day,
      zone: wanted.zone,
      total: one.usage?.total ?? null,
      peak: one.usage?.peak ?? null,
      peakAt: one.usage === null || one.usage.peak === 0 ? null : one.usage.peakAt,
      ...seenOn(looks, one.span),
    }));
  return [...bare, ...local];
}

function seenOn({ steps, looked }: LookRecord, day: Span): Pick<PastRow, 'limit' | 'quality'> {
  const held = steps.filter((step, i) => {
    const until = steps[i + 1]?.at ?? Number.POSITIVE_INFINITY;
    return looked.some(
      (seen) =>
        Math.max(seen.from, step.at, day.from) <= Math.min(seen.to, until, day.to - 1) &&
        step.at < day.to &&
        until > day.from,
    );
  });
  const limits = held.flatMap(({ limit }) => (limit === null ? [] : [limit]));
  return {
    limit: limits.length === 0 ? null : Math.max(...limits),
    quality: colours.findLast((colour) => held.some(({ quality }) => quality === colour)) ?? 'unknown',
  };
}
