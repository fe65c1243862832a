import type { OpenStores, Stores } from '../../store-description.js';
import { openSqlite } from './sqlite-file.js';
import { storesIn } from './stores-in.js';

/** Opens all that is kept in one file. Throws StoreError, `locked` at once when another process has it. */
export async function openSqliteStores({
  url,
  access = 'write',
  keeping,
  cwd,
  log,
}: OpenStores): Promise<Stores> {
  const database = await openSqlite({ url, access, log, ...(cwd === undefined ? {} : { cwd }) });
  return storesIn(database, { keeping, log });
}
