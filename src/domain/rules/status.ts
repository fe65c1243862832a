import type { Severity } from '../severity.js';
import type { NumberSnapshot, Status } from '../snapshot.js';
import type { Subject, VerdictOf } from '../verdict.js';
import { judged } from './judged.js';
import { clear, firing, undecided } from './verdicts.js';
import { numberSubject, seenIn } from './subjects.js';
import { severityOf, type RuleInput, type Rule } from './rule.js';

/** `raw` is Meta's own word. */
interface StatusFacts {
  readonly rule: 'status';
  readonly status: Status;
  readonly raw: string | null;
}

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
export const status: Rule<StatusFacts> = {
  name: 'status',
  usual,
  otherwise: null,
  settings: {},
  times: {},
  explains: false,
  judge(look) {
    return (seenIn(look)?.numbers ?? []).map((number) => {
      const subject = numberSubject(number);
      return judged('status', subject, () => judgeStatus(look, subject, number));
    });
  },
};

function judgeStatus(look: RuleInput, subject: Subject, number: NumberSnapshot): VerdictOf<StatusFacts> {
  const { status: word, rawStatus: raw } = number;
  if (word === 'connected') return clear('status', subject);
  if (word === 'unknown' && isSilent(raw)) return undecided('status', subject);
  const severity = severityOf(look.thresholds, 'status', word, usual[word]);
  return firing(look, subject, severity, levels[severity], { rule: 'status', status: word, raw });
}

function isSilent(raw: string | null): boolean {
  return raw === null || ['', 'UNKNOWN'].includes(raw.trim().toUpperCase());
}
