import type { PortfolioId } from '../../domain/snapshot.js';
import type { PortfolioState } from '../../domain/state.js';
import { StoreError, type Store } from '../../ports.js';
import { lookClaims } from './look-claims.js';
import { sightRow } from './sight-row.js';
import type { SqliteFile } from './sqlite-file.js';
import { decisionRow, migrations, stateFrom, type Migrations } from './state-document.js';
import { turnsByKey } from './turns.js';

/** What is known to be on disk. `sight` is the object whose row was written; undefined: none of ours. */
interface Saved {
  readonly state: PortfolioState | null;
  readonly sight: PortfolioState['sight'] | undefined;
}

/**
 * States in a SQLite file, through Keyv. An update is on disk before it resolves; updates of one portfolio run one
 * after the other. The sight, which may hold thousands of numbers, has a row of its own that is written only with
 * another sight; both rows go in one transaction. The process that writes also keeps each state in memory, because
 * it holds the file alone, so reading costs nothing.
 */
export function keyvStore(file: SqliteFile, steps: Migrations = migrations): Store {
  const rows = file.rows('portfolio');
  const turns = turnsByKey();
  const saved = new Map<PortfolioId, Saved>();
  const claims = lookClaims();
  let closed = false;

  const load = async (id: PortfolioId): Promise<Saved> => {
    const keys = [`state:${id}`, `sight:${id}`];
    const [decision, sight] = await file.reading(() => rows.getMany<unknown>(keys));
    if (decision === undefined && sight === undefined) {
      const there = await file.reading(() => rows.hasMany(keys));
      if (!there.includes(true)) return { state: null, sight: undefined };
    }
    const { state, migrated } = stateFrom({ decision, sight }, id, file.path, steps);
    return { state, sight: migrated ? undefined : state.sight };
  };
  const current = async (id: PortfolioId): Promise<Saved> => {
    const known = saved.get(id);
    if (known) return known;
    const loaded = await load(id);
    // Another process may write while we only look.
    if (file.access === 'write') saved.set(id, loaded);
    return loaded;
  };
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
        const before = await current(id);
        const { state, result } = change(before.state);
        if (state === before.state) return result;
        if (state.portfolio !== id)
          throw new RangeError(`A state of ${state.portfolio} was to be saved as ${id}.`);
        const entries = [{ key: `state:${id}`, value: decisionRow(state) }];
        if (before.sight === undefined || state.sight !== before.sight) {
          entries.push({ key: `sight:${id}`, value: sightRow(state) });
        }
        try {
          await file.writing(() => rows.setMany(entries));
        } catch (error) {
          // Whether anything of it is on disk is not known for every trouble: look again before going on.
          saved.delete(id);
          throw error;
        }
        saved.set(id, { state, sight: state.sight });
        return result;
      });
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
