import type { PortfolioId } from '../../domain/snapshot.js';
import type { PortfolioState } from '../../domain/state.js';
import type { Database } from './database.js';

/** Numbers looks as they begin. */
export interface LookClaims {
  /** Higher than any number given before, and than that of the saved state. Throws StoreError. */
  next(id: PortfolioId, saved: PortfolioState | null): number | Promise<number>;
}

/**
 * For a store that one process alone writes; no look has begun. What was given is not on disk. A look whose process
 * died takes nothing in any more. So the next process may give its number again.
 */
export function lookClaims(): LookClaims & { next(id: PortfolioId, saved: PortfolioState | null): number } {
  const given = new Map<PortfolioId, number>();
  return {
    next(id, saved) {
      const number = Math.max(given.get(id) ?? 0, saved?.look ?? 0) + 1;
      given.set(id, number);
      return number;
    },
  };
}

/** For a store that several processes write: numbers are given by rows. */
export function sharedLookClaims(database: Database): LookClaims {
  return {
    next: (portfolio, saved) =>
      database.writingRows(async (tables) => {
        const first = (saved?.look ?? 0) + 1;
        const [row] = await tables('look_turn')
          .insert({ portfolio, number: first })
          .onConflict('portfolio')
          .merge({
            number: tables.raw('greatest(look_turn.number + 1, excluded.number)'),
          })
          .returning<{ readonly number: number }[]>('number');
        return row?.number ?? first;
      }),
  };
}
