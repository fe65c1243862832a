import { causeFinder, type CauseFinder } from '../../../src/app/causes.js';
import type { CountedHour } from '../../../src/domain/signals/counted-hour.js';
import { defaultThresholds } from '../../../src/domain/thresholds.js';
import type { History } from '../../../src/ports.js';

/** Looks for causes in a past where every number has these hours. */
export function causesIn(history: History, hours: readonly CountedHour[] = []): CauseFinder {
  return causeFinder({
    history,
    signals: {
      hourly: (_portfolio, _number, { from, to }) =>
        Promise.resolve(hours.filter(({ at }) => at >= from && at < to)),
    },
    settings: defaultThresholds.warningSigns,
    sharesLimit: () => true,
  });
}
