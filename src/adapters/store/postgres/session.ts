import { setTimeout as pause } from 'node:timers/promises';
import pTimeout from 'p-timeout';
import pg from 'pg';
import { StoreError, type Clock, type Log } from '../../../ports.js';
import { connectionTo, dropConnection } from './connection.js';
import type { WriteNews } from './news.js';
import { serverClock } from './server-clock.js';

/**
 * A process's own line to a database. With it, the process shares the database with others, or has it alone. It hears
 * what others write, and knows the server's clock. The line is lost with its connection, and made again as soon as can
 * be.
 */
export interface ServerSession extends Clock {
  isUp(): boolean;
  /** Resolves while it is up; waits some seconds for one that is lost. Throws StoreError. */
  up(): Promise<void>;
  /** Runs work while no other process runs such work. Throws StoreError. */
  inTurn<T>(work: () => Promise<T>): Promise<T>;
  end(): Promise<void>;
}

/** What a session needs. */
export interface SessionOptions {
  readonly url: string;
  readonly name: string;
  /** Lets nobody else share the database meanwhile. */
  readonly alone: boolean;
  readonly news: WriteNews;
  readonly errorOf: (error: unknown) => StoreError;
  /** Called when the server fell silent: what else was asked of it will not be answered either. */
  readonly onSilence: () => void;
  readonly log: Log;
}

/** Of all advisory locks in a database, those of the store in a schema: "tier" as a number and the next, and the schema. */
const member = (kind: '' | '_shared'): string =>
  `SELECT pg_try_advisory_lock${kind}(1953064306, hashtext(coalesce(current_schema(), ''))) AS taken`;
const turn = (deed: 'try_advisory_lock' | 'advisory_unlock'): string =>
  `SELECT pg_${deed}(1953064307, hashtext(coalesce(current_schema(), ''))) AS done`;
const time = 'SELECT extract(epoch from clock_timestamp())::float8 * 1000 AS now, current_schema() AS schema';
/** A process that was killed is let go of by the server after a moment. */
const leftOverFor = 3_000;
const patience = 5_000;
const turnWithin = 60_000;
const between = 500;
const proofEvery = 2_000;
const proofWithin = 3_000;
/** The server lets go of a machine gone without a word after some 25 s. */
const keepAlive =
  'SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3';

/** The channel on which the processes of a schema hear of each other. */
export function channelOf(schema: string): string {
  return `tierwatch ${schema}`;
}

async function asks(line: pg.Client, question: string): Promise<boolean> {
  const { rows } = await line.query<{ readonly done: boolean }>(question);
  return rows[0]?.done === true;
}

/** Joins those that share the database, or takes it alone. Throws StoreError, `locked` where that cannot be. */
export async function openSession(options: SessionOptions): Promise<ServerSession> {
  const { url, name, alone, news, errorOf, onSilence, log } = options;
  const locked = new StoreError(
    'locked',
    alone
      ? `The store ${name} is in use by another process. Stop it first.`
      : `The store ${name} is being copied, or in use by an older version of this bot. Wait for the end of that, or stop it.`,
  );
  const clock = serverClock();
  let client: pg.Client | null = null;
  let trouble: StoreError | null = null;
  let ended = false;
  let retaking: Promise<void> | null = null;

  async function hearTime(line: pg.Client): Promise<string> {
    const asked = performance.now();
    const { rows } = await line.query<{ readonly now: number; readonly schema: string | null }>(time);
    const [row] = rows;
    if (row === undefined) throw new RangeError('The server does not say what time it is.');
    clock.heard(row.now, asked);
    return row.schema ?? '';
  }

  async function join(fresh: pg.Client): Promise<void> {
    await fresh.connect();
    await fresh.query(keepAlive);
    const { rows } = await fresh.query<{ readonly taken: boolean }>(member(alone ? '' : '_shared'));
    if (rows[0]?.taken !== true) throw locked;
    const schema = await hearTime(fresh);
    await fresh.query(`LISTEN ${fresh.escapeIdentifier(channelOf(schema))}`);
  }

  async function take(): Promise<void> {
    const fresh = new pg.Client(connectionTo(url));
    // Without a listener, the end of the connection would end the process.
    fresh.on('error', () => undefined);
    fresh.on('notification', ({ payload }) => {
      if (client === fresh) news.hear(payload);
    });
    try {
      await pTimeout(join(fresh), { milliseconds: 2 * proofWithin });
    } catch (error) {
      dropConnection(fresh);
      throw errorOf(error);
    }
    if (ended) return fresh.end();
    fresh.once('end', () => lost(fresh));
    client = fresh;
    trouble = null;
    news.begin();
  }

  function lost(which: pg.Client): void {
    if (client !== which) return;
    client = null;
    news.end();
    if (ended) return;
    log.error('store-lost', { path: name });
    retaking = retake();
  }

  async function retake(): Promise<void> {
    while (!ended && client === null) {
      try {
        await take();
        log.info('store-found-again', { path: name });
      } catch (error) {
        trouble = errorOf(error);
        await pause(between);
      }
    }
  }

  const began = performance.now();
  for (;;) {
    try {
      await take();
      break;
    } catch (error) {
      if (error !== locked || performance.now() - began > leftOverFor) throw error;
      await pause(between);
    }
  }
  /** A line that fell silent shows only when something is asked. */
  async function prove(): Promise<void> {
    const line = client;
    if (line === null) return;
    try {
      await pTimeout(hearTime(line), { milliseconds: proofWithin });
    } catch {
      if (client !== line) return;
      lost(line);
      onSilence();
      dropConnection(line);
    }
  }
  const proof = setInterval(() => void prove(), proofEvery);

  async function up(): Promise<pg.Client> {
    const until = performance.now() + patience;
    while (client === null) {
      if (trouble?.kind === 'locked' || ended || performance.now() > until)
        throw trouble ?? errorOf(new Error('Connection terminated'));
      await pause(50);
    }
    return client;
  }

  return {
    now: () => clock.now(),
    isUp: () => client !== null,
    async up() {
      await up();
    },
    async inTurn(work) {
      const line = await up();
      const until = performance.now() + turnWithin;
      // Asked again and again, since a line that waits for a lock would seem silent.
      while (!(await asks(line, turn('try_advisory_lock')))) {
        if (performance.now() > until) throw errorOf(new Error('timeout'));
        await pause(between / 5);
      }
      try {
        return await work();
      } finally {
        await asks(line, turn('advisory_unlock')).catch(() => false);
      }
    },
    async end() {
      ended = true;
      clearInterval(proof);
      await retaking;
      const line = client;
      client = null;
      news.end();
      await line?.end().catch(() => undefined);
    },
  };
}
