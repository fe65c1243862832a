import type { PortfolioId } from '../../domain/snapshot.js';
import type { PortfolioState } from '../../domain/state.js';
import { StoreError, type Store } from '../../ports.js';
import { botTable } from './bot-table.js';
import { documentTable } from './document-table.js';
import type { PastTables } from './history/past-tables.js';
import type { Migrations } from './lifting.js';
import { lookClaims, sharedLookClaims } from './look-claims.js';
import { endingTurn, ownersIn, turnOver } from './look-turns.js';
import { sightRow } from './sight-row.js';
import { putting } from './statement.js';
import type { Database } from './database.js';
import { nobodyElse } from './others.js';
import { decisionRow, migrations, stateFrom } from './state-document.js';
import type { KeyedQueue } from './keyed-queue.js';
import { readTogether } from './read-together.js';
import { waitingOutboxes } from './waiting-outboxes.js';

/** What is kept of a portfolio. `sight` is the object whose row was written; undefined: none of ours. */
interface Kept {
  readonly state: PortfolioState | null;
  readonly sight: PortfolioState['sight'] | undefined;
}

interface PortfolioRow {
  readonly id: PortfolioId;
  /** A text, where the engine's own whole numbers are larger than those of JavaScript. */
  readonly updates: number | string;
  readonly state: string;
  readonly sight: string | null;
}

const nothing: Kept = { state: null, sight: undefined };

/**
 * States in tables. An update is on disk before it resolves, with the past that it adds. The sight, which may hold
 * thousands of numbers, is written only with another sight.
 */
export function tableStore(
  database: Database,
  past: PastTables,
  turns: KeyedQueue,
  steps: Migrations = migrations,
): Store {
  const claims = database.others === nobodyElse ? lookClaims() : sharedLookClaims(database);
  const bot = botTable(database, turns);
  const waiting = waitingOutboxes(database);
  let closed = false;
  const rowOf = readTogether((ids: readonly PortfolioId[]) =>
    database.reading(async (tables) => {
      const rows = await tables('portfolio')
        .leftJoin('sight', 'sight.portfolio', 'portfolio.id')
        .whereIn('portfolio.id', [...ids])
        .select<PortfolioRow[]>('portfolio.id', 'portfolio.updates', 'portfolio.state', 'sight.sight');
      return new Map(rows.map((row) => [row.id, row]));
    }),
  );
  const documents = documentTable<PortfolioId, Kept>(database, turns, 'portfolio', async (id) => {
    // What is read anew was written by another process, or perhaps not by this one.
    past.forget(id);
    const row = await rowOf(id);
    if (row === undefined) return { state: nothing, updates: null };
    const rows = { decision: jsonIn(row.state), sight: row.sight === null ? undefined : jsonIn(row.sight) };
    const { state, migrated } = stateFrom(rows, id, database.name, steps);
    return { state: { state, sight: migrated ? undefined : state.sight }, updates: Number(row.updates) };
  });
  const refuseClosed = (): void => {
    if (closed) throw new StoreError('closed', `The store ${database.name} is closed.`);
  };

  return {
    async read(id) {
      refuseClosed();
      return (await documents.read(id)).state;
    },
    async update(id, change) {
      refuseClosed();
      return documents.update(id, async (before) => {
        const { state, result, past: added, turn } = change(before.state);
        if (state === before.state && added === undefined) return { result, written: null };
        if (state.portfolio !== id)
          throw new RangeError(`A state of ${state.portfolio} was to be saved as ${id}.`);
        waiting.writes(id);
        const pending = added === undefined ? null : await past.adding(id, added);
        const isSeenAnew = before.sight === undefined || state.sight !== before.sight;
        const written = {
          state: { state, sight: state.sight },
          text: JSON.stringify(decisionRow(state)),
          beside: [
            ...(turn === undefined ? [] : [endingTurn(turn, ownersIn(state))]),
            ...(isSeenAnew ? putting('sight', ['portfolio'], [seenIn(state)]) : []),
            ...(pending?.statements() ?? []),
          ],
          refusal: () => turnOver(database.name, id),
          async afterwards() {
            waiting.wrote(id, state);
            pending?.written();
            if (pending?.beginsDay === true) await past.age(id);
          },
        };
        return { result, written };
      });
    },
    async waiting() {
      refuseClosed();
      return waiting.ids();
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
      return documents.inTurn(id, ({ state }) => claims.next(id, state));
    },
    async close() {
      closed = true;
      await turns.settled();
      await database.close();
    },
  };
}

function seenIn(state: PortfolioState): { readonly portfolio: PortfolioId; readonly sight: string } {
  return { portfolio: state.portfolio, sight: JSON.stringify(sightRow(state)) };
}

/** What a column holds; null stands for nothing that was ever written. */
function jsonIn(text: string): unknown {
  return JSON.parse(text);
}
