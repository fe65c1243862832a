import fc from 'fast-check';
import { expect, it } from 'vitest';
import { instantOf } from '../../../src/domain/time.js';
import { fakeLedger } from '../../support/fakes/ledger.js';
import { ledgerHistories, type LedgerHistory } from '../../support/ledger-histories.js';
import { boundsOf, happens } from '../../support/ledger-life.js';
import { modelFigure } from '../../support/ledger-model.js';
import { portfolioId } from '../../support/looks.js';

async function comparesAll({ events, asked }: LedgerHistory): Promise<void> {
  const ledger = fakeLedger();
  for (const [i, event] of events.entries()) {
    await happens(ledger, event);
    const isLast = i === events.length - 1;
    for (const at of isLast ? asked : event.does === 'facts' ? [event.at] : []) {
      expect(boundsOf(await ledger.figure(portfolioId, instantOf(at)))).toEqual(
        modelFigure(events.slice(0, i + 1), at),
      );
    }
  }
}

const runs = Number(process.env['LEDGER_HISTORIES'] ?? 150);

it('the ledger counts every history as the slow counter does', async () => {
  await fc.assert(fc.asyncProperty(ledgerHistories, comparesAll), { numRuns: runs });
}, 3_600_000);
