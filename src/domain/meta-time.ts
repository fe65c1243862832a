import type { PortfolioSnapshot } from './snapshot.js';
import { after, MINUTE, type Instant } from './time.js';

/** Clocks may be so far apart; usage is counted by half hours, and clocks that are kept right agree to a second. */
export const clockTolerance = 5 * MINUTE;

/** What Meta's clock shows when ours shows `at`, as a look found them. Meta's half hours and expiries are held against it. */
export function metaTime(at: Instant, look: Pick<PortfolioSnapshot, 'metaAhead'> | undefined): Instant {
  return after(at, look?.metaAhead ?? 0);
}
