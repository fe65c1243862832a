import type { PortfolioId } from '../../domain/snapshot.js';
import type { PortfolioState } from '../../domain/state.js';
import { StoreError, type Store } from '../../ports.js';
import { botTable } from './bot-table.js';
import type { Migrations } from './lifting.js';
import { lookClaims } from './look-claims.js';
import type { PastTables } from './past-tables.js';
import type { Pending } from './pending.js';
import { sightRow } from './sight-row.js';
import type { SqliteFile } from './sqlite-file.js';
import { decisionRow, migrations, stateFrom } from './state-document.js';
import type { Turns } from './turns.js';

/** What is known to be on disk. `sight` is the object whose row was written; undefined: none of ours. */
interface Saved {
  readonly state: PortfolioState | null;
  readonly sight: PortfolioState['sight'] | undefined;
  /** How often the document was updated; 0: there is none, or it was never updated here. */
  readonly updates: number;
}

interface PortfolioRow {
  /** A text, where the engine's own whole numbers are larger than those of JavaScript. */
  readonly updates: number | string;
  readonly state: string;
  readonly sight: string | null;
}

const nothing: Saved = { state: null, sight: undefined, updates: 0 };

/**
 * States in tables. An update is on disk before it resolves; updates of one portfolio run one after the other, and one
 * that another process overtook runs again. The sight, which may hold thousands of numbers, is written only with another
 * sight, in the same transaction. The process that writes also keeps each state in memory, because it holds the file
 * alone, so reading costs nothing.
 */
export function tableStore(
  file: SqliteFile,
  past: PastTables,
  turns: Turns,
  steps: Migrations = migrations,
): Store {
  const saved = new Map<PortfolioId, Saved>();
  const claims = lookClaims();
  const bot = botTable(file, turns);
  let closed = false;

  const load = (id: PortfolioId): Promise<Saved> =>
    file.reading(async (tables) => {
      const row = await tables('portfolio')
        .leftJoin('sight', 'sight.portfolio', 'portfolio.id')
        .where('portfolio.id', id)
        .first<PortfolioRow | undefined>('portfolio.updates', 'portfolio.state', 'sight.sight');
      if (row === undefined) return nothing;
      const rows = { decision: jsonIn(row.state), sight: row.sight === null ? undefined : jsonIn(row.sight) };
      const { state, migrated } = stateFrom(rows, id, file.path, steps);
      return { state, sight: migrated ? undefined : state.sight, updates: Number(row.updates) };
    });
  const current = async (id: PortfolioId): Promise<Saved> => {
    const known = saved.get(id);
    if (known) return known;
    const loaded = await load(id);
    // Another process may write while we only look.
    if (file.access === 'write') saved.set(id, loaded);
    return loaded;
  };
  /** Whether it was written; not when the document is no longer the one that was changed. */
  const write = (
    id: PortfolioId,
    before: Saved,
    state: PortfolioState,
    pending: Pending | null,
  ): Promise<boolean> =>
    file.writing(async (tables) => {
      const document = JSON.stringify(decisionRow(state));
      if (before.state === null) {
        await tables('portfolio').insert({ id, updates: 0, state: document }).onConflict('id').ignore();
      }
      const { updates } = before;
      const written = await tables('portfolio')
        .where({ id, updates })
        .update({ updates: updates + 1, state: document });
      if (written === 0) return false;
      if (before.sight === undefined || state.sight !== before.sight) {
        const sight = JSON.stringify(sightRow(state));
        await tables('sight').insert({ portfolio: id, sight }).onConflict('portfolio').merge();
      }
      await pending?.write(tables);
      return true;
    });
  const refuseClosed = (): void => {
    if (closed) throw new StoreError('closed', `The store ${file.path} is closed.`);
  };

  return {
    async read(id) {
      refuseClosed();
      const known = saved.get(id);
      return known ? known.state : turns.take(id, async () => (await current(id)).state);
    },
    async update(id, change) {
      refuseClosed();
      return turns.take(id, async () => {
        for (;;) {
          const before = await current(id);
          const { state, result, past: added } = change(before.state);
          if (state === before.state && added === undefined) return result;
          if (state.portfolio !== id)
            throw new RangeError(`A state of ${state.portfolio} was to be saved as ${id}.`);
          const pending = added === undefined ? null : await past.adding(id, added);
          // Until it is written, nothing is known: whether anything is on disk is not told for every trouble.
          saved.delete(id);
          let isWritten = false;
          try {
            isWritten = await write(id, before, state, pending);
          } finally {
            if (!isWritten) pending?.failed();
          }
          if (!isWritten) continue;
          pending?.written();
          saved.set(id, { state, sight: state.sight, updates: before.updates + 1 });
          if (pending?.beginsDay === true) await past.age(id);
          return result;
        }
      });
    },
    async readBot() {
      refuseClosed();
      return bot.readBot();
    },
    async updateBot(change) {
      refuseClosed();
      return bot.updateBot(change);
    },
    async claimLook(id) {
      refuseClosed();
      return turns.take(id, async () => claims.next(id, (await current(id)).state));
    },
    async close() {
      closed = true;
      await turns.settled();
      await file.close();
    },
  };
}

/** What a column holds; null stands for nothing that was ever written. */
function jsonIn(text: string): unknown {
  return JSON.parse(text);
}
