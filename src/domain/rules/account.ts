import { judged } from './judged.js';
import { clear, firing, undecided } from './verdicts.js';
import { seenIn, wabaSubject } from './subjects.js';
import type { WabaSnapshot } from '../snapshot.js';
import type { Subject, VerdictOf } from '../verdict.js';
import { severityOf, type RuleInput, type Rule } from './rule.js';

/** `state` is Meta's own word. */
interface AccountFacts {
  readonly rule: 'account';
  readonly state: string;
  readonly detail: string | null;
}

/** Review decisions after which a WABA cannot work. */
const refusals = { rejected: 'critical', disabled: 'critical', banned: 'critical' } as const;

/**
 * The review of each WABA: approved is clear, refused is critical, every other word a warning that shows it. No word
 * at all is undecided. Severities are configured by Meta's word in lower case (`account.rejected`).
 */
export const account: Rule<AccountFacts> = {
  name: 'account',
  usual: refusals,
  otherwise: 'warning',
  settings: {},
  times: {},
  explains: true,
  judge(look) {
    const snapshot = seenIn(look);
    if (!snapshot) return [];
    return snapshot.wabas.map((waba) => {
      const subject = wabaSubject(snapshot, waba.id);
      return judged('account', subject, () => judgeReview(look, subject, waba));
    });
  },
};

function judgeReview(
  look: RuleInput,
  subject: Subject,
  { reviewStatus }: WabaSnapshot,
): VerdictOf<AccountFacts> {
  const state = reviewStatus?.trim().toUpperCase() ?? '';
  if (state === '' || state === 'UNKNOWN') return undecided('account', subject);
  if (state === 'APPROVED') return clear('account', subject);
  const refused = Object.hasOwn(refusals, state.toLowerCase());
  const severity = severityOf(
    look.thresholds,
    'account',
    state.toLowerCase(),
    refused ? 'critical' : 'warning',
  );
  return firing(look, subject, severity, refused ? 2 : 1, { rule: 'account', state, detail: null });
}
