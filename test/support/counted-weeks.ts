import { countsOf, type SignalCounts } from '../../src/domain/signals/counts.js';
import type { CountedHour } from '../../src/domain/signals/counted-hour.js';
import { after, HOUR, hourOf, type Instant, type Span } from '../../src/domain/time.js';

/** What a number of some size usually counts in an hour. */
export const usualHour: Partial<SignalCounts> = {
  sent: 200,
  delivered: 190,
  readSoon: 120,
  keptHealthy: 3,
  undeliverable: 6,
  stops: 0,
};

/** Nine weeks of the same hours up to an instant, with other counts within some spans. */
export function weeksBefore(
  end: Instant,
  odd: readonly (Span & { readonly counts: Partial<SignalCounts> })[] = [],
  usual: Partial<SignalCounts> = usualHour,
): readonly CountedHour[] {
  return Array.from({ length: 9 * 7 * 24 }, (_, back) => after(hourOf(end), -(back + 1) * HOUR))
    .toReversed()
    .map((at) => {
      const other = odd.find(({ from, to }) => at >= from && at < to);
      return { at, counts: countsOf(other?.counts ?? usual) };
    });
}
