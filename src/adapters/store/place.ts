import { lstatSync, statSync, type Stats } from 'node:fs';
import { resolve } from 'node:path';
import { StoreError } from '../../ports.js';
import { codeOf, shownPath } from './trouble.js';

/** SQLite's own word for a file that is forgotten at the end. */
export const memory = ':memory:';

/** No SQLite file is smaller, in bytes. */
const smallest = 512;

/** The file of the store `sqlite://<path>`, where relative paths begin at `cwd`; null: it is in memory. */
export function storePath(url: string, cwd: string = process.cwd()): string | null {
  const named = url.replace(/^sqlite:\/\//, '');
  return named === memory ? null : resolve(cwd, named);
}

/** Tells whether a store stands at a path; throws StoreError for anything else. Never waits. */
export function isStoreAt(path: string): boolean {
  // The file is not opened: closing it would free what SQLite has locked of it in this process. SQLite itself says
  // whether it begins like a store, but takes one of a single byte for new and writes over it.
  const stats = statsOf(path);
  if (stats === null) {
    refuseRemains(path);
    return false;
  }
  const refuse = (kind: StoreError['kind'], sentence: string): never => {
    throw new StoreError(kind, `The store ${shownPath(path)} ${sentence}`);
  };
  if (stats.isDirectory()) {
    return refuse('unwritable', `is a folder. Name a file in it: sqlite://${path}/tierwatch.sqlite.`);
  }
  if (!stats.isFile()) return refuse('unwritable', 'is a device or a pipe. Name a file in STORE_URL.');
  if (stats.size === 0) {
    return refuse('damaged', 'is empty. Put back a copy, or remove it to begin anew.');
  }
  if (stats.size < smallest) {
    const advice = 'It is left as it is; put back a copy, or name another file in STORE_URL.';
    return refuse('damaged', `is no SQLite file. ${advice}`);
  }
  return true;
}

/** What the path leads to; null when there is nothing yet. */
function statsOf(path: string): Stats | null {
  try {
    return statSync(path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
  if (!lstatSync(path, { throwIfNoEntry: false })) return null;
  // A new store would take the place of the link.
  throw new StoreError(
    'unwritable',
    `The store ${shownPath(path)} is a link to a file that is not there. Put the file back, or remove the link.`,
  );
}

/** SQLite would play an old journal into a new file. */
function refuseRemains(path: string): void {
  for (const journal of ['-wal', '-journal']) {
    if (!lstatSync(`${path}${journal}`, { throwIfNoEntry: false })) continue;
    throw new StoreError(
      'damaged',
      `The store ${path} is gone, but ${path}${journal} is still there. Put the file back, or remove the rest too.`,
    );
  }
}
