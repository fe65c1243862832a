import type { Severity } from '../../../src/domain/finding.js';
import type { Status } from '../../../src/domain/snapshot.js';
import type { RuleSample, TroubleSample } from './rule-sample.js';
import { number, withNumber } from './rule-sample.js';

/** How bad each is; the compiler asks for the one that is forgotten. */
const severities: Readonly<Record<Exclude<Status, 'connected'>, Severity>> = {
  banned: 'critical',
  restricted: 'critical',
  flagged: 'critical',
  deleted: 'critical',
  'rate-limited': 'warning',
  disconnected: 'warning',
  offline: 'warning',
  unverified: 'warning',
  pending: 'warning',
  migrated: 'warning',
  unknown: 'warning',
};
const statuses = Object.keys(severities) as (keyof typeof severities)[];

const trouble = (status: keyof typeof severities): TroubleSample<'status'> => {
  const raw = status === 'unknown' ? 'NAPPING' : status.toUpperCase();
  return {
    level: status,
    look: withNumber({ status, rawStatus: raw }),
    severity: severities[status],
    rank: severities[status] === 'critical' ? 3 : 2,
    subject: number,
    facts: { rule: 'status', status, raw },
  };
};

/** What state a number is in. */
export const status: RuleSample<'status'> = {
  facts: [
    { rule: 'status', status: 'connected', raw: null },
    ...statuses.map((status) => ({ rule: 'status', status, raw: null }) as const),
    { rule: 'status', status: 'unknown', raw: 'NAPPING' },
  ],
  subjects: [number],
  troubles: statuses.map(trouble),
  well: [number],
  unclear: [number],
};
