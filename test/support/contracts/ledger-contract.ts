import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Database } from '../../../src/adapters/store/database.js';
import { tableLedger } from '../../../src/adapters/store/ledger/table-ledger.js';
import type { Ledger } from '../../../src/ledger-port.js';
import { instantOf } from '../../../src/domain/time.js';
import { ledgerHistories } from '../ledger-histories.js';
import { boundsOf, happens } from '../ledger-life.js';
import { modelFigure, type LedgerEvent } from '../ledger-model.js';
import { portfolioId } from '../looks.js';

/** The same life with few proofs of it: each is a write. */
function sparse(event: LedgerEvent): LedgerEvent {
  return event.does === 'live' ? { ...event, to: event.at } : event;
}

/** A ledger that is open. */
export interface OpenLedger {
  readonly ledger: Ledger;
  close(): Promise<void>;
}

/** The ledger of a database. So few are gathered that some are sorted in at nearly every body. */
export function ledgerIn(database: Database): OpenLedger {
  return { ledger: tableLedger(database, 3), close: () => database.close() };
}

/** What the ledger promises on every engine. `place` is empty and new; `open` opens it there, however often. */
export function ledgerContract<Place>(
  name: string,
  place: () => Place | Promise<Place>,
  open: (place: Place) => Promise<OpenLedger>,
  runs: number,
): void {
  it(`${name} counts every history as the slow counter does, opened anew in between`, async () => {
    await fc.assert(
      fc.asyncProperty(ledgerHistories, async ({ events, asked }) => {
        const lived = events.map(sparse);
        const here = await place();
        let opened = await open(here);
        try {
          for (const [i, event] of lived.entries()) {
            if (event.does === 'restart') {
              await opened.close();
              opened = await open(here);
            }
            await happens(opened.ledger, event);
            for (const at of i === lived.length - 1 ? asked : event.does === 'facts' ? [event.at] : []) {
              expect(boundsOf(await opened.ledger.figure(portfolioId, instantOf(at)))).toEqual(
                modelFigure(lived.slice(0, i + 1), at),
              );
            }
          }
        } finally {
          await opened.close();
        }
      }),
      { numRuns: runs },
    );
  }, 3_600_000);
}
