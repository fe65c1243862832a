import sqlite3 from 'sqlite3';

/** A bare SQLite connection, for what goes beside the rows: the lock, and the making of a new file. */
export interface SqliteConnection {
  run(sql: string): Promise<void>;
  close(): Promise<void>;
}

/** Opens or makes a file. Waits `busyTimeout` milliseconds for other programs. Rejects with SQLite's error. */
export async function connect(path: string, busyTimeout: number): Promise<SqliteConnection> {
  const database = await new Promise<sqlite3.Database>((resolve, reject) => {
    const opened = new sqlite3.Database(path, (error) => {
      if (error) reject(error);
      else resolve(opened);
    });
  });
  database.configure('busyTimeout', busyTimeout);
  return {
    run: (sql) =>
      new Promise((resolve, reject) => {
        database.exec(sql, (error) => {
          if (error) reject(error);
          else resolve();
        });
      }),
    close: () =>
      new Promise((resolve, reject) => {
        database.close((error) => {
          if (error) reject(error);
          else resolve();
        });
      }),
  };
}
