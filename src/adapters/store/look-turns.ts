import type { Knex } from 'knex';
import type { PortfolioState } from '../../domain/state.js';
import type { Turn } from '../../sharing-port.js';

/**
 * Ends the turn of a look in the transaction that saves it. Keeps whose accounts were seen. False: this look must not
 * be saved. Another process took the turn over, or the look of that planned time is saved.
 */
export async function endsTurn(
  tables: Knex.Transaction,
  { portfolio, slot, epoch }: Turn,
  owners: readonly string[],
): Promise<boolean> {
  const mine = tables('look_turn').where({ portfolio, epoch }).where('done', '<', slot);
  return (await mine.update({ done: slot, until: 0, owners: owners.join(' ') })) > 0;
}

/** The owners of the accounts that were seen last, each once. */
export function ownersIn({ sight }: Pick<PortfolioState, 'sight'>): readonly string[] {
  return [...new Set(sight?.snapshot.wabas.flatMap(({ owner }) => owner ?? []))];
}
