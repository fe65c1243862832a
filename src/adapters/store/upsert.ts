import type { Knex } from 'knex';

/** SQLite takes some thousand values in one statement. */
const rowsAtOnce = 500;

/** Puts rows in, each in place of the one with the same key. */
export async function upsert<Row extends object>(
  tables: Knex.Transaction,
  table: string,
  key: readonly (keyof Row & string)[],
  rows: readonly Row[],
): Promise<void> {
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    await tables(table)
      .insert(rows.slice(from, from + rowsAtOnce))
      .onConflict([...key])
      .merge();
  }
}
