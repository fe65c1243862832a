import type { Knex } from 'knex';
import type { Turn } from '../../sharing-port.js';

/**
 * Ends the turn of a look in the transaction that saves it. False: this look must not be saved. Another process took
 * the turn over, or the look of that planned time is saved.
 */
export async function endsTurn(tables: Knex.Transaction, { portfolio, slot, epoch }: Turn): Promise<boolean> {
  const mine = tables('look_turn').where({ portfolio, epoch }).where('done', '<', slot);
  return (await mine.update({ done: slot, until: 0 })) > 0;
}
