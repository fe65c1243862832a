import type { OpenStores, Stores } from '../../../store-description.js';
import { finished } from '../copy/unfinished.js';
import { storesIn } from '../stores-in.js';
import { openPostgres } from './database.js';

/** Opens all that is kept in a database. Throws StoreError, `locked` when another process has it. */
export async function openPostgresStores({
  url,
  access = 'write',
  keeping,
  log,
}: OpenStores): Promise<Stores> {
  const database = await finished(await openPostgres({ url, access, log }));
  return storesIn(database, { keeping, log });
}
