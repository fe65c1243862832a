import type { OpenStores, Stores } from '../../../store-description.js';
import { finished } from '../copy/unfinished.js';
import { storesIn } from '../stores-in.js';
import { openPostgres } from './database.js';
import { sharedState } from './sharing/state.js';

/** Opens all that is kept in a database, beside other processes. Throws StoreError, `locked` while it is copied. */
export async function openPostgresStores({
  url,
  access = 'write',
  keeping,
  log,
}: OpenStores): Promise<Stores> {
  const database = await openPostgres({ url, access, log });
  await finished(database);
  const { sharing, clock } = database;
  return {
    ...storesIn(database, { keeping, log }),
    sharing,
    clock,
    sharedState: () => sharedState(database),
  };
}
