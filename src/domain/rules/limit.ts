import { recipientsOf, sameLimit, type Limit } from '../limit.js';
import type { Reading } from '../reading.js';
import { isOnLadder } from '../rulebook.js';
import type { Subject, VerdictOf } from '../verdict.js';
import { judgedPresent } from './present-numbers.js';
import { clear, firing, happened, undecided } from './verdicts.js';
import { portfolioSubject, seenIn } from './subjects.js';
import { severityOf, type RuleInput, type Rule } from './rule.js';

interface LimitFacts {
  readonly rule: 'limit';
  readonly change: 'raised' | 'lowered' | 'off-ladder';
  readonly before: Limit | null;
  readonly now: Limit;
}

const usual = { raised: 'info', lowered: 'warning', 'off-ladder': 'info' } as const;

/**
 * Tells once when a limit was raised or lowered. Holds a finding while a limit is not on the period's ladder. The
 * portfolio or each number is asked, whoever owns the limit. Nothing changes from or to an unknown limit.
 */
export const limit: Rule<LimitFacts> = {
  name: 'limit',
  usual,
  otherwise: null,
  settings: {},
  times: {},
  explains: false,
  judge(look) {
    const snapshot = seenIn(look);
    if (!snapshot) return [];
    if (look.rulebook.scope === 'portfolio') {
      return judgeLimit(look, portfolioSubject(look), look.limits.portfolio, snapshot.limit);
    }
    return judgedPresent('limit', snapshot.numbers, (number, subject) =>
      judgeLimit(look, subject, look.limits.numbers[number.id] ?? null, number.limit),
    );
  },
};

function judgeLimit(
  look: RuleInput,
  subject: Subject,
  before: Limit | null,
  reading: Reading<Limit>,
): readonly VerdictOf<LimitFacts>[] {
  if (!reading.known) return [undecided('limit', subject)];
  const now = reading.value;
  const verdicts: VerdictOf<LimitFacts>[] = [];
  if (before !== null && !sameLimit(before, now)) {
    const raised = recipientsOf(now) > recipientsOf(before);
    const change = raised ? 'raised' : 'lowered';
    const severity = severityOf(look.thresholds, 'limit', change, usual[change]);
    verdicts.push(happened(look, subject, severity, raised ? 1 : 2, { rule: 'limit', change, before, now }));
  }
  if (isOnLadder(look.rulebook, now)) verdicts.push(clear('limit', subject));
  else {
    const severity = severityOf(look.thresholds, 'limit', 'off-ladder', usual['off-ladder']);
    verdicts.push(firing(look, subject, severity, 1, { rule: 'limit', change: 'off-ladder', before, now }));
  }
  return verdicts;
}
