import type { Knex } from 'knex';

/** The rows of a statement that no query builder has words for. */
export async function rowsFrom<Row extends object>(
  tables: Knex,
  statement: string,
  values: readonly Knex.RawBinding[] | Readonly<Record<string, Knex.RawBinding>>,
): Promise<readonly Row[]> {
  const { rows } = await tables.raw<{ readonly rows: readonly Row[] }>(statement, values);
  return rows;
}
