import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { WabaId } from '../../../src/domain/snapshot.js';
import { instantOf } from '../../../src/domain/time.js';
import type { Ledger } from '../../../src/ledger-port.js';
import { fakeLedger } from '../../support/fakes/ledger.js';
import { ledgerHistories, type LedgerHistory } from '../../support/ledger-histories.js';
import { modelFigure, type LedgerEvent } from '../../support/ledger-model.js';
import { portfolioId } from '../../support/looks.js';

async function happens(ledger: Ledger, event: LedgerEvent): Promise<void> {
  const at = instantOf(event.at);
  if (event.does === 'facts') await ledger.record(portfolioId, event.facts, at);
  if (event.does === 'told') await ledger.subscription(portfolioId, event.account as WabaId, event.tells, at);
  if (event.does === 'live') {
    for (let time = event.at; time <= event.to; time += 60_000) {
      await ledger.alive(portfolioId, event.accounts as readonly WabaId[], instantOf(time));
    }
  }
}

async function comparesAll({ events, asked }: LedgerHistory): Promise<void> {
  const ledger = fakeLedger();
  for (const [i, event] of events.entries()) {
    await happens(ledger, event);
    const isLast = i === events.length - 1;
    for (const at of isLast ? asked : event.does === 'facts' ? [event.at] : []) {
      const model = modelFigure(events.slice(0, i + 1), at);
      const told = await ledger.figure(portfolioId, instantOf(at));
      expect(
        told && {
          accuracy: told.accuracy,
          atLeast: told.atLeast,
          atMost: told.atMost,
          releases: told.releases,
        },
      ).toEqual(model);
    }
  }
}

const runs = Number(process.env.LEDGER_HISTORIES ?? 150);

it('counts every history as the slow counter does', async () => {
  await fc.assert(fc.asyncProperty(ledgerHistories, comparesAll), { numRuns: runs });
}, 3_600_000);
