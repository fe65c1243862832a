import type { Knex } from 'knex';
import { isSqlite } from './dialect.js';

/** Runs `work` in one transaction; its first statement should write, so that it need not begin anew. Rejects as `work` does. */
export async function inTransaction<T>(
  tables: Knex,
  work: (transaction: Knex.Transaction) => Promise<T>,
): Promise<T> {
  let cause: unknown;
  try {
    return await tables.transaction(async (transaction) => {
      // Knex runs this even where BEGIN failed, which is then what there is to tell.
      if (transaction.isCompleted()) throw new Error('The transaction did not begin.');
      try {
        return await work(transaction);
      } catch (error) {
        cause = error;
        throw error;
      }
    });
  } catch (error) {
    // SQLite ends some transactions itself, and leaves some open whose COMMIT failed.
    if (isSqlite(tables)) await tables.raw('ROLLBACK').catch(() => undefined);
    throw cause ?? error;
  }
}
