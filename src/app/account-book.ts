import type { PortfolioId } from '../domain/snapshot.js';
import { MINUTE, SECOND, type Span } from '../domain/time.js';
import { isOn, waitFrom } from '../domain/wait.js';
import type { Clock, PortfolioPlan, Store } from '../ports.js';

/** Which portfolios an account belongs to. */
export interface AccountBook {
  /** The portfolios that watch a WABA, or that are the business portfolio of that id. Throws StoreError. */
  ownersOf(account: string): Promise<readonly PortfolioId[]>;
}

type Owners = ReadonlyMap<string, readonly PortfolioId[]>;

/** What looks found is read anew so often. `searchAfter`: at most so often for an unknown account. */
const rereadAfter = 5 * MINUTE;
const searchAfter = 10 * SECOND;

/** Accounts as the configuration names them and as looks found them. */
export function accountBook(parts: {
  readonly plans: readonly PortfolioPlan[];
  readonly store: Store;
  readonly clock: Clock;
}): AccountBook {
  const { plans, store, clock } = parts;
  let read: { readonly owners: Owners; readonly holds: Span; readonly searched: Span } | null = null;

  async function reread(): Promise<Owners> {
    const now = clock.now();
    const owners = new Map<string, PortfolioId[]>();
    for (const plan of plans) {
      const seen = (await store.read(plan.id))?.sight?.snapshot.wabas.map(({ id }) => id) ?? [];
      const named = plan.business === null ? plan.wabas : [...plan.wabas, plan.business];
      for (const account of new Set<string>([...named, ...seen])) {
        owners.set(account, [...(owners.get(account) ?? []), plan.id]);
      }
    }
    read = { owners, holds: waitFrom(now, rereadAfter), searched: waitFrom(now, searchAfter) };
    return owners;
  }

  return {
    async ownersOf(account) {
      const now = clock.now();
      const held = read && isOn(read.holds, now) ? read : null;
      const found = held?.owners.get(account);
      if (found) return found;
      const owners = held && isOn(held.searched, now) ? held.owners : await reread();
      return owners.get(account) ?? [];
    },
  };
}
