import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Database } from '../../../src/adapters/store/database.js';
import { openSqlite } from '../../../src/adapters/store/sqlite-file.js';
import { tableLedger } from '../../../src/adapters/store/ledger/table-ledger.js';
import { fakeLog } from '../../support/fakes/log.js';
import { ledgerHistories } from '../../support/ledger-histories.js';
import { boundsOf, happens } from '../../support/ledger-life.js';
import { modelFigure, type LedgerEvent } from '../../support/ledger-model.js';
import { portfolioId } from '../../support/looks.js';
import { instantOf } from '../../../src/domain/time.js';
import { newPlace } from './opened.js';

const runs = Number(process.env['STORED_LEDGER_HISTORIES'] ?? 6);

/** The same life with few proofs of it: each is a write. */
function sparse(event: LedgerEvent): LedgerEvent {
  return event.does === 'live' ? { ...event, to: event.at } : event;
}

it('counts every history in tables as the slow counter does, opened anew in between', async () => {
  await fc.assert(
    fc.asyncProperty(ledgerHistories, async ({ events, asked }) => {
      const lived = events.map(sparse);
      const path = newPlace();
      const open = (): Promise<Database> =>
        openSqlite({ url: `sqlite://${path}`, access: 'write', log: fakeLog() });
      let file = await open();
      // So few are gathered that some are sorted in at nearly every body.
      let ledger = tableLedger(file, 3);
      try {
        for (const [i, event] of lived.entries()) {
          if (event.does === 'restart') {
            await file.close();
            file = await open();
            ledger = tableLedger(file, 3);
          }
          await happens(ledger, event);
          for (const at of i === lived.length - 1 ? asked : event.does === 'facts' ? [event.at] : []) {
            expect(boundsOf(await ledger.figure(portfolioId, instantOf(at)))).toEqual(
              modelFigure(lived.slice(0, i + 1), at),
            );
          }
        }
      } finally {
        await file.close();
      }
    }),
    { numRuns: runs },
  );
}, 3_600_000);
