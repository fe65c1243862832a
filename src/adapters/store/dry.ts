import type { PortfolioId } from '../../domain/snapshot.js';
import type { PortfolioState } from '../../domain/state.js';
import type { History, Store } from '../../ports.js';
import { memoryStore } from './memory.js';

/** A store that reads from another one and keeps every change to itself: for dry runs. */
export function dryStore(below: Store): Store {
  const above = memoryStore();
  const read = async (id: PortfolioId): Promise<PortfolioState | null> =>
    (await above.read(id)) ?? below.read(id);
  return {
    read,
    async update(id, change) {
      const under = await read(id);
      return above.update(id, (state) => change(state ?? under));
    },
    async close() {
      await above.close();
      await below.close();
    },
  };
}

/** A history that can be read and is never written. */
export function dryHistory(below: History): History {
  return {
    read: (id, span) => below.read(id, span),
    usage: (id, number, span) => below.usage(id, number, span),
    notes: (id, number, span) => below.notes(id, number, span),
    append: async () => undefined,
    note: async () => undefined,
  };
}
