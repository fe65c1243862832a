import type { AccountApart, AccountsApart, LimitSharers } from '../sharing-port.js';
import { metaTime } from '../domain/meta-time.js';
import { known, unknown } from '../domain/reading.js';
import type { PortfolioId } from '../domain/snapshot.js';
import type { PortfolioState } from '../domain/state.js';
import { instantOf, MINUTE, type Span } from '../domain/time.js';
import { isOn, waitFrom } from '../domain/wait.js';
import type { Clock, Log, PortfolioPlan, Store } from '../ports.js';
import { reasonOf } from './reason.js';
import { oneLimitTeller } from './shared-limit.js';

/** What finding accounts apart needs. */
export interface AccountsApartOptions {
  readonly plans: readonly PortfolioPlan[];
  /** Whether a plan's numbers share one limit. */
  readonly shares: (plan: PortfolioPlan) => boolean;
  readonly store: Pick<Store, 'read'>;
  readonly sharers: () => Promise<LimitSharers>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Who shares a limit seldom changes. */
const knownFor = MINUTE;

/** Finds them in the store, so that all processes find the same. */
export function accountsApart(options: AccountsApartOptions): AccountsApart {
  const { plans, store, clock, log } = options;
  const planOf = new Map(plans.map((plan) => [plan.id, plan]));
  const byBusiness = new Map<string, readonly PortfolioId[]>();
  for (const { id, business } of plans)
    if (business !== null) byBusiness.set(business, [...(byBusiness.get(business) ?? []), id]);
  const tell = oneLimitTeller(log, options.shares);
  let found: LimitSharers = new Map();
  let wait: Span | null = null;

  async function refresh(): Promise<void> {
    if (wait !== null && isOn(wait, clock.now())) return;
    wait = waitFrom(clock.now(), knownFor);
    try {
      found = await options.sharers();
    } catch (error) {
      wait = null;
      log.warn('limits.not-read', { reason: reasonOf(error) });
      return;
    }
    const owned = [...found].flatMap(([owner, ids]) => ids.map((id) => ({ owner, plan: planOf.get(id) })));
    tell(owned.flatMap(({ owner, plan }) => (plan === undefined ? [] : [{ owner, plan }])));
  }

  /** Those in whose sights the owner has accounts. And those that the settings say are the owner's. */
  function portfoliosOf(owner: string): readonly PortfolioId[] {
    const ids = new Set([...(found.get(owner) ?? []), ...(byBusiness.get(owner) ?? [])]);
    return [...ids].filter((id) => planOf.has(id));
  }

  async function accountsIn(id: PortfolioId, owner: string): Promise<readonly AccountApart[]> {
    const unseen: readonly AccountApart[] = [{ id: null, at: clock.now(), used: unknown('not-looked-yet') }];
    let state: PortfolioState | null;
    try {
      state = await store.read(id);
    } catch (error) {
      log.warn('limits.not-read', { portfolio: id, reason: reasonOf(error) });
      return unseen;
    }
    if (!state?.sight) return unseen;
    const { at, snapshot } = state.sight;
    return snapshot.wabas
      .filter((account) => account.owner === owner)
      .map((account) => ({
        id: account.id,
        at: instantOf(metaTime(at, snapshot)),
        used: account.used === undefined ? unknown('incomplete') : known(account.used),
      }));
  }

  return {
    isShared: (owner) => portfoliosOf(owner).length > 1,
    async of(owner, portfolio) {
      await refresh();
      const others = portfoliosOf(owner).filter((id) => id !== portfolio);
      return (await Promise.all(others.map((id) => accountsIn(id, owner)))).flat();
    },
  };
}
