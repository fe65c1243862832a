import type { Keeping } from '../../domain/history/keeping.js';
import type { Ledger } from '../../ledger-port.js';
import type { History, Log, Preferences, Store } from '../../ports.js';
import { keyvPreferences } from './keyv-preferences.js';
import { tableLedger } from './ledger/table-ledger.js';
import { tableStore } from './table-store.js';
import { turnsByKey } from './turns.js';
import { pastTables } from './history/past-tables.js';
import { openSqlite, type Access, type SqliteFile } from './sqlite-file.js';
import type { Migrations } from './lifting.js';

/** All that is kept, in one file. */
export interface Stores {
  readonly store: Store;
  readonly preferences: Preferences;
  readonly history: History;
  readonly ledger: Ledger;
  /** Whether the file is open and in its place, and the last write went well. */
  ready(): boolean;
  /** Finishes what was begun and frees the file. May be called twice. */
  close(): Promise<void>;
}

/** How to open the stores. */
export interface OpenStores {
  /** `sqlite://<path>`, relative to `cwd`. */
  readonly url: string;
  /** `write` is the default; it takes the file for this process alone. `read` looks on while another one writes. */
  readonly access?: Access;
  /** How long the past is kept, by its grain. */
  readonly keeping: Keeping;
  readonly cwd?: string;
  readonly log: Log;
}

/** Opens store, preferences and history. Throws StoreError, `locked` at once when another process has them. */
export async function openStores({ url, access = 'write', keeping, cwd, log }: OpenStores): Promise<Stores> {
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
