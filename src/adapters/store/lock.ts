import { StoreError } from '../../ports.js';
import { connect, type Connection } from './connection.js';
import { storeErrorOf } from './trouble.js';

/** A hold on a store that no other process has. */
export interface Lock {
  release(): Promise<void>;
}

/**
 * Takes the store for this process alone, or throws StoreError at once: `locked` when another one has it.
 * The hold is the operating system's own lock on `<file>.lock`, kept by an open transaction, so it is gone with the
 * process, however that dies; the file that stays behind means nothing.
 */
export async function holdLock(path: string): Promise<Lock> {
  const file = `${path}.lock`;
  let connection: Connection | null = null;
  try {
    connection = await connect(file, 0);
    await connection.run('BEGIN EXCLUSIVE');
  } catch (error) {
    await connection?.close();
    const trouble = storeErrorOf(error, path);
    if (trouble.kind === 'locked') {
      throw new StoreError(
        'locked',
        `The store ${path} is in use by another process. Stop that one, or give this one a STORE_URL of its own.`,
      );
    }
    if (trouble.kind === 'damaged') {
      throw new StoreError('damaged', `The file ${file} is no lock of this bot; remove it and start again.`);
    }
    throw trouble;
  }
  const held = connection;
  return { release: () => held.close() };
}
