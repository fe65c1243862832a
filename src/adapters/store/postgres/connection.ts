import type { Socket } from 'node:net';
import pg from 'pg';
import { SECOND } from '../../../domain/time.js';

/** Whole numbers of 64 bits; all that are kept here are exact in JavaScript. */
const int8 = pg.types.builtins.INT8;
/** A line on which nothing moves for so long is given up: longer than any statement may take. */
const silence = 30 * SECOND;

/** How to connect to the database of an address, for one connection or for many. */
export function connectionTo(url: string): pg.ClientConfig {
  const types = new pg.TypeOverrides();
  types.setTypeParser(int8, Number);
  return {
    connectionString: url,
    application_name: 'tierwatch',
    connectionTimeoutMillis: 5 * SECOND,
    statement_timeout: 25 * SECOND,
    lock_timeout: 5 * SECOND,
    idle_in_transaction_session_timeout: 5 * SECOND,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10 * SECOND,
    types,
  };
}

/** Ends a connection over which nothing comes any more; without this, what waits for an answer waits for many minutes. */
export function endWhenSilent(client: pg.Client): void {
  streamOf(client).setTimeout(silence, () => dropConnection(client));
}

/** Ends a connection from which nothing is to be expected any more. */
export function dropConnection(client: pg.Client): void {
  streamOf(client).destroy(new Error('Connection terminated: nothing comes over it'));
}

function streamOf(client: pg.Client): Socket {
  const { connection } = client as unknown as { readonly connection: { readonly stream: Socket } };
  return connection.stream;
}
