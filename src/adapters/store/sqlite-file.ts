import { realpathSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Knex } from 'knex';
import sqlite3 from 'sqlite3';
import type { Log } from '../../ports.js';
import type { StoreAccess } from '../../store-description.js';
import { attempts } from './attempts.js';
import type { Database } from './database.js';
import { holdLock, type Lock } from './lock.js';
import { migrate, migrationOf } from './migrate.js';
import { migrations } from './migrations/index.js';
import { makeStore } from './new-file.js';
import { nobodyElse, unheardOthers } from './others.js';
import { closeToOthers, makeFolder } from './owner-only.js';
import { isStoreAt, memory, storePath } from './place.js';
import { rowsOf } from './rows.js';
import { beginUse, endUse, refuseDamage } from './soundness.js';
import { sqliteAdapter } from './sqlite-rows.js';
import { sqliteTables } from './sqlite-tables.js';
import { inTransaction } from './transaction.js';
import { storeErrorOf } from './trouble.js';
import { writeToSqlite } from './write-together.js';

/** What opening a file needs. */
export interface OpenSqlite {
  /** `sqlite://<path>`, relative to `cwd`; `sqlite://:memory:` is forgotten at the end. */
  readonly url: string;
  readonly access: StoreAccess;
  readonly cwd?: string;
  readonly log: Log;
}

/** Opens a store's file, and makes it with its folder where there is none. Throws StoreError. */
export async function openSqlite({ url, access, cwd, log }: OpenSqlite): Promise<Database> {
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
  access: StoreAccess,
  lock: Lock | null,
  log: Log,
): Promise<Database> {
  const place = isThere ? path : memory;
  const tables = await openedTables(place, access);
  const adapter = sqliteAdapter(place);
  const work = attempts({ name: path, access, errorOf: (error) => storeErrorOf(error, path), log });
  let inode: number | null = null;
  let closing: Promise<void> | null = null;
  const isInPlace = (): boolean => {
    if (!isThere || path === memory) return true;
    try {
      return statSync(path).ino === inode;
    } catch {
      return false;
    }
  };

  // The first listener must be there before the file is opened: without one, an error would end the process.
  const listen = rowsOf(adapter, 'tierwatch');
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
    name: path,
    engine: `SQLite ${sqlite3.VERSION}`,
    access,
    others: access === 'write' ? nobodyElse : unheardOthers(),
    rows: (namespace) => rowsOf(adapter, namespace),
    reading: (reads) => work.read(() => reads(tables)),
    readingTogether: (reads) => work.read(() => inTransaction(tables, reads)),
    writing: (writes) => work.write(() => inTransaction(tables, writes)),
    writingTogether: (statements) => work.write(() => writeToSqlite(tables, statements)),
    writingRows: (writes) => work.write(() => writes(tables)),
    ready: () => !work.ended() && work.lastingTrouble() === null && isInPlace(),
    close() {
      closing ??= (async () => {
        await work.end();
        await adapter.disconnect().catch(() => undefined);
        if (access === 'write' && work.trouble() === null) await endUse(tables).catch(() => undefined);
        await tables.destroy();
        await lock?.release();
      })();
      return closing;
    },
  };
}

/** The tables as they are today. Writers lift them in the file, mere readers in a copy in memory. */
async function openedTables(place: string, access: StoreAccess): Promise<Knex> {
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
