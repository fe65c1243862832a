import { realpathSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { KeyvSqlite } from '@keyv/sqlite';
import type Keyv from 'keyv';
import { StoreError, type Log } from '../../ports.js';
import { holdLock, type Lock } from './lock.js';
import { makeStore } from './new-file.js';
import { closeToOthers, makeFolder } from './owner-only.js';
import { isStoreAt } from './place.js';
import { rowsOf, sqliteAdapter } from './rows.js';
import { storeErrorOf } from './trouble.js';

/** How a store is opened: `write` holds it alone, `read` looks at it while another process may write. */
export type Access = 'write' | 'read';

/** One SQLite file with rows in namespaces. */
export interface SqliteFile {
  readonly path: string;
  readonly access: Access;
  /** Rows of this file under a namespace of a-z, 0-9 and dashes. Several rows set together are one transaction. */
  rows(namespace: string): Keyv;
  /** Runs one read or write of rows; every trouble becomes a StoreError. */
  reading<T>(work: () => Promise<T>): Promise<T>;
  writing<T>(work: () => Promise<T>): Promise<T>;
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

const memory = ':memory:';

/** Opens a store's file, and makes it with its folder where there is none. Throws StoreError. */
export async function openSqlite({ url, access, cwd, log }: OpenSqlite): Promise<SqliteFile> {
  const named = url.replace(/^sqlite:\/\//, '');
  const path = named === memory ? memory : resolve(cwd ?? process.cwd(), named);
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
  const adapter = sqliteAdapter(isThere ? path : memory);
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
    await adapter.query('PRAGMA journal_mode=WAL');
    await adapter.query('PRAGMA synchronous=FULL');
    await adapter.query('PRAGMA journal_size_limit=67108864');
    if (access === 'read') await adapter.query('PRAGMA query_only=ON');
    else await refuseDamage(adapter, path);
    if (isThere) inode = statSync(path).ino;
  } catch (error) {
    await listen.disconnect().catch(() => undefined);
    throw error;
  }

  return {
    path,
    access,
    rows: (namespace) => rowsOf(adapter, namespace, log),
    reading: attempt,
    async writing(work) {
      if (access === 'read') {
        throw new StoreError('unwritable', `The store ${path} is open for reading only.`);
      }
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
    },
    ready: () => !closing && !trouble && isInPlace(),
    close() {
      closing ??= (async () => {
        await Promise.allSettled(running);
        await adapter.disconnect().catch(() => undefined);
        await lock?.release();
      })();
      return closing;
    },
  };
}

async function refuseDamage(adapter: KeyvSqlite, path: string): Promise<void> {
  const found: unknown = await adapter.query('PRAGMA quick_check(1)');
  if (!JSON.stringify(found).includes('"ok"')) {
    throw new StoreError(
      'damaged',
      `The store ${path} is damaged. It is left as it is; put back a copy, or move it away to begin anew.`,
    );
  }
}
