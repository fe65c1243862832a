import type { Knex } from 'knex';

/** The rows version 0.1.0 kept under keys that begin so, or under these, unchanged. */
export async function oldRows(
  tables: Knex,
  keys: string | readonly string[],
): Promise<ReadonlyMap<string, string | null>> {
  if (!(await tables.schema.hasTable('keyv'))) return new Map();
  const all = tables<{ key: string; value: string | null }>('keyv').select();
  const rows = await (typeof keys === 'string'
    ? all.where('key', '>=', keys).where('key', '<', `${keys}\uffff`)
    : all.whereIn('key', keys));
  return new Map(rows.map(({ key, value }) => [key, value]));
}

/** The JSON in such a row. What is none stays as it is, and is refused when read. */
export function valueIn(text: string | null): string {
  try {
    const row: unknown = JSON.parse(text ?? '');
    if (typeof row === 'object' && row !== null && 'value' in row) return JSON.stringify(row.value);
  } catch {
    // Told by whoever reads it.
  }
  return text ?? '';
}

/** The object in such a row; null when there is none. */
export function objectIn(text: string | null): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(valueIn(text));
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : null;
  } catch {
    return null;
  }
}
