import type { Limit } from '../../src/domain/limit.js';
import type { Rulebook } from '../../src/domain/rulebook.js';

const capped = (recipients: number): Limit => ({ kind: 'capped', recipients });
const unlimited: Limit = { kind: 'unlimited' };

/** Today's rules in short: the portfolio owns the limit. */
export const portfolio2025: Rulebook = {
  name: 'portfolio-2025',
  from: '2025-10-07',
  to: null,
  sources: [],
  scope: 'portfolio',
  ladder: [capped(250), capped(2_000), capped(10_000), capped(100_000), unlimited],
  raise: {
    automaticFrom: 2_000,
    statuses: null,
    qualities: ['green'],
    qualityOf: 'all-numbers',
    used: { days: 7, share: 0.5 },
    atLimit: null,
    delay: { hours: 6, kind: 'within' },
  },
  lower: null,
};

/** Half the limit in seven days, raised a day later. */
export const perNumber2023: Rulebook = {
  name: 'per-number-2023',
  from: '2022-10-01',
  to: '2025-10-06',
  sources: [],
  scope: 'number',
  ladder: [capped(50), capped(250), capped(1_000), capped(10_000), capped(100_000), unlimited],
  raise: {
    automaticFrom: 1_000,
    statuses: ['connected'],
    qualities: ['green', 'yellow'],
    qualityOf: 'number',
    used: { days: 7, share: 0.5 },
    atLimit: null,
    delay: { hours: 24, kind: 'after' },
  },
  lower: { daysLow: 7, levels: 1 },
};

/** Twice the limit in seven days and two days at the limit, raised at once. */
export const perNumber2021: Rulebook = {
  name: 'per-number-2021',
  from: '2019-01-01',
  to: '2022-09-30',
  sources: [],
  scope: 'number',
  ladder: [capped(50), capped(250), capped(1_000), capped(10_000), capped(100_000), unlimited],
  raise: {
    automaticFrom: 1_000,
    statuses: ['connected'],
    qualities: ['green', 'yellow'],
    qualityOf: 'number',
    used: { days: 7, share: 2 },
    atLimit: { hours: 48, days: 7 },
    delay: { hours: 0, kind: 'after' },
  },
  lower: { daysLow: 7, levels: 1 },
};
