import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Database } from '../../../src/adapters/store/database.js';
import { tableLedger } from '../../../src/adapters/store/ledger/table-ledger.js';
import { instantOf } from '../../../src/domain/time.js';
import { ledgerHistories } from '../ledger-histories.js';
import { boundsOf, happens } from '../ledger-life.js';
import { modelFigure, type LedgerEvent } from '../ledger-model.js';
import { portfolioId } from '../looks.js';

/** The same life with few proofs of it: each is a write. */
function sparse(event: LedgerEvent): LedgerEvent {
  return event.does === 'live' ? { ...event, to: event.at } : event;
}

/** What the ledger promises on every engine. `place` is empty and new; `open` opens the database there, however often. */
export function ledgerContract<Place>(
  name: string,
  place: () => Place | Promise<Place>,
  open: (place: Place) => Promise<Database>,
  runs: number,
): void {
  it(`${name} counts every history as the slow counter does, opened anew in between`, async () => {
    await fc.assert(
      fc.asyncProperty(ledgerHistories, async ({ events, asked }) => {
        const lived = events.map(sparse);
        const here = await place();
        let database = await open(here);
        // So few are gathered that some are sorted in at nearly every body.
        let ledger = tableLedger(database, 3);
        try {
          for (const [i, event] of lived.entries()) {
            if (event.does === 'restart') {
              await database.close();
              database = await open(here);
              ledger = tableLedger(database, 3);
            }
            await happens(ledger, event);
            for (const at of i === lived.length - 1 ? asked : event.does === 'facts' ? [event.at] : []) {
              expect(boundsOf(await ledger.figure(portfolioId, instantOf(at)))).toEqual(
                modelFigure(lived.slice(0, i + 1), at),
              );
            }
          }
        } finally {
          await database.close();
        }
      }),
      { numRuns: runs },
    );
  }, 3_600_000);
}
