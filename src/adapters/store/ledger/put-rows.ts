import type { Knex } from 'knex';

/** Fewer values in one statement than either engine allows. */
const mostValues = 12_000;

type Value = string | number | Buffer;

/** Parts of a list, each so short that one statement can name it with `width` values for each. */
export function* partsOf<T>(all: readonly T[], width: number): Generator<readonly T[]> {
  const length = Math.floor(mostValues / width);
  for (let i = 0; i < all.length; i += length) yield all.slice(i, i + length);
}

/**
 * Inserts rows, and does what `conflict` says with those that are there. The builder's own way takes several times as long
 * for a thousand rows.
 */
export async function putRows(
  tables: Knex,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly Value[])[],
  conflict: string,
): Promise<void> {
  const place = `(${columns.map(() => '?').join(',')})`;
  for (const part of partsOf(rows, columns.length)) {
    const values = new Array<string>(part.length).fill(place).join(',');
    await tables.raw(
      `insert into ${table} (${columns.join(',')}) values ${values} on conflict ${conflict}`,
      part.flat(),
    );
  }
}
