import type { Route } from '../domain/route.js';
import type { Sharing } from '../sharing-port.js';
import { keepLease } from './kept-lease.js';

/** A route on which this process alone delivers. Until it lets go or is held up too long. */
export interface RouteClaim {
  isHeld(): boolean;
  /** What whoever delivered there before left to be known; null: nothing. */
  readonly note: string | null;
  /** Leaves something to be known, and lets go. Throws StoreError when it cannot be left. */
  drop(note: string | null): Promise<void>;
}

/** Shares routes among processes. */
export interface RouteClaims {
  /** Null: another process delivers there now. Throws StoreError. */
  take(route: Route): Promise<RouteClaim | null>;
}

/** Claims by leases: who dies or freezes loses its routes after seconds. */
export function routeClaims({ leases, routeNotes }: Pick<Sharing, 'leases' | 'routeNotes'>): RouteClaims {
  return {
    async take({ id }) {
      const lease = await keepLease(leases, `route ${id}`);
      if (lease === null) return null;
      try {
        const note = await routeNotes.read(id);
        return {
          note,
          isHeld: () => lease.isHeld(),
          async drop(next) {
            try {
              if (next !== note && lease.isHeld()) await routeNotes.keep(id, next);
            } finally {
              await lease.drop();
            }
          },
        };
      } catch (error) {
        await lease.drop();
        throw error;
      }
    },
  };
}
