import type { PortfolioId } from '../../domain/snapshot.js';
import type { PortfolioState } from '../../domain/state.js';
import type { Database } from './database.js';
import { nobodyElse } from './others.js';

/** That a document's outbox is empty, as both engines write it. No other part of a document has such a list. */
export const nothingWaits = `(state LIKE '%"notifications":[]%')`;

/** Knows in which portfolios something waits to be said. */
export interface WaitingOutboxes {
  /** Those, and perhaps others. Throws StoreError. */
  ids(): Promise<readonly PortfolioId[]>;
  /** Takes in that a portfolio is written; until that is over, something may wait there. */
  writes(id: PortfolioId): void;
  wrote(id: PortfolioId, state: PortfolioState): void;
}

/** Asks the engine; who alone writes does so once. */
export function waitingOutboxes(database: Database): WaitingOutboxes {
  const isAlone = database.others === nobodyElse;
  /** As the engine said last: out of reach, it is not waited for. */
  let last: readonly PortfolioId[] = [];
  /** What was written since the engine was asked. */
  const written = new Map<PortfolioId, boolean>();
  let asked: Promise<ReadonlySet<PortfolioId>> | null = null;
  const ask = (): Promise<ReadonlySet<PortfolioId>> =>
    database.reading(async (tables) => {
      const rows = tables('portfolio').whereRaw(`not ${nothingWaits}`);
      return new Set((await rows.select<{ readonly id: PortfolioId }[]>('id')).map(({ id }) => id));
    });
  async function known(): Promise<ReadonlySet<PortfolioId>> {
    asked ??= ask();
    try {
      return await asked;
    } catch (error) {
      asked = null;
      throw error;
    }
  }
  return {
    async ids() {
      if (!isAlone) {
        if (database.others.hears()) last = [...(await ask())];
        return last;
      }
      const before = [...(await known())].filter((id) => !written.has(id));
      return [...before, ...[...written].flatMap(([id, waits]) => (waits ? [id] : []))];
    },
    writes(id) {
      if (isAlone) written.set(id, true);
    },
    wrote(id, { outbox }) {
      if (isAlone) written.set(id, outbox.notifications.length > 0);
    },
  };
}
