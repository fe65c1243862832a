import type { Knex } from 'knex';
import { isSqlite } from '../dialect.js';
import { passingTables } from '../migrations/sharing.js';

/** A table, and the columns of its primary key in their order. */
export interface KeyedTable {
  readonly name: string;
  readonly key: readonly string[];
}

interface KeyColumn {
  readonly name: string;
  readonly column: string;
}

/** Every table of a store. Not those of what passes, nor the one that tells which migrations it has seen. */
export async function keyedTables(tables: Knex): Promise<readonly KeyedTable[]> {
  const found = new Map<string, string[]>();
  for (const { name, column } of await keyColumns(tables)) {
    const key = found.get(name) ?? [];
    found.set(name, key);
    key.push(column);
  }
  for (const name of ['migration', ...passingTables]) found.delete(name);
  return [...found].map(([name, key]) => ({ name, key }));
}

async function keyColumns(tables: Knex): Promise<readonly KeyColumn[]> {
  if (isSqlite(tables)) {
    return tables.raw<KeyColumn[]>(
      "select t.name as name, c.name as column from sqlite_master t join pragma_table_info(t.name) c where t.type = 'table' and t.name not like 'sqlite%' and c.pk > 0 order by t.name, c.pk",
    );
  }
  const { rows } = await tables.raw<{ readonly rows: readonly KeyColumn[] }>(
    'select c.relname as name, a.attname as column from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace join unnest(i.indkey::int[]) with ordinality k (number, place) on true join pg_attribute a on a.attrelid = c.oid and a.attnum = k.number where i.indisprimary and n.nspname = current_schema() order by c.relname, k.place',
  );
  return rows;
}

/** Lets tables that number their own rows go on after those that are there. */
export async function goOnNumbering(tables: Knex): Promise<void> {
  // SQLite sees by itself.
  if (isSqlite(tables)) return;
  const { rows } = await tables.raw<{ readonly rows: readonly KeyColumn[] }>(
    "select table_name as name, column_name as column from information_schema.columns where table_schema = current_schema() and column_default like 'nextval(%'",
  );
  for (const { name, column } of rows)
    await tables.raw(
      'select setval(pg_get_serial_sequence(?, ?), last) from (select max(??) as last from ??) numbers where last is not null',
      [name, column, column, name],
    );
}
