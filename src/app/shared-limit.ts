import type { Log, PortfolioPlan } from '../ports.js';

/** Who owns the accounts of a plan, as a look saw it. */
export interface Owned {
  readonly plan: PortfolioPlan;
  /** Meta's id of the portfolio; null when not known. */
  readonly owner: string | null;
}

/**
 * Plans configured apart although Meta counts them against one limit. The usage of each holds that of the others. Only
 * plans for which `shares` holds. Under older rules each number has its own limit.
 */
export function plansOfOneLimit(
  looks: readonly Owned[],
  shares: (plan: PortfolioPlan) => boolean,
): readonly (readonly PortfolioPlan[])[] {
  const byOwner = new Map<string, PortfolioPlan[]>();
  for (const { plan, owner } of looks) {
    if (owner === null || !shares(plan)) continue;
    byOwner.set(owner, [...(byOwner.get(owner) ?? []), plan]);
  }
  return [...byOwner.values()].filter((plans) => plans.length > 1);
}

/** Logs each set of plans that share one limit, once. */
export function oneLimitTeller(
  log: Log,
  shares: (plan: PortfolioPlan) => boolean,
): (looks: readonly Owned[]) => void {
  const said = new Set<string>();
  return (looks) => {
    for (const sharing of plansOfOneLimit(looks, shares)) {
      const names = sharing.map(({ name }) => name).join(', ');
      if (said.has(names)) continue;
      said.add(names);
      log.warn('portfolios.share-a-limit', { portfolios: names, detail: oneLimitSentence(sharing) });
    }
  };
}

/** What is done about such plans, in one sentence. */
export function oneLimitSentence(plans: readonly PortfolioPlan[]): string {
  const names = plans.map(({ name }) => name);
  const last = names.at(-1) ?? '';
  return `${names.slice(0, -1).join(', ')} and ${last} share one limit; each shows what all of them used, and each is told when it runs short.`;
}
