import { percentOf } from '../domain/limit.js';
import { oncePer } from '../domain/once-per.js';
import type { PortfolioSnapshot } from '../domain/snapshot.js';
import type { PortfolioState } from '../domain/state.js';

/** A thousand numbers ask, so it is found once for each look. */
const judgesPortfolio = oncePer((verdicts: PortfolioState['verdicts']): boolean => {
  const judged = verdicts.flatMap((verdict) => {
    const { rule, subject } =
      verdict.kind === 'firing' || verdict.kind === 'event' ? verdict.finding : verdict;
    return rule === 'usage' ? [subject.kind] : [];
  });
  return judged.length === 0 || judged.includes('portfolio');
});

/** Whether the portfolio itself owns the limit: then its usage is judged, else that of each number. */
export function sharesLimit(state: PortfolioState): boolean {
  return judgesPortfolio(state.verdicts);
}

/** Whether it is unknown how much of a limit is used. Without a cap there is nothing to know. */
export function hidesUse({ usage, limit }: Pick<PortfolioSnapshot, 'usage' | 'limit'>): boolean {
  const isUnlimited = limit.known && limit.value.kind === 'unlimited';
  return !isUnlimited && percentOf(usage, limit) === null;
}
