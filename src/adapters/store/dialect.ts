import type { Knex } from 'knex';

/** Whether tables are in SQLite; if not, they are in PostgreSQL. All that tells the two apart asks here. */
export function isSqlite(tables: Knex): boolean {
  return (tables.client as { readonly dialect: string }).dialect === 'sqlite3';
}
