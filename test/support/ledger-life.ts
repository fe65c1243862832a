import type { LedgerFigure } from '../../src/domain/ledger/figure.js';
import type { WabaId } from '../../src/domain/snapshot.js';
import { instantOf } from '../../src/domain/time.js';
import type { Ledger } from '../../src/ledger-port.js';
import type { LedgerEvent, ModelFigure } from './ledger-model.js';
import { portfolioId } from './looks.js';

/** Lets a ledger live through an event. A restart is for who holds the ledger. */
export async function happens(ledger: Ledger, event: LedgerEvent): Promise<void> {
  const at = instantOf(event.at);
  if (event.does === 'facts') await ledger.record(portfolioId, event.facts, at);
  if (event.does === 'told') await ledger.subscription(portfolioId, event.account as WabaId, event.tells, at);
  if (event.does === 'live') {
    const accounts = event.accounts.map((account) => account as WabaId);
    for (let time = event.at; time <= event.to; time += 60_000) {
      await ledger.alive(portfolioId, accounts, instantOf(time));
    }
  }
}

/** What the slow counter says too. */
export function boundsOf(figure: LedgerFigure | null): ModelFigure | null {
  if (figure === null) return null;
  const { accuracy, atLeast, atMost, releases } = figure;
  return { accuracy, atLeast, atMost, releases };
}
