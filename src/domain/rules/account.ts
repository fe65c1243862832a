import { judged } from './judged.js';
import { clear, firing, undecided } from './verdicts.js';
import { seenIn, wabaSubject } from './subjects.js';
import type { Subject, Verdict } from '../finding.js';
import type { WabaSnapshot } from '../snapshot.js';
import { severityOf, type Look, type Rule } from './rule.js';

/** Review decisions after which a WABA cannot work. */
const refusals: readonly string[] = ['REJECTED', 'DISABLED', 'BANNED'];

/**
 * The review of each WABA: approved is clear, refused is critical, every other word a warning that shows it. No word
 * at all is undecided. `state` is Meta's own word; severities are configured by it in lower case (`account.rejected`).
 */
export const account: Rule = {
  name: 'account',
  judge(look) {
    const snapshot = seenIn(look);
    if (!snapshot) return [];
    return snapshot.wabas.map((waba) => {
      const subject = wabaSubject(snapshot, waba.id);
      return judged('account', subject, () => judgeReview(look, subject, waba));
    });
  },
};

function judgeReview(look: Look, subject: Subject, { reviewStatus }: WabaSnapshot): Verdict {
  const state = reviewStatus?.trim().toUpperCase() ?? '';
  if (state === '' || state === 'UNKNOWN') return undecided('account', subject);
  if (state === 'APPROVED') return clear('account', subject);
  const refused = refusals.includes(state);
  const severity = severityOf(
    look.thresholds,
    'account',
    state.toLowerCase(),
    refused ? 'critical' : 'warning',
  );
  return firing(look, subject, severity, refused ? 2 : 1, { rule: 'account', state, detail: null });
}
