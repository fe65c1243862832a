import type { SightCause } from './sight-cause.js';
import type { PortfolioSnapshot } from './snapshot.js';
import { after, MINUTE, type Instant } from './time.js';

/** Clocks may be so far apart. Usage is counted by half hours. Well-kept clocks agree to a second. */
export const clockTolerance = 5 * MINUTE;

/** What Meta's clock shows when ours shows `at`, as a look found them. Meta's half hours and expiries are held against it. */
export function metaTime(at: Instant, look: Pick<PortfolioSnapshot, 'metaAhead'> | undefined): Instant {
  return after(at, look?.metaAhead ?? 0);
}

/** How far our clock was from Meta's in a look; null when they agreed, or Meta did not tell its time. */
export function clockCause({ metaAhead }: Pick<PortfolioSnapshot, 'metaAhead'>): SightCause | null {
  return metaAhead === undefined
    ? null
    : { reason: 'clock-apart', note: { kind: 'clock', ahead: -metaAhead } };
}

/** By how many milliseconds our clock is ahead of Meta's, when that is the cause; null when it is another one. */
export function clockAhead(cause: SightCause | undefined): number | null {
  return cause?.reason === 'clock-apart' && cause.note?.kind === 'clock' ? cause.note.ahead : null;
}
