import { existsSync } from 'node:fs';
import { StoreError, type Log } from '../../../ports.js';
import type { Database } from '../database.js';
import { holdLock } from '../lock.js';
import { storePath } from '../place.js';
import { openPostgres } from '../postgres/database.js';
import { openSqlite } from '../sqlite-file.js';
import { copyRows } from './copy-rows.js';
import { goOnNumbering, keyedTables, type KeyedTable } from './keyed-tables.js';
import { markFinished, markUnfinished } from './unfinished.js';

/** What is to be copied. */
export interface StoreCopy {
  /** The STORE_URLs of a store, and of an empty place for one. */
  readonly from: string;
  readonly to: string;
  readonly log: Log;
  /** Called once, with how many rows there are; returns what hears how many are done. */
  readonly begins: (rows: number) => (more: number) => void;
}

/** What was copied, and between which stores. */
export interface CopiedStore {
  readonly from: string;
  readonly to: string;
  readonly rows: number;
}

/**
 * Copies all of a store that no bot has open into an empty one. Whole or not at all; the store stays as it is. Killed
 * in between, it leaves a mark. With that, no bot takes the target for an empty store. Throws StoreError.
 */
export async function copyStore({ from, to, log, begins }: StoreCopy): Promise<CopiedStore> {
  const source = await openSource(from, log);
  try {
    const target = await openTarget(to, log);
    try {
      const rows = await copied(source, target, begins);
      return { from: source.name, to: target.name, rows };
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

async function copied(source: Database, target: Database, begins: StoreCopy['begins']): Promise<number> {
  const all = await target.reading(keyedTables);
  if ((await target.reading((tables) => rowsIn(tables, all))) > 0)
    throw new StoreError(
      'other',
      `The store ${target.name} holds something already. Copy into an empty one.`,
    );
  const rows = await source.reading((tables) => rowsIn(tables, all));
  if (rows === 0) throw new StoreError('other', `The store ${source.name} holds nothing to copy.`);
  const onCopied = begins(rows);
  await target.writing(markUnfinished);
  await target.writing(async (to) => {
    await source.readingTogether(async (from) => {
      for (const table of all) await copyRows(from, to, table, onCopied);
    });
    await goOnNumbering(to);
    await markFinished(to);
  });
  return rows;
}

async function rowsIn(tables: Tables, all: readonly KeyedTable[]): Promise<number> {
  let rows = 0;
  for (const { name } of all) {
    const [counted] = await tables(name).count<{ readonly rows: number | string }[]>({ rows: '*' });
    rows += Number(counted?.rows ?? 0);
  }
  return rows;
}

type Tables = Parameters<Parameters<Database['reading']>[0]>[0];

/** Opens a store to read it while nobody may write there; nothing in it is changed, not even lifted. */
async function openSource(url: string, log: Log): Promise<Database> {
  if (isPostgres(url)) return openPostgres({ url, access: 'read', alone: true, log });
  const path = storePath(url);
  if (path === null || !existsSync(path))
    throw new StoreError('other', `There is no store at ${path ?? url} to copy from.`);
  const lock = await holdLock(path);
  try {
    const database = await openSqlite({ url, access: 'read', log });
    return {
      ...database,
      async close() {
        await database.close();
        await lock.release();
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

function openTarget(url: string, log: Log): Promise<Database> {
  return isPostgres(url)
    ? openPostgres({ url, access: 'write', alone: true, log })
    : openSqlite({ url, access: 'write', log });
}

function isPostgres(url: string): boolean {
  return url.startsWith('postgres://');
}
