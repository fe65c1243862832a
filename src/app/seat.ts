import { SECOND } from '../domain/time.js';
import type { Log } from '../ports.js';
import type { Leases, Seat } from '../sharing-port.js';
import { keepLease } from './kept-lease.js';

/** How often a place that somebody has is asked for. */
const askedEvery = SECOND;

/** A place of a name. A store that cannot be asked gives it to nobody. */
export function seatOf(leases: Leases, name: string, log: Log): Seat {
  return {
    async take(signal) {
      for (;;) {
        const lease = signal.aborted ? null : await keepLease(leases, name).catch(() => null);
        if (signal.aborted) {
          await lease?.drop();
          return null;
        }
        if (lease) {
          log.info('seat.taken', { seat: name });
          void lease.over.then(() => log.info('seat.left', { seat: name }));
          return lease;
        }
        await afterOr(askedEvery, signal);
      }
    },
  };
}

/** Resolves after so many milliseconds, or when the signal comes. */
function afterOr(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });
}
