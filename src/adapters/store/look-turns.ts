import type { PortfolioId } from '../../domain/snapshot.js';
import type { PortfolioState } from '../../domain/state.js';
import { StoreError } from '../../ports.js';
import type { Turn } from '../../sharing-port.js';
import type { SqlStatement } from './statement.js';

/**
 * Ends the turn of a look in the transaction that saves it. Keeps whose accounts were seen. Where it changes nothing, this
 * look must not be saved. Another process took the turn over, or the look of that planned time is saved.
 */
export function endingTurn({ portfolio, slot, epoch }: Turn, owners: readonly string[]): SqlStatement {
  return {
    sql: 'update look_turn set done=?, until=0, owners=? where portfolio=? and epoch=? and done<?',
    values: [slot, owners.join(' '), portfolio, epoch, slot],
    mustChange: true,
  };
}

/** The owners of the accounts that were seen last, each once. */
export function ownersIn({ sight }: Pick<PortfolioState, 'sight'>): readonly string[] {
  return [...new Set(sight?.snapshot.wabas.flatMap(({ owner }) => owner ?? []))];
}

/** What whoever looked is told then. */
export function turnOver(name: string, id: PortfolioId): StoreError {
  return new StoreError(
    'overtaken',
    `The store ${name} did not take a look at portfolio ${id}: another process has looked since it began.`,
  );
}
