import { onTestFinished } from 'vitest';
import type { Database } from '../../../../src/adapters/store/database.js';
import { openPostgres } from '../../../../src/adapters/store/postgres/database.js';
import type { StoreAccess, Stores } from '../../../../src/store-description.js';
import { openStores } from '../../../../src/stores.js';
import { fakeLog, type FakeLog } from '../../../support/fakes/log.js';
import { sharedPostgres } from '../../../support/postgres.js';
import { keeping } from '../opened.js';

/** The STORE_URL of an empty place. */
export async function newStore(): Promise<string> {
  return (await sharedPostgres()).newStore();
}

/** Opens the stores of a STORE_URL; they are closed when the test is over. */
export async function storesAt(
  url: string,
  access: StoreAccess = 'write',
  log: FakeLog = fakeLog(),
): Promise<Stores> {
  const stores = await openStores({ url, access, keeping, log });
  onTestFinished(() => stores.close());
  return stores;
}

/** Opens the bare database; it is closed when the test is over. */
export async function databaseAt(url: string, log: FakeLog = fakeLog()): Promise<Database> {
  const database = await openPostgres({ url, access: 'write', log });
  onTestFinished(() => database.close());
  return database;
}
