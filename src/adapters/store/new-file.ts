import { renameSync, rmSync } from 'node:fs';
import { connect } from './connection.js';
import { makeFile } from './owner-only.js';

/**
 * Makes an empty store beside its place and moves it there whole. So a file of no bytes is never a store that was just
 * being made. It lost everything, and is refused instead of being taken for a new one.
 */
export async function makeStore(path: string): Promise<void> {
  const draft = `${path}.new`;
  for (const rest of ['', '-wal', '-shm', '-journal']) rmSync(`${draft}${rest}`, { force: true });
  // SQLite gives its journals the rights of the file.
  makeFile(draft);
  const connection = await connect(draft, 0);
  try {
    await connection.run(
      'PRAGMA journal_mode=WAL; CREATE TABLE keyv(key VARCHAR(255) PRIMARY KEY, value TEXT)',
    );
  } finally {
    await connection.close();
  }
  renameSync(draft, path);
}
