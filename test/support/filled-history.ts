import type { LookNote } from '../../src/domain/history/looks.js';
import type { NumberId, PortfolioId } from '../../src/domain/snapshot.js';
import { freshState } from '../../src/domain/state.js';
import type { Series } from '../../src/domain/usage.js';
import type { History, PastAddition, Store } from '../../src/ports.js';

/** A past that a test fills by hand. */
export interface FilledHistory extends History {
  append(id: PortfolioId, usage: ReadonlyMap<NumberId, Series>): Promise<void>;
  note(id: PortfolioId, note: LookNote): Promise<void>;
}

/** The past of a store, filled through updates that change nothing else. */
export function filledThrough({
  store,
  history,
}: {
  readonly store: Store;
  readonly history: History;
}): FilledHistory {
  const add = (id: PortfolioId, past: PastAddition): Promise<void> =>
    store.update(id, (saved) => ({ state: saved ?? freshState(id, ''), result: undefined, past }));
  return {
    ...history,
    append: (id, usage) => add(id, { usage, note: null }),
    note: (id, note) => add(id, { usage: new Map(), note }),
  };
}
