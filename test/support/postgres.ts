import { describe, it, onTestFinished } from 'vitest';
import { postgresPrograms, startOwnPostgres, type OwnPostgres } from './postgres-server.js';

export { postgresUser } from './postgres-server.js';

/** A server for tests. */
interface PostgresServer extends OwnPostgres {
  /** The STORE_URL of an empty place for a store of this test. */
  newStore(): Promise<string>;
}

/**
 * Tests that need PostgreSQL. Where it is not installed they are left out, which is said; on the build server, that is a
 * failure.
 */
export function describeWithPostgres(name: string, tests: () => void): void {
  if (postgresPrograms() !== null) {
    describe(name, tests);
    return;
  }
  const advice = 'PostgreSQL is not installed (apt-get install postgresql)';
  if (process.env['CI'] !== undefined) {
    it(`${name} can be tried`, () => {
      throw new Error(advice);
    });
    return;
  }
  process.stdout.write(`Left out, since ${advice}: ${name}\n`);
  describe.skip(name, tests);
}

// One for all test files of a process: to make one takes a second.
let shared: Promise<PostgresServer> | undefined;

/** The server that the tests of this process share. */
export function sharedPostgres(): Promise<PostgresServer> {
  shared ??= startPostgres();
  return shared;
}

/** Starts a server of its own, for a test that ends it. */
export async function startPostgres(): Promise<PostgresServer> {
  const server = await startOwnPostgres({ durable: false });
  const free: string[] = [];
  return {
    ...server,
    async newStore() {
      // A place whose test is over has its tables already.
      const left = free.pop();
      const url = left ?? (await server.place());
      if (left !== undefined) await server.asOwner(url, emptied);
      onTestFinished(() => void free.push(url));
      return url;
    },
  };
}

/** Deletes all rows of a place, but for what tells its tables' version. */
const emptied = `DO $$ DECLARE one text; BEGIN
    FOR one IN SELECT tablename FROM pg_tables WHERE schemaname = current_schema() AND tablename <> 'migration' LOOP
      EXECUTE format('DELETE FROM %I', one);
    END LOOP; END $$`;
