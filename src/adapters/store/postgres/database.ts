import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import type { Knex } from 'knex';
import { StoreError, type Clock, type Log } from '../../../ports.js';
import type { Sharing } from '../../../sharing-port.js';
import type { StoreAccess } from '../../../store-description.js';
import { attempts } from '../attempts.js';
import type { Database } from '../database.js';
import { migrate, migrationOf } from '../migrate.js';
import { migrations } from '../migrations/index.js';
import { unheardOthers, type Others } from '../others.js';
import { rowsOf } from '../rows.js';
import { openSqlite } from '../sqlite-file.js';
import { inTransaction } from '../transaction.js';
import { writeToPostgres } from '../write-together.js';
import { shownAddress } from './address.js';
import { newsFor, noticeOf, type WriteNews } from './news.js';
import { keyvTable } from './rows.js';
import { channelOf, openSession, type ServerSession } from './session.js';
import { sharedRows } from './sharing/index.js';
import { postgresTables, type PostgresTables } from './tables.js';
import { storeErrorOf } from './trouble.js';

/** What opening a database needs. */
export interface OpenPostgres {
  /** `postgres://user:password@host/database`. */
  readonly url: string;
  readonly access: StoreAccess;
  /** Lets no other process share it meanwhile; not unless given. */
  readonly alone?: boolean;
  readonly log: Log;
}

/** A database that several processes may have open. */
export interface SharedDatabase extends Database {
  /** What those that write have in common; null: this one only reads. */
  readonly sharing: Sharing | null;
  /** The server's clock; null: this one only reads. */
  readonly clock: Clock | null;
}

/** Opens a database, and makes its tables where there are none, unless only to read. Throws StoreError. */
export async function openPostgres({
  url,
  access,
  alone = false,
  log,
}: OpenPostgres): Promise<SharedDatabase> {
  const name = `postgres://${shownAddress(url.replace(/^\w+:\/\//, ''))}`;
  const errorOf = (error: unknown): StoreError => storeErrorOf(error, name);
  const holder = `${hostname()}-${String(process.pid)}-${randomBytes(2).toString('hex')}`;
  const news = newsFor(holder);
  const lines = postgresTables(url);
  const { tables } = lines;
  let session: ServerSession | null = null;
  try {
    if (alone || access === 'write')
      session = await openSession({ url, name, alone, news, errorOf, onSilence: () => lines.cut(), log });
    const engine = `PostgreSQL ${await fitVersion(tables, name)}`;
    if (access === 'write') await session?.inTurn(() => prepare(tables, name));
    else if (!(await isPrepared(tables, name))) {
      await tables.destroy();
      await session?.end();
      // Looking at what nobody has made yet must not make it.
      const empty = await openSqlite({ url: 'sqlite://:memory:', access, log });
      return { ...empty, name, engine, sharing: null, clock: null };
    }
    return opened({ name, engine, access, holder, news, lines, session, errorOf, log });
  } catch (error) {
    await tables.destroy();
    await session?.end();
    throw errorOf(error);
  }
}

interface Opened {
  readonly name: string;
  readonly engine: string;
  readonly access: StoreAccess;
  /** How others know this process. */
  readonly holder: string;
  readonly news: WriteNews;
  readonly lines: PostgresTables;
  readonly session: ServerSession | null;
  readonly errorOf: (error: unknown) => StoreError;
  readonly log: Log;
}

function opened(parts: Opened): SharedDatabase {
  const { name, engine, access, holder, news, session, errorOf, log } = parts;
  const { tables } = parts.lines;
  const work = attempts({ name, access, errorOf, log });
  const whileUp = async <T>(writes: () => Promise<T>): Promise<T> => {
    await session?.up();
    return writes();
  };
  let closing: Promise<void> | null = null;
  const database: Database = {
    name,
    engine,
    access,
    others: access === 'write' ? othersOf(holder, news) : unheardOthers(),
    rows: (namespace) => rowsOf(keyvTable(tables), namespace),
    reading: (reads) => work.read(() => reads(tables)),
    readingTogether: (reads) =>
      work.read(() => tables.transaction(reads, { isolationLevel: 'repeatable read', readOnly: true })),
    writing: (writes) => work.write(() => whileUp(() => inTransaction(tables, writes))),
    writingTogether: (statements) => work.write(() => whileUp(() => writeToPostgres(tables, statements))),
    writingRows: (writes) => work.write(() => whileUp(() => writes(tables))),
    ready() {
      const kind = work.lastingTrouble()?.kind;
      // Once it can be reached again, only the next write would tell.
      return !work.ended() && (session?.isUp() ?? true) && (kind === undefined || kind === 'unreachable');
    },
    close() {
      closing ??= (async () => {
        await work.end();
        await tables.destroy();
        await session?.end();
      })();
      return closing;
    },
  };
  const writes = access === 'write' && session !== null;
  return {
    ...database,
    sharing: writes ? { ...sharedRows(database, holder), onNews: (listener) => news.onNews(listener) } : null,
    clock: writes ? session : null,
  };
}

/** The other processes, to whom this one tells what it writes. */
function othersOf(holder: string, news: WriteNews): Others {
  return {
    markOf: (table, id) => news.markOf(table, id),
    hears: () => news.hears(),
    word: (table, id) => ({
      sql: "select pg_notify(? || coalesce(current_schema(), ''), ?)",
      values: [channelOf(''), noticeOf(holder, table, id)],
    }),
    async tellAll(tables, table, ids) {
      await tables.raw(
        "SELECT pg_notify(? || coalesce(current_schema(), ''), notice) FROM unnest(?::text[]) AS notice",
        [channelOf(''), ids.map((id) => noticeOf(holder, table, id))],
      );
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
