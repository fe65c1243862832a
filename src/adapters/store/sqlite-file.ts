import { realpathSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type Keyv from 'keyv';
import type { Knex } from 'knex';
import { StoreError, type Log } from '../../ports.js';
import type { Access } from '../../store-description.js';
import { holdLock, type Lock } from './lock.js';
import { migrate, migrationOf } from './migrate.js';
import { migrations } from './migrations/index.js';
import { makeStore } from './new-file.js';
import { closeToOthers, makeFolder } from './owner-only.js';
import { isStoreAt, memory, storePath } from './place.js';
import { rowsOf, sqliteAdapter } from './rows.js';
import { beginUse, endUse, refuseDamage } from './soundness.js';
import { inTransaction, sqliteTables } from './sqlite-tables.js';
import { storeErrorOf } from './trouble.js';

/** One SQLite file with tables, and rows in namespaces. */
export interface SqliteFile {
  readonly path: string;
  readonly access: Access;
  /** Rows of this file under a namespace of a-z, 0-9 and dashes. Several rows set together are one transaction. */
  rows(namespace: string): Keyv;
  /** Runs reads of tables or rows; every trouble becomes a StoreError. */
  reading<T>(work: (tables: Knex) => Promise<T>): Promise<T>;
  /** Runs writes of tables in one transaction; every trouble becomes a StoreError. */
  writing<T>(work: (tables: Knex.Transaction) => Promise<T>): Promise<T>;
  /** Runs a write of rows; every trouble becomes a StoreError. */
  writingRows<T>(work: () => Promise<T>): Promise<T>;
  /** Whether it is open, still in its place, and the last write went well. */
  ready(): boolean;
  /** Waits for what is running and gives the file free. May be called twice. */
  close(): Promise<void>;
}

/** What opening a file needs. */
export interface OpenSqlite {
  /** `sqlite://<path>`, relative to `cwd`; `sqlite://:memory:` is forgotten at the end. */
  readonly url: string;
  readonly access: Access;
  readonly cwd?: string;
  readonly log: Log;
}

/** Opens a store's file, and makes it with its folder where there is none. Throws StoreError. */
export async function openSqlite({ url, access, cwd, log }: OpenSqlite): Promise<SqliteFile> {
  const path = storePath(url, cwd) ?? memory;
  let lock: Lock | null = null;
  try {
    let isThere = path !== memory && isStoreAt(path);
    // Looking at a store that nobody has made yet must not make one.
    if (path !== memory && access === 'write') {
      makeFolder(dirname(path));
      // One store has one lock, whatever links lead to it.
      const real = isThere ? realpathSync(path) : path;
      lock = await holdLock(real);
      // Another process may have made it before this one had the lock.
      if (!isStoreAt(path)) await makeStore(path);
      isThere = true;
      const open = closeToOthers(real);
      if (open.length > 0) log.warn('store-open-to-others', { paths: open });
    }
    return await opened(path, isThere, access, lock, log);
  } catch (error) {
    await lock?.release();
    throw storeErrorOf(error, path);
  }
}

async function opened(
  path: string,
  isThere: boolean,
  access: Access,
  lock: Lock | null,
  log: Log,
): Promise<SqliteFile> {
  const place = isThere ? path : memory;
  const tables = await openedTables(place, access);
  const adapter = sqliteAdapter(place);
  let trouble: StoreError | null = null;
  let inode: number | null = null;
  let closing: Promise<void> | null = null;
  const running = new Set<Promise<unknown>>();

  const attempt = async <T>(work: () => Promise<T>): Promise<T> => {
    if (closing) throw new StoreError('closed', `The store ${path} is closed.`);
    const run = work();
    running.add(run);
    try {
      return await run;
    } catch (error) {
      throw storeErrorOf(error, path);
    } finally {
      running.delete(run);
    }
  };
  const attemptWrite = async <T>(work: () => Promise<T>): Promise<T> => {
    if (access === 'read') throw new StoreError('unwritable', `The store ${path} is open for reading only.`);
    try {
      const done = await attempt(work);
      if (trouble) log.info('store-writes-again', { path });
      trouble = null;
      return done;
    } catch (error) {
      const now = storeErrorOf(error, path);
      if (now.kind !== 'closed' && trouble?.kind !== now.kind) {
        log.error('store-write-failed', { path, kind: now.kind, sentence: now.message });
      }
      trouble = now;
      throw now;
    }
  };
  const isInPlace = (): boolean => {
    if (!isThere || path === memory) return true;
    try {
      return statSync(path).ino === inode;
    } catch {
      return false;
    }
  };

  // The first listener must be there before the file is opened: without one, an error would end the process.
  const listen = rowsOf(adapter, 'tierwatch', log);
  try {
    await adapter.query('PRAGMA synchronous=FULL');
    if (access === 'read') await adapter.query('PRAGMA query_only=ON');
    if (isThere) inode = statSync(path).ino;
  } catch (error) {
    await listen.disconnect().catch(() => undefined);
    await tables.destroy();
    throw error;
  }

  return {
    path,
    access,
    rows: (namespace) => rowsOf(adapter, namespace, log),
    reading: (work) => attempt(() => work(tables)),
    writing: (work) => attemptWrite(() => inTransaction(tables, work)),
    writingRows: attemptWrite,
    ready: () => !closing && !trouble && isInPlace(),
    close() {
      closing ??= (async () => {
        await Promise.allSettled(running);
        await adapter.disconnect().catch(() => undefined);
        if (access === 'write' && !trouble) await endUse(tables).catch(() => undefined);
        await tables.destroy();
        await lock?.release();
      })();
      return closing;
    },
  };
}

/** The tables as they are today: lifted in the file by who writes it, in a copy in memory by who only reads. */
async function openedTables(place: string, access: Access): Promise<Knex> {
  let tables = sqliteTables(place);
  try {
    if (access === 'write') {
      const isOlder = (await migrationOf(tables, migrations, place)) < migrations.length;
      await refuseDamage(tables, place, isOlder);
      await migrate(tables, migrations, place);
      // A full disk is told by the first write that matters.
      await beginUse(tables).catch(() => undefined);
    } else if ((await migrationOf(tables, migrations, place)) < migrations.length) {
      await tables.destroy();
      tables = sqliteTables(memory);
      if (place !== memory) await copyInto(tables, place);
      await migrate(tables, migrations, place);
    }
    if (access === 'read') await tables.raw('PRAGMA query_only=ON');
    return tables;
  } catch (error) {
    await tables.destroy();
    throw error;
  }
}

async function copyInto(tables: Knex, path: string): Promise<void> {
  await tables.raw('ATTACH DATABASE ? AS old', [path]);
  await inTransaction(tables, async (all) => {
    const found = await all('old.sqlite_master')
      .where({ type: 'table' })
      .whereNot('name', 'like', 'sqlite%')
      .select<{ name: string; sql: string }[]>();
    for (const { name, sql } of found) {
      await all.raw(sql);
      await all.raw('INSERT INTO main.?? SELECT * FROM old.??', [name, name]);
    }
  });
  await tables.raw('DETACH DATABASE old');
}
