import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { StoreError } from '../../ports.js';

const advice = {
  damaged: 'is damaged. It is left as it is; put back a copy, or move it away to begin anew',
  full: 'cannot be written: the disk is full. Free some space; nothing that was saved is lost',
  unwritable: 'cannot be opened or written. Check that its folder exists and that this user may write there',
  locked: 'is busy in another program. Stop that program, or wait until it is done',
} as const;

/** What is wrong with a path, by the code the system gives. */
const badPlace: Readonly<Record<string, string>> = {
  ENOENT: 'cannot be made: no folder can be made there',
  ENOTDIR: 'cannot be opened: a part of its path is a file, not a folder',
  ELOOP: 'cannot be opened: the links in its path lead back to themselves',
  ENAMETOOLONG: 'cannot be opened: its path is too long',
  EROFS: 'cannot be written: its disk is read-only',
};

/** A failure of SQLite or of a file, as a StoreError. Names the file and says what to do. */
export function storeErrorOf(error: unknown, path: string): StoreError {
  if (error instanceof StoreError) return error;
  const code = codeOf(error);
  const kind = kindOf(error, code, path);
  const name = shownPath(path);
  if (kind === 'closed') return new StoreError('closed', `The store ${name} is closed.`);
  if (kind === 'other') {
    return new StoreError('other', `The store ${name} failed (${code}). Check its disk and the log.`);
  }
  const place = badPlace[code];
  if (place !== undefined) {
    return new StoreError(kind, `The store ${name} ${place} (${code}). Name another file in STORE_URL.`);
  }
  return new StoreError(kind, `The store ${name} ${advice[kind]} (${code}).`);
}

/** A path as a sentence may show it; of a very long one, its ends. */
export function shownPath(path: string): string {
  return path.length > 300 ? `${path.slice(0, 150)}…${path.slice(-100)}` : path;
}

/** The code of a failure of SQLite or of the system. */
export function codeOf(error: unknown): string {
  if (error instanceof SyntaxError) return 'a row is no JSON';
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : 'unknown reason';
}

function kindOf(error: unknown, code: string, path: string): keyof typeof advice | 'closed' | 'other' {
  if (error instanceof SyntaxError) return 'damaged';
  switch (code) {
    case 'SQLITE_CORRUPT':
    case 'SQLITE_NOTADB':
    case 'SQLITE_FORMAT':
      return 'damaged';
    case 'SQLITE_FULL':
    case 'ENOSPC':
      return 'full';
    case 'SQLITE_IOERR':
      // A disk that fills up while a shared file grows is reported as a failed write.
      return isFull(path) ? 'full' : 'other';
    case 'SQLITE_READONLY':
    case 'SQLITE_CANTOPEN':
    case 'SQLITE_PERM':
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'EEXIST':
    case 'EISDIR':
    case 'ENOTDIR':
    case 'ENOENT':
    case 'ELOOP':
    case 'ENAMETOOLONG':
    case 'ENXIO':
      return 'unwritable';
    case 'SQLITE_BUSY':
    case 'SQLITE_LOCKED':
      return 'locked';
    case 'SQLITE_MISUSE':
      return 'closed';
    default:
      return 'other';
  }
}

function isFull(path: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(dirname(path));
    return bavail * bsize < 1_000_000;
  } catch {
    return false;
  }
}
