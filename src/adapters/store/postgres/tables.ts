import knexModule, { type Knex } from 'knex';
import type pg from 'pg';
import { discreet } from '../discreet.js';
import { connectionTo, endWhenSilent } from './connection.js';

/** Tables of a database, over a few connections that are made when they are needed. */
export function postgresTables(url: string): Knex {
  return knexModule.knex({
    client: 'pg',
    connection: connectionTo(url) as Knex.PgConnectionConfig,
    ...discreet,
    acquireConnectionTimeout: 10_000,
    pool: {
      min: 0,
      max: 8,
      afterCreate(client: pg.Client, done: (error: Error | null, client: pg.Client) => void) {
        endWhenSilent(client);
        done(null, client);
      },
    },
  });
}
