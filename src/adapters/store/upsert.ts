import type { Knex } from 'knex';
import { batchesOf } from './batches.js';

/** Puts rows in, each in place of the one with the same key. */
export async function upsert<Row extends object>(
  tables: Knex,
  table: string,
  key: readonly (keyof Row & string)[],
  rows: readonly Row[],
): Promise<void> {
  for (const batch of batchesOf(rows)) {
    await tables(table)
      .insert(batch)
      .onConflict([...key])
      .merge();
  }
}
