import { mayBeTrouble, type SignSettings } from '../domain/signals/judge-signs.js';
import { daysCompared, noSignals, type SignalWindow, type SignalWindows } from '../domain/signals/window.js';
import type { NumberId, PortfolioId } from '../domain/snapshot.js';
import { after, HOUR, hourOf } from '../domain/time.js';
import type { Clock, Log } from '../ports.js';
import type { SignalRecord } from '../signals-port.js';
import { reasonOf } from './reason.js';

/** What is counted of each number of a portfolio until now; nothing when it cannot be read. Never throws. */
export type SignalsNow = (id: PortfolioId) => Promise<SignalWindows>;

/**
 * Reads the newest hours of each number, the one under way included. Earlier ones are read only where it matters what
 * is usual. Trouble is logged.
 */
export function signalsNow(
  record: Pick<SignalRecord, 'daily'>,
  settings: SignSettings,
  clock: Clock,
  log: Log,
): SignalsNow {
  async function windowOf(
    portfolio: PortfolioId,
    hours: number,
  ): Promise<ReadonlyMap<NumberId, SignalWindow>> {
    const wanted = { end: after(hourOf(clock.now()), HOUR), hours };
    const newest = await record.daily(portfolio, { ...wanted, days: 1 });
    const windows = new Map([...newest].map(([number, days]) => [number, { hours, days }]));
    const numbers = [...windows].filter(([, one]) => mayBeTrouble(one, settings)).map(([number]) => number);
    if (numbers.length === 0) return windows;
    const earlier = await record.daily(portfolio, { ...wanted, days: daysCompared, numbers });
    for (const [number, days] of earlier) windows.set(number, { hours, days });
    return windows;
  }

  return async (id) => {
    try {
      const longest = Math.max(...settings.hours);
      const widest = await windowOf(id, longest);
      // Nothing is in a shorter window that is not in the longest. Most portfolios have no webhooks, and are asked once.
      if (widest.size === 0) return noSignals;
      const all = await Promise.all(
        settings.hours.map((hours) => (hours === longest ? Promise.resolve(widest) : windowOf(id, hours))),
      );
      const numbers = new Set(all.flatMap((windows) => [...windows.keys()]));
      return new Map([...numbers].map((number) => [number, all.flatMap((one) => one.get(number) ?? [])]));
    } catch (error) {
      log.error('signals.read-failed', { portfolio: id, reason: reasonOf(error) });
      return noSignals;
    }
  };
}
