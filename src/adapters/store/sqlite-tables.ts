import knexModule, { type Knex } from 'knex';
import type { Database } from 'sqlite3';
import { discreet } from './discreet.js';

/** Waits for other programs up to 5 s. */
const busyTimeout = 5_000;
/** 16 MB of pages stay in memory: people's hashes lie all over the file. */
const pragmas =
  'PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA journal_size_limit=67108864; PRAGMA cache_size=-16000';

/** Tables of a SQLite file, or of memory with `:memory:`; the first query opens it. One connection. */
export function sqliteTables(path: string): Knex {
  return knexModule.knex({
    client: 'sqlite3',
    connection: { filename: path },
    useNullAsDefault: true,
    ...discreet,
    pool: {
      min: 1,
      max: 1,
      afterCreate(connection: Database, done: (error: Error | null, connection: Database) => void) {
        connection.configure('busyTimeout', busyTimeout);
        connection.exec(pragmas, (error) => {
          done(error, connection);
        });
      },
    },
  });
}
