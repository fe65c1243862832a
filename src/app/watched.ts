import { withCounted } from '../domain/joined-usage.js';
import type { Rulebook } from '../domain/rulebook.js';
import { freshState } from '../domain/state.js';
import type { PortfolioPlan, Store } from '../ports.js';
import type { Watched } from './command.js';
import type { CountedNow } from './counted-now.js';

/** What is known of a portfolio; before the first look, nothing. Throws StoreError. */
export async function watchedOf(
  plan: PortfolioPlan,
  from: { readonly store: Pick<Store, 'read'>; readonly rulebookOf: (plan: PortfolioPlan) => Rulebook },
): Promise<Watched> {
  const state = (await from.store.read(plan.id)) ?? freshState(plan.id, plan.name);
  return { plan, rulebook: from.rulebookOf(plan), state };
}

/** The same portfolio with the people counted until now. */
export async function withPeopleCounted(watched: Watched, counted: CountedNow): Promise<Watched> {
  const { sight } = watched.state;
  if (sight === null) return watched;
  const snapshot = withCounted(sight.snapshot, await counted(watched.plan.id));
  return { ...watched, state: { ...watched.state, sight: { ...sight, snapshot } } };
}
