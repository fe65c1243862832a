import { join } from 'node:path';
import { KeyvSqlite } from '@keyv/sqlite';
import { onTestFinished } from 'vitest';
import { storesIn } from '../../../src/adapters/store/stores-in.js';
import type { Stores } from '../../../src/store-description.js';
import { openStores } from '../../../src/stores.js';
import type { Database } from '../../../src/adapters/store/database.js';
import { openSqlite } from '../../../src/adapters/store/sqlite-file.js';
import type { StoreAccess } from '../../../src/store-description.js';
import type { Keeping } from '../../../src/domain/history/keeping.js';
import { DAY } from '../../../src/domain/time.js';
import { filledThrough, type FilledHistory } from '../../support/filled-history.js';
import { folderWith } from '../../support/folder.js';
import { fakeLog, type FakeLog } from '../../support/fakes/log.js';

/** A place for a store in a folder that does not exist yet. */
export function newPlace(): string {
  return join(folderWith(), 'data', 'tierwatch.sqlite');
}

/** Usage of a month is kept by half hours, so that most tests see nothing age. */
export const keeping = { halfHours: 30 * DAY, hours: 60 * DAY, days: 730 * DAY };

/** Opens the stores at a place; they are closed when the test is over. */
export async function storesAt(
  path: string,
  access: StoreAccess = 'write',
  log: FakeLog = fakeLog(),
): Promise<Stores> {
  const stores = await openStores({ url: `sqlite://${path}`, access, keeping, log });
  onTestFinished(() => stores.close());
  return stores;
}

/** Opens the bare file at a place; it is closed when the test is over. */
export async function fileAt(path: string, log: FakeLog = fakeLog()): Promise<Database> {
  const file = await openSqlite({ url: `sqlite://${path}`, access: 'write', log });
  onTestFinished(() => file.close());
  return file;
}

/** The past in an open file. */
export function historyIn(file: Database, kept: Keeping): FilledHistory {
  return filledThrough(storesIn(file, { keeping: kept, log: fakeLog() }));
}

/** Lets the file grow to so many pages only: beyond them SQLite answers as on a full disk. */
export async function limitPages(file: Database, pages: number): Promise<void> {
  const pragma = `PRAGMA max_page_count=${String(pages)}`;
  await file.reading((tables) => tables.raw(pragma));
  const adapter: unknown = file.rows('limit').store;
  if (!(adapter instanceof KeyvSqlite)) throw new TypeError('The rows are not in SQLite.');
  await adapter.query(pragma);
}
