import type { LedgerFigure } from '../domain/ledger/figure.js';
import type { PortfolioId } from '../domain/snapshot.js';
import type { Ledger } from '../ledger-port.js';
import type { Clock, Log } from '../ports.js';
import { reasonOf } from './reason.js';

/** Who was counted until now; null: nobody ever was, or it cannot be read. Never throws. */
export type CountedNow = (id: PortfolioId) => Promise<LedgerFigure | null>;

/** Reads the ledger; trouble is logged. */
export function countedNow(ledger: Pick<Ledger, 'figure'>, clock: Clock, log: Log): CountedNow {
  return async (id) => {
    try {
      return await ledger.figure(id, clock.now());
    } catch (error) {
      log.error('ledger.read-failed', { portfolio: id, reason: reasonOf(error) });
      return null;
    }
  };
}
