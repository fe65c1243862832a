import type { LedgerFigure } from '../../src/domain/ledger/figure.js';
import { after, DAY, HOUR, type Instant } from '../../src/domain/time.js';
import { noon } from './looks.js';

/** People counted exactly until `now`, a tenth of them free an hour later and the rest after nine. */
export function countedOf(
  people: number,
  now: Instant = noon,
  more: Partial<LedgerFigure> = {},
): LedgerFigure {
  const first = Math.floor(people / 10);
  return {
    at: now,
    accuracy: 'exact',
    atLeast: people,
    atMost: people,
    releases: [
      { at: after(now, HOUR), recipients: first },
      { at: after(now, 9 * HOUR), recipients: people - first },
    ],
    countingSince: after(now, -3 * DAY),
    exactFrom: after(now, -DAY),
    gaps: [],
    ...more,
  };
}
