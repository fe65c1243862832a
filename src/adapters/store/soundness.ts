import type { Knex } from 'knex';
import { StoreError } from '../../ports.js';

/**
 * Tables that grow with the people reached; to read them through takes seconds. SQLite tells of damage in them when it
 * reads it. Then no webhook is answered as if it were kept. So they are checked only after an end that was not clean.
 */
const large: ReadonlySet<string> = new Set(['ledger_person', 'ledger_identifier', 'ledger_hash']);

/** Throws StoreError `damaged` where the file is; `whole` also looks at what is large. */
export async function refuseDamage(tables: Knex, path: string, whole: boolean): Promise<void> {
  const found = whole || (await wasInUse(tables)) ? await checked(tables, null) : await checkedSmall(tables);
  if (found) return;
  throw new StoreError(
    'damaged',
    `The store ${path} is damaged. It is left as it is; put back a copy, or move it away to begin anew.`,
  );
}

/** Marks the file as in use. So an end without `endUse` is known to be not clean. */
export async function beginUse(tables: Knex): Promise<void> {
  await tables.raw('PRAGMA user_version=1');
}

/** Marks the file as closed cleanly. */
export async function endUse(tables: Knex): Promise<void> {
  await tables.raw('PRAGMA user_version=0');
}

async function wasInUse(tables: Knex): Promise<boolean> {
  const [row] = await tables.raw<{ readonly user_version: number }[]>('PRAGMA user_version');
  return row?.user_version !== 0;
}

async function checkedSmall(tables: Knex): Promise<boolean> {
  const all = await tables('sqlite_master').where({ type: 'table' }).pluck<string[]>('name');
  for (const name of all) {
    if (!large.has(name) && !(await checked(tables, name))) return false;
  }
  return true;
}

/** https://www.sqlite.org/pragma.html#pragma_quick_check */
async function checked(tables: Knex, table: string | null): Promise<boolean> {
  const found: unknown = await (table === null
    ? tables.raw('PRAGMA quick_check(1)')
    : tables.raw('PRAGMA quick_check(??)', [table]));
  return JSON.stringify(found).includes('"ok"');
}
