import { midnightBefore } from '../domain/local-days.js';
import { stopShareOf, type StopShare } from '../domain/stop-share.js';
import type { NumberId, PortfolioId } from '../domain/snapshot.js';
import { HOUR, instantOf } from '../domain/time.js';
import type { Clock, Log } from '../ports.js';
import type { SignalRecord } from '../signals-port.js';
import { reasonOf } from './reason.js';

/** How many of a number's readers asked for no more, on yesterday's day in `zone`. Null: not known. */
export type StopsYesterday = (id: PortfolioId, number: NumberId, zone: string) => Promise<StopShare | null>;

/** Reads them from the record. Trouble is logged, and is not known. */
export function stopsYesterday(record: Pick<SignalRecord, 'daily'>, clock: Clock, log: Log): StopsYesterday {
  return async (id, number, zone) => {
    // Counted by whole hours: where days begin at half past, they are taken to begin at the hour.
    const end = instantOf(Math.floor(midnightBefore(clock.now(), zone) / HOUR) * HOUR);
    try {
      const days = await record.daily(id, { end, hours: 24, days: 1, numbers: [number] });
      return stopShareOf(days.get(number)?.get(0));
    } catch (error) {
      log.error('signals.read-failed', { portfolio: id, reason: reasonOf(error) });
      return null;
    }
  };
}
