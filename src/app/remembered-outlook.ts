import type { Forecast } from '../domain/forecast.js';
import type { PortfolioState } from '../domain/state.js';
import { MINUTE, type Span } from '../domain/time.js';
import { isOn, waitFrom } from '../domain/wait.js';
import type { Clock } from '../ports.js';
import type { Outlook } from './outlook.js';

interface Remembered {
  readonly from: Pick<PortfolioState, 'incidents' | 'limitSince' | 'recorded'>;
  readonly holds: Span;
  readonly forecasts: Promise<readonly Forecast[]>;
}

/** What is to be expected changes little between two looks; a forecast serves so long. */
const keptFor = MINUTE;

/**
 * The same outlook. For one look and the same incidents, forecasts are made at most once a minute. Trouble is not
 * remembered.
 */
export function rememberedOutlook(outlook: Outlook, clock: Clock): Outlook {
  const known = new WeakMap<object, Remembered>();
  return {
    ...outlook,
    forecasts(plan, state) {
      const { sight, incidents, limitSince, recorded } = state;
      if (sight === null) return outlook.forecasts(plan, state);
      const before = known.get(sight);
      const isSame =
        before !== undefined &&
        isOn(before.holds, clock.now()) &&
        before.from.incidents === incidents &&
        before.from.limitSince === limitSince &&
        before.from.recorded === recorded;
      if (isSame) return before.forecasts;
      const forecasts = outlook.forecasts(plan, state);
      const from = { incidents, limitSince, recorded };
      known.set(sight, { from, holds: waitFrom(clock.now(), keptFor), forecasts });
      forecasts.catch(() => known.delete(sight));
      return forecasts;
    },
  };
}
