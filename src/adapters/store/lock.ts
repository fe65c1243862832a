import { existsSync, lstatSync } from 'node:fs';
import { StoreError } from '../../ports.js';
import { connect, type SqliteConnection } from './connection.js';
import { makeFile } from './owner-only.js';
import { storeErrorOf } from './trouble.js';

/** A hold on a store that no other process has. */
export interface Lock {
  release(): Promise<void>;
}

/**
 * Takes the store for this process alone, or throws StoreError at once: `locked` when another one has it. The hold is
 * the operating system's own lock on `<file>.lock`, kept by an open transaction. So it is gone with the process,
 * however that dies. The file that stays behind means nothing.
 */
export async function holdLock(path: string): Promise<Lock> {
  const file = `${path}.lock`;
  let connection: SqliteConnection | null = null;
  try {
    // Whoever can read the file can lock it.
    makeFile(file);
    if (!lstatSync(file).isFile()) throw notALock(file);
    connection = await connect(file, 0);
    await connection.run('BEGIN EXCLUSIVE');
  } catch (error) {
    await connection?.close();
    throw lockTrouble(error, path, file);
  }
  const held = connection;
  return { release: () => held.close() };
}

function lockTrouble(error: unknown, path: string, file: string): StoreError {
  const trouble = storeErrorOf(error, path);
  if (trouble.kind === 'locked') {
    return new StoreError(
      'locked',
      `The store ${path} is in use by another process. Stop that one, or give this one a STORE_URL of its own.`,
    );
  }
  if (trouble.kind === 'damaged') return notALock(file);
  // Not the same as a folder in which no lock can be made.
  if (trouble.kind === 'unwritable' && existsSync(file)) {
    return new StoreError(
      'unwritable',
      `The lock ${file} belongs to another user. Run this as that user, or remove the file while no bot runs.`,
    );
  }
  return trouble;
}

function notALock(file: string): StoreError {
  return new StoreError('damaged', `The file ${file} is no lock of this bot; remove it and start again.`);
}
