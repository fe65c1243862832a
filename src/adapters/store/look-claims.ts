import type { PortfolioId } from '../../domain/snapshot.js';
import type { PortfolioState } from '../../domain/state.js';

/** Numbers looks as they begin, for a store that one process alone writes. */
export interface LookClaims {
  /** Higher than any number given before, and than that of the saved state. */
  next(id: PortfolioId, saved: PortfolioState | null): number;
}

/**
 * No look has begun. What was given is not on disk: a look whose process died takes nothing in any more, so the next
 * process may give its number again.
 */
export function lookClaims(): LookClaims {
  const given = new Map<PortfolioId, number>();
  return {
    next(id, saved) {
      const number = Math.max(given.get(id) ?? 0, saved?.look ?? 0) + 1;
      given.set(id, number);
      return number;
    },
  };
}
