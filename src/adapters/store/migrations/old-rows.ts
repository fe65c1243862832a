import type { Knex } from 'knex';

/** The rows that version 0.1.0 kept under names that begin so, as they stand there. None where there never was one. */
export async function oldRows(tables: Knex, prefix: string): Promise<ReadonlyMap<string, string | null>> {
  if (!(await tables.schema.hasTable('keyv'))) return new Map();
  const rows = await tables<{ key: string; value: string | null }>('keyv')
    .where('key', '>=', prefix)
    .where('key', '<', `${prefix}\uffff`)
    .select();
  return new Map(rows.map(({ key, value }) => [key, value]));
}

/** The JSON in such a row; what is none stays as it is, so that it is refused when it is read. */
export function valueIn(text: string | null): string {
  try {
    const row: unknown = JSON.parse(text ?? '');
    if (typeof row === 'object' && row !== null && 'value' in row) return JSON.stringify(row.value);
  } catch {
    // Told by whoever reads it.
  }
  return text ?? '';
}
