import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { StoreError, type Log } from '../../../ports.js';
import { connectionTo, endWhenSilent } from './connection.js';

/** A hold on a database that no other process has. It is lost with its connection, and taken again as soon as can be. */
export interface Hold {
  isHeld(): boolean;
  /** Resolves while it is held; waits some seconds for one that is lost. Throws StoreError. */
  held(): Promise<void>;
  release(): Promise<void>;
}

/** What a hold needs. */
export interface HoldOptions {
  readonly url: string;
  readonly name: string;
  readonly errorOf: (error: unknown) => StoreError;
  readonly log: Log;
}

/** Of all advisory locks in a database, that of the store in a schema: "tier" as a number, and the schema. */
const takeLock = "SELECT pg_try_advisory_lock(1953064306, hashtext(coalesce(current_schema(), ''))) AS taken";
/** A process that was killed is let go of by the server after a moment. */
const leftOverFor = 3_000;
const patience = 5_000;
const between = 500;
const proofEvery = 5_000;
/** A machine that is gone without a word is let go of by the server after some 25 s. */
const keepAlive =
  'SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3';

/** Takes the database for this process alone. Throws StoreError, `locked` when another one has it. */
export async function holdDatabase({ url, name, errorOf, log }: HoldOptions): Promise<Hold> {
  const locked = new StoreError(
    'locked',
    `The store ${name} is in use by another process. Stop that one, or give this one a STORE_URL of its own.`,
  );
  let client: pg.Client | null = null;
  let trouble: StoreError | null = null;
  let released = false;
  let retaking: Promise<void> | null = null;

  async function take(): Promise<void> {
    const fresh = new pg.Client(connectionTo(url));
    // Without a listener, the end of the connection would end the process.
    fresh.on('error', () => undefined);
    try {
      await fresh.connect();
      endWhenSilent(fresh);
      await fresh.query(keepAlive);
      const { rows } = await fresh.query<{ readonly taken: boolean }>(takeLock);
      if (rows[0]?.taken !== true) throw locked;
    } catch (error) {
      await fresh.end().catch(() => undefined);
      throw errorOf(error);
    }
    fresh.once('end', () => lost(fresh));
    client = fresh;
    trouble = null;
  }

  function lost(which: pg.Client): void {
    if (client !== which) return;
    client = null;
    if (released) return;
    log.error('store-lost', { path: name });
    retaking = retake();
  }

  async function retake(): Promise<void> {
    while (!released && client === null) {
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
  // A line that fell silent shows only when something is asked.
  const proof = setInterval(() => {
    client?.query('SELECT 1').catch(() => undefined);
  }, proofEvery);

  return {
    isHeld: () => client !== null,
    async held() {
      const until = performance.now() + patience;
      while (client === null) {
        if (trouble?.kind === 'locked' || released || performance.now() > until)
          throw trouble ?? errorOf(new Error('Connection terminated'));
        await pause(50);
      }
    },
    async release() {
      released = true;
      clearInterval(proof);
      await retaking;
      await client?.end().catch(() => undefined);
      client = null;
    },
  };
}
