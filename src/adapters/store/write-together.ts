import type { Knex } from 'knex';
import type { Database, RunResult } from 'sqlite3';
import type { SqlStatement } from './statement.js';
import { inTransaction } from './transaction.js';

/** The statement that changed no row though it had to, so that all was undone; null: none. */
type Idle = SqlStatement | null;

/**
 * Writes in one transaction on SQLite. It asks the engine itself: Knex takes more time for each statement than SQLite.
 * A statement is sent once the one before it is done. So none runs after one that failed.
 */
export async function writeToSqlite(tables: Knex, statements: readonly SqlStatement[]): Promise<Idle> {
  const pool = tables.client as {
    acquireConnection(): Promise<Database>;
    releaseConnection(connection: Database): Promise<void>;
  };
  const connection = await pool.acquireConnection();
  try {
    // One statement is a transaction by itself, in half the time.
    if (statements.length === 1) return await firstIdle(connection, statements);
    await ask(connection, 'BEGIN', []);
    const idle = await firstIdle(connection, statements);
    await ask(connection, idle === null ? 'COMMIT' : 'ROLLBACK', []);
    return idle;
  } catch (error) {
    // SQLite ends some transactions itself, and leaves some open whose COMMIT failed.
    await ask(connection, 'ROLLBACK', []).catch(() => undefined);
    throw error;
  } finally {
    await pool.releaseConnection(connection);
  }
}

async function firstIdle(connection: Database, statements: readonly SqlStatement[]): Promise<Idle> {
  for (const statement of statements) {
    const changes = await ask(connection, statement.sql, statement.values);
    if (statement.mustChange === true && changes === 0) return statement;
  }
  return null;
}

/** Resolves to how many rows a statement changed. */
function ask(connection: Database, sql: string, values: SqlStatement['values']): Promise<number> {
  return new Promise((resolve, reject) => {
    connection.run(sql, values, function (this: RunResult, error: Error | null) {
      if (error) reject(error);
      else resolve(this.changes);
    });
  });
}

/** The same on PostgreSQL. */
export async function writeToPostgres(tables: Knex, statements: readonly SqlStatement[]): Promise<Idle> {
  const idle: SqlStatement[] = [];
  try {
    await inTransaction(tables, async (transaction) => {
      for (const statement of statements) {
        const { rowCount } = await transaction.raw<{ readonly rowCount: number | null }>(statement.sql, [
          ...statement.values,
        ]);
        if (statement.mustChange !== true || rowCount !== 0) continue;
        idle.push(statement);
        throw new Error('A statement changed nothing.');
      }
    });
  } catch (error) {
    if (idle[0] === undefined) throw error;
  }
  return idle[0] ?? null;
}
