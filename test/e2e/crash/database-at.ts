import type { Database } from '../../../src/adapters/store/database.js';
import { openPostgres } from '../../../src/adapters/store/postgres/database.js';
import { openSqlite } from '../../../src/adapters/store/sqlite-file.js';
import type { StoreAccess } from '../../../src/store-description.js';
import { fakeLog } from '../../support/fakes/log.js';

/** The bare database that a STORE_URL names, made where it is not there yet and is to be written. */
export function databaseAt(url: string, access: StoreAccess): Promise<Database> {
  const open = url.startsWith('sqlite:') ? openSqlite : openPostgres;
  return open({ url, access, log: fakeLog() });
}
