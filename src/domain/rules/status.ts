import type { Severity } from '../finding.js';
import type { Status } from '../snapshot.js';
import { clear, firing, undecided } from './verdicts.js';
import { numberSubject, seenIn } from './subjects.js';
import { severityOf, type Rule } from './rule.js';

const usual: Readonly<Record<Exclude<Status, 'connected'>, Severity>> = {
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

const levels: Readonly<Record<Severity, number>> = { info: 1, warning: 2, critical: 3 };

/**
 * Every status but connected is trouble; the level follows the severity. A word we do not know is a warning that shows
 * it; no word at all, or Meta's own UNKNOWN, is neither trouble nor recovery.
 */
export const status: Rule = {
  name: 'status',
  judge(look) {
    return (seenIn(look)?.numbers ?? []).map((number) => {
      const subject = numberSubject(number);
      if (number.status === 'connected') return clear('status', subject);
      if (number.status === 'unknown' && isSilent(number.rawStatus)) return undecided('status', subject);
      const severity = severityOf(look.thresholds, 'status', number.status, usual[number.status]);
      return firing(look, subject, severity, levels[severity], {
        rule: 'status',
        status: number.status,
        raw: number.rawStatus,
      });
    });
  },
};

function isSilent(raw: string | null): boolean {
  return raw === null || ['', 'UNKNOWN'].includes(raw.trim().toUpperCase());
}
