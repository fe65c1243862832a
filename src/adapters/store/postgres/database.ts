import type { Knex } from 'knex';
import { StoreError, type Log } from '../../../ports.js';
import type { Access } from '../../../store-description.js';
import { attempts } from '../attempts.js';
import type { Database } from '../database.js';
import { migrate, migrationOf } from '../migrate.js';
import { migrations } from '../migrations/index.js';
import { rowsOf } from '../rows.js';
import { openSqlite } from '../sqlite-file.js';
import { inTransaction } from '../transaction.js';
import { shownAddress } from './address.js';
import { holdDatabase, type Hold } from './hold.js';
import { keyvTable } from './rows.js';
import { postgresTables } from './tables.js';
import { storeErrorOf } from './trouble.js';

/** What opening a database needs. */
export interface OpenPostgres {
  /** `postgres://user:password@host/database`. */
  readonly url: string;
  readonly access: Access;
  /** Lets nobody else write meanwhile; who writes is always alone. */
  readonly alone?: boolean;
  readonly log: Log;
}

/** Opens a database, and makes its tables where there are none, unless only to read. Throws StoreError. */
export async function openPostgres({
  url,
  access,
  alone = access === 'write',
  log,
}: OpenPostgres): Promise<Database> {
  const name = `postgres://${shownAddress(url.replace(/^\w+:\/\//, ''))}`;
  const errorOf = (error: unknown): StoreError => storeErrorOf(error, name);
  let tables: Knex | null = null;
  let hold: Hold | null = null;
  try {
    if (alone) hold = await holdDatabase({ url, name, errorOf, log });
    tables = postgresTables(url);
    const engine = `PostgreSQL ${await fitVersion(tables, name)}`;
    if (access === 'write') await prepare(tables, name);
    else if (!(await isPrepared(tables, name))) {
      await tables.destroy();
      await hold?.release();
      // Looking at what nobody has made yet must not make it.
      return { ...(await openSqlite({ url: 'sqlite://:memory:', access, log })), name, engine };
    }
    return opened({ name, engine, access, tables, hold, errorOf, log });
  } catch (error) {
    await tables?.destroy();
    await hold?.release();
    throw errorOf(error);
  }
}

interface Opened {
  readonly name: string;
  readonly engine: string;
  readonly access: Access;
  readonly tables: Knex;
  readonly hold: Hold | null;
  readonly errorOf: (error: unknown) => StoreError;
  readonly log: Log;
}

function opened({ name, engine, access, tables, hold, errorOf, log }: Opened): Database {
  const work = attempts({ name, access, errorOf, log });
  const whileHeld = async <T>(writes: () => Promise<T>): Promise<T> => {
    await hold?.held();
    return writes();
  };
  let closing: Promise<void> | null = null;
  return {
    name,
    engine,
    access,
    rows: (namespace) => rowsOf(keyvTable(tables), namespace),
    reading: (reads) => work.read(() => reads(tables)),
    readingTogether: (reads) =>
      work.read(() => tables.transaction(reads, { isolationLevel: 'repeatable read', readOnly: true })),
    writing: (writes) => work.write(() => whileHeld(() => inTransaction(tables, writes))),
    writingRows: (writes) => work.write(() => whileHeld(writes)),
    ready() {
      const kind = work.trouble()?.kind;
      // Once it can be reached again, only the next write would tell.
      return !work.ended() && (hold?.isHeld() ?? true) && (kind === undefined || kind === 'unreachable');
    },
    close() {
      closing ??= (async () => {
        await work.end();
        await tables.destroy();
        await hold?.release();
      })();
      return closing;
    },
  };
}

/** The version of the server. Throws StoreError when it is too old, or keeps letters that not every language has. */
async function fitVersion(tables: Knex, name: string): Promise<string> {
  const { rows } = await tables.raw<{ readonly rows: readonly Server[] }>(
    "SELECT current_setting('server_version') AS version, current_setting('server_version_num')::int AS number, current_setting('server_encoding') AS encoding",
  );
  const [server] = rows;
  if (server === undefined) throw new RangeError('The server does not say what it is.');
  const { version, number, encoding } = server;
  if (number < oldest)
    throw new StoreError('other', `The store ${name} is on PostgreSQL ${version}. It must be 13 or newer.`);
  if (encoding !== 'UTF8')
    throw new StoreError(
      'other',
      `The store ${name} cannot keep every name: its encoding is ${encoding}. Create a database with UTF8.`,
    );
  return version.replace(/ .*$/, '');
}

interface Server {
  readonly version: string;
  readonly number: number;
  readonly encoding: string;
}

const oldest = 130_000;

async function prepare(tables: Knex, name: string): Promise<void> {
  await tables.raw('CREATE TABLE IF NOT EXISTS keyv (key text PRIMARY KEY, value text)');
  await migrate(tables, migrations, name);
}

/** Whether there are tables. Throws StoreError when they are those of an older or newer bot. */
async function isPrepared(tables: Knex, name: string): Promise<boolean> {
  const last = await migrationOf(tables, migrations, name);
  if (last === 0 || last === migrations.length) return last > 0;
  throw new StoreError(
    'other',
    `The store ${name} was written by an older version of this bot. Start the bot once, which lifts it.`,
  );
}
