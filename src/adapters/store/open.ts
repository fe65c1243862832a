import type { OpenStores, Stores } from '../../store-description.js';
import { finished } from './copy/unfinished.js';
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
  const opened = await openSqlite({ url, access, log, ...(cwd === undefined ? {} : { cwd }) });
  const database = await finished(opened);
  return storesIn(database, { keeping, log });
}
