import { chmodSync, existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { StoreError } from '../../ports.js';
import { connect } from './connection.js';

/**
 * Makes an empty store beside its place and moves it there whole: a file of no bytes is thus never a store that was
 * just being made, but one that lost everything, and is refused instead of being taken for a new one.
 */
export async function makeFile(path: string): Promise<void> {
  if (existsSync(path)) {
    if (statSync(path).size > 0) return;
    throw new StoreError(
      'damaged',
      `The store ${path} is empty. Put back a copy, or remove it to begin anew.`,
    );
  }
  if (existsSync(`${path}-wal`)) {
    // SQLite would play the old journal into the new file.
    throw new StoreError(
      'damaged',
      `The store ${path} is gone, but ${path}-wal is still there. Put the file back, or remove the rest too.`,
    );
  }
  const draft = `${path}.new`;
  for (const rest of ['', '-wal', '-shm', '-journal']) rmSync(`${draft}${rest}`, { force: true });
  const connection = await connect(draft, 0);
  try {
    await connection.run(
      'PRAGMA journal_mode=WAL; CREATE TABLE keyv(key VARCHAR(255) PRIMARY KEY, value TEXT)',
    );
  } finally {
    await connection.close();
  }
  // It names people and numbers; SQLite gives its journal the same rights.
  chmodSync(draft, 0o600);
  renameSync(draft, path);
}
