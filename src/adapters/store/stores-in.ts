import type { OpenStores, Stores } from '../../store-description.js';
import type { Database } from './database.js';
import { pastTables } from './history/past-tables.js';
import { keyvPreferences } from './keyv-preferences.js';
import { signalRecord } from './signals/signal-record.js';
import { tableLedger } from './ledger/table-ledger.js';
import type { Migrations } from './lifting.js';
import { tableStore } from './table-store.js';
import { keyedQueue } from './keyed-queue.js';

/** All that is kept in an open database. `steps` lift documents of older versions. */
export function storesIn(
  database: Database,
  { keeping, log, steps }: Pick<OpenStores, 'keeping' | 'log'> & { readonly steps?: Migrations },
): Stores {
  const turns = keyedQueue();
  const past = pastTables(database, keeping, turns, log);
  const store = tableStore(database, past, turns, steps);
  return {
    store,
    preferences: keyvPreferences(database),
    history: past.history,
    ledger: tableLedger(database),
    signals: signalRecord(database),
    engine: database.engine,
    sharing: null,
    sharedState: () => Promise.resolve(null),
    clock: null,
    ready: () => database.ready(),
    close: () => store.close(),
  };
}
