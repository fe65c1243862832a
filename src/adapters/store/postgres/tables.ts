import knexModule, { type Knex } from 'knex';
import type pg from 'pg';
import { discreet } from '../discreet.js';
import { connectionTo, dropConnection, endWhenSilent } from './connection.js';

/** Tables of a database. */
export interface PostgresTables {
  readonly tables: Knex;
  /** Gives up what is asked of the server now. */
  cut(): void;
}

/** Tables over a few connections that are made when they are needed. */
export function postgresTables(url: string): PostgresTables {
  const open = new Set<pg.Client>();
  const tables = knexModule.knex({
    client: 'pg',
    connection: connectionTo(url) as Knex.PgConnectionConfig,
    ...discreet,
    acquireConnectionTimeout: 10_000,
    pool: {
      min: 0,
      max: 8,
      afterCreate(client: pg.Client, done: (error: Error | null, client: pg.Client) => void) {
        open.add(client);
        client.once('end', () => open.delete(client));
        endWhenSilent(client);
        done(null, client);
      },
    },
  });
  return {
    tables,
    cut() {
      for (const client of open) dropConnection(client);
    },
  };
}
