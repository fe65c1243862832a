import type { OpenStores, Stores } from '../../store-description.js';
import { keyvPreferences } from './keyv-preferences.js';
import { tableLedger } from './ledger/table-ledger.js';
import { tableStore } from './table-store.js';
import { turnsByKey } from './turns.js';
import { pastTables } from './history/past-tables.js';
import { openSqlite, type SqliteFile } from './sqlite-file.js';
import type { Migrations } from './lifting.js';

/** Opens all that is kept in one file. Throws StoreError, `locked` at once when another process has it. */
export async function openSqliteStores({
  url,
  access = 'write',
  keeping,
  cwd,
  log,
}: OpenStores): Promise<Stores> {
  const file = await openSqlite({ url, access, log, ...(cwd === undefined ? {} : { cwd }) });
  return storesIn(file, { keeping, log });
}

/** All that is kept in an open file. `steps` lift documents of older versions. */
export function storesIn(
  file: SqliteFile,
  { keeping, log, steps }: Pick<OpenStores, 'keeping' | 'log'> & { readonly steps?: Migrations },
): Stores {
  const turns = turnsByKey();
  const past = pastTables(file, keeping, turns, log);
  const store = tableStore(file, past, turns, steps);
  return {
    store,
    preferences: keyvPreferences(file),
    history: past.history,
    ledger: tableLedger(file),
    ready: () => file.ready(),
    close: () => store.close(),
  };
}
