import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { StoreError } from '../../ports.js';

const advice = {
  damaged: 'is damaged. It is left as it is; put back a copy, or move it away to begin anew',
  full: 'cannot be written: the disk is full. Free some space; nothing that was saved is lost',
  unwritable: 'cannot be opened or written. Check that its folder exists and that this user may write there',
  locked: 'is busy in another program. Stop that program, or wait until it is done',
} as const;

/** A failure of SQLite or of a file, as a StoreError that names the file and says what to do. */
export function storeErrorOf(error: unknown, path: string): StoreError {
  if (error instanceof StoreError) return error;
  const code = codeOf(error);
  const kind = kindOf(error, code, path);
  if (kind === 'closed') return new StoreError('closed', `The store ${path} is closed.`);
  if (kind === 'other') {
    return new StoreError('other', `The store ${path} failed (${code}). Check its disk and the log.`);
  }
  return new StoreError(kind, `The store ${path} ${advice[kind]} (${code}).`);
}

function codeOf(error: unknown): string {
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
