import { StoreError } from '../../ports.js';
import type { Database } from './database.js';
import { diskMemory } from './disk-memory.js';
import type { KeyedQueue } from './keyed-queue.js';
import { changing, puttingNew, type SqlStatement } from './statement.js';

/** A document as it is on disk, and how often it was updated; null: there is none. */
export interface Saved<State> {
  readonly state: State;
  readonly updates: number | null;
}

/** What an update writes. */
interface Written<State> {
  readonly state: State;
  /** The document as it is kept. */
  readonly text: string;
  /** What belongs to it, in the same transaction. */
  readonly beside?: readonly SqlStatement[];
  /** What is thrown where something beside it had to change a row. It did not, so all is undone. */
  readonly refusal?: () => StoreError;
  /** Called once it is on disk, before the next update begins. */
  readonly afterwards?: () => Promise<void>;
}

/** Documents by id, each with a counter of its updates. All of it throws StoreError. */
export interface DocumentTable<Id extends string, State> {
  /** What is on disk; at once where this process knows it. Of a server that is gone, what was known last. */
  read(id: Id): Promise<State>;
  /**
   * Writes what `change` makes of a document, before it resolves; null: nothing is to be written. Updates of one document
   * run in turn, and one that another process overtook runs again.
   */
  update<R>(
    id: Id,
    change: (state: State) => Promise<{ readonly result: R; readonly written: Written<State> | null }>,
  ): Promise<R>;
  /** Runs work in a document's turn, with what is on disk. */
  inTurn<R>(id: Id, work: (state: State) => R | Promise<R>): Promise<R>;
}

/** Opens the documents of a table. Who writes keeps them in memory, as long as nobody else writes them. */
export function documentTable<Id extends string, State>(
  database: Database,
  turns: KeyedQueue,
  table: string,
  load: (id: Id) => Promise<Saved<State>>,
): DocumentTable<Id, State> {
  const known = diskMemory<Id, Saved<State>>(database, table);
  /** What was known before a write of which nobody knows whether it arrived. */
  const before = new Map<Id, State>();
  const current = async (id: Id): Promise<{ readonly saved: Saved<State>; readonly mark: number }> => {
    const mark = known.markOf(id);
    const saved = known.get(id);
    if (saved) return { saved, mark };
    // What stands there may be no document; here that becomes a StoreError.
    const loaded = await database.reading(() => load(id));
    known.set(id, loaded, mark);
    return { saved: loaded, mark };
  };
  const inTurn = <R>(id: Id, work: (state: State) => R | Promise<R>): Promise<R> =>
    turns.take(id, async () => work((await current(id)).saved.state));
  /** Whether it was written; not when the document is no longer the one that was changed. */
  const write = async (id: Id, updates: number | null, written: Written<State>): Promise<boolean> => {
    const { text, beside = [], refusal } = written;
    const row = { id, updates: updates ?? 0 };
    const overwrite: SqlStatement = {
      ...changing(table, row, { updates: row.updates + 1, state: text }),
      mustChange: true,
    };
    const word = database.others.word(table, id);
    const idle = await database.writingTogether([
      ...(updates === null ? [puttingNew(table, ['id'], { ...row, state: text })] : []),
      overwrite,
      ...beside,
      ...(word === null ? [] : [word]),
    ]);
    if (idle !== null && idle !== overwrite)
      throw refusal?.() ?? new Error('Nothing else had to change a row.');
    return idle === null;
  };

  return {
    async read(id) {
      // Out of reach, the server is not waited for: what is known says how old it is, and nothing is changed by it.
      const saved = known.get(id) ?? (database.others.hears() ? undefined : known.last(id));
      if (saved) return saved.state;
      try {
        return await inTurn(id, (state) => state);
      } catch (error) {
        const last = known.last(id)?.state ?? before.get(id);
        if (last === undefined || !(error instanceof StoreError) || error.kind !== 'unreachable') throw error;
        return last;
      }
    },
    inTurn,
    update: (id, change) =>
      turns.take(id, async () => {
        for (;;) {
          const { saved, mark } = await current(id);
          const { state, updates } = saved;
          const { result, written } = await change(state);
          if (written === null) return result;
          // Until it is written, nothing is known: whether anything is on disk is not told for every trouble.
          known.delete(id);
          before.set(id, state);
          if (!(await write(id, updates, written))) continue;
          known.set(id, { state: written.state, updates: (updates ?? 0) + 1 }, mark);
          before.delete(id);
          await written.afterwards?.();
          return result;
        }
      }),
  };
}
