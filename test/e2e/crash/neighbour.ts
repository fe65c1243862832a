import { setTimeout as pause } from 'node:timers/promises';
import type { PortfolioId } from '../../../src/domain/snapshot.js';
import { DAY } from '../../../src/domain/time.js';
import { StoreError } from '../../../src/ports.js';
import { openStores } from '../../../src/stores.js';
import { fakeLog } from '../../support/fakes/log.js';

/** Milliseconds between two writes: often enough to come between a reading and a write of those beside it. */
const rest = 8;

/** A process that is never killed, and writes documents of a store again and again, as they are. */
export interface Neighbour {
  /** Resolves to how often it wrote. */
  stop(): Promise<number>;
}

/** Begins to write beside those that live in the store of a STORE_URL. */
export async function neighbourAt(url: string, portfolios: readonly PortfolioId[]): Promise<Neighbour> {
  const keeping = { halfHours: 30 * DAY, hours: 60 * DAY, days: 90 * DAY };
  const stores = await openStores({ url, keeping, log: fakeLog() });
  const { store } = stores;
  let isOver = false;
  let writes = 0;
  async function writeAll(): Promise<void> {
    for (const id of portfolios) {
      if ((await store.read(id)) === null) continue;
      await store.update(id, (saved) => {
        if (saved === null) throw new RangeError('What was there is gone.');
        return { state: { ...saved }, result: undefined };
      });
    }
    await store.updateBot((saved) => ({ state: { ...saved }, result: undefined }));
    writes += 1;
  }
  const write = async (): Promise<void> => {
    while (!isOver) {
      await writeAll().catch((error: unknown) => {
        // On a busy machine a server may seem away for a moment, which is no matter of this story.
        if (!(error instanceof StoreError)) throw error;
      });
      await pause(rest);
    }
  };
  const writing = write();
  // Whoever stops it hears of its trouble.
  writing.catch(() => undefined);
  return {
    async stop() {
      isOver = true;
      await writing.finally(() => stores.close());
      return writes;
    },
  };
}
