import { StoreError, type Log } from '../../ports.js';
import type { StoreAccess } from '../../store-description.js';

/** Runs work on a database; every trouble becomes a StoreError. */
export interface Attempts {
  read<T>(work: () => Promise<T>): Promise<T>;
  /** Refuses where the database is open for reading only. */
  write<T>(work: () => Promise<T>): Promise<T>;
  /** What went wrong with the last write; null: nothing. */
  trouble(): StoreError | null;
  /** The same, once it is more than others at work for a moment. */
  lastingTrouble(): StoreError | null;
  /** Refuses all that comes later, and resolves when what runs is done. */
  end(): Promise<void>;
  ended(): boolean;
}

/** What attempts need to know of their database. */
export interface Attempted {
  readonly name: string;
  readonly access: StoreAccess;
  /** What an error of the engine says, as a sentence. */
  readonly errorOf: (error: unknown) => StoreError;
  readonly log: Log;
  /** Counts milliseconds, whatever becomes of the clock. */
  readonly elapsed?: () => number;
}

/** Waiting for another program so long, in milliseconds, is more than a moment. */
const passing = 15_000;

/** Begins with no trouble. */
export function attempts({
  name,
  access,
  errorOf,
  log,
  elapsed = () => performance.now(),
}: Attempted): Attempts {
  const running = new Set<Promise<unknown>>();
  let trouble: StoreError | null = null;
  /** When writes began to fail, and when the last one did. */
  let failing = { since: 0, last: 0 };
  let ended = false;

  const read = async <T>(work: () => Promise<T>): Promise<T> => {
    if (ended) throw new StoreError('closed', `The store ${name} is closed.`);
    const run = work();
    running.add(run);
    try {
      return await run;
    } catch (error) {
      throw errorOf(error);
    } finally {
      running.delete(run);
    }
  };
  return {
    read,
    async write(work) {
      if (access === 'read')
        throw new StoreError('unwritable', `The store ${name} is open for reading only.`);
      try {
        const done = await read(work);
        if (trouble) log.info('store-writes-again', { path: name });
        trouble = null;
        return done;
      } catch (error) {
        const now = errorOf(error);
        // The store is well: it refused what came too late.
        if (now.kind === 'overtaken') throw now;
        if (now.kind !== 'closed' && trouble?.kind !== now.kind) {
          log.error('store-write-failed', { path: name, kind: now.kind, sentence: now.message });
        }
        failing = { since: trouble?.kind === now.kind ? failing.since : elapsed(), last: elapsed() };
        trouble = now;
        throw now;
      }
    },
    trouble: () => trouble,
    lastingTrouble() {
      const mayPass = trouble?.kind === 'locked' && failing.last - failing.since < passing;
      return mayPass ? null : trouble;
    },
    async end() {
      ended = true;
      await Promise.allSettled(running);
    },
    ended: () => ended,
  };
}
