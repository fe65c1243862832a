import type { Knex } from 'knex';
import { batchesOf } from '../batches.js';
import type { KeyedTable } from './keyed-tables.js';

type Row = Readonly<Record<string, unknown>>;

/** About so many characters and bytes are in memory at a time. */
const roomForPage = 4_000_000;
const mostRows = 2_000;

/** Copies a table's rows in the order of its key. Tells how many it has copied after each page. */
export async function copyRows(
  from: Knex,
  to: Knex.Transaction,
  { name, key }: KeyedTable,
  onCopied: (rows: number) => void,
): Promise<void> {
  const columns = key.map((column) => from.ref(column));
  const marks = key.map(() => '??').join(', ');
  const values = key.map(() => '?').join(', ');
  let last: Row | null = null;
  // A row may hold a day of ten thousand numbers.
  let size = 10;
  for (;;) {
    const next = from<Row>(name)
      .orderBy([...key])
      .limit(size);
    const after: Row | null = last;
    if (after !== null)
      next.whereRaw(`(${marks}) > (${values})`, [
        ...columns,
        ...key.map((column) => after[column]),
      ] as Knex.RawBinding[]);
    const rows: readonly Row[] = await next.select();
    for (const batch of batchesOf(rows)) await to(name).insert(batch);
    onCopied(rows.length);
    last = rows.at(-1) ?? null;
    if (rows.length < size || last === null) return;
    const each = rows.reduce((sum, row) => sum + bytesOf(row), 0) / rows.length;
    size = Math.min(mostRows, Math.max(1, Math.floor(roomForPage / Math.max(1, each))));
  }
}

function bytesOf(row: Row): number {
  return Object.values(row).reduce<number>(
    (sum, value) => sum + (typeof value === 'string' || Buffer.isBuffer(value) ? value.length : 8),
    0,
  );
}
