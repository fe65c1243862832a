import { metaTime } from '../meta-time.js';
import { DAY, type Instant } from '../time.js';
import type { TokenSnapshot } from '../snapshot.js';
import type { Subject, VerdictOf } from '../verdict.js';
import { judged } from './judged.js';
import { clear, firing, undecided } from './verdicts.js';
import { seenIn } from './subjects.js';
import { severityOf, type RuleInput, type Rule } from './rule.js';

interface TokenFacts {
  readonly rule: 'token';
  readonly state: 'invalid' | 'expiring';
  readonly expiresAt: Instant | null;
  readonly daysLeft: number | null;
}

/** Days before a token expires at which it is told, in falling order. */
interface TokenSettings {
  readonly tokenDays: readonly number[];
}

const usual = { expiring: 'warning', invalid: 'critical' } as const;

/**
 * A dead token is critical. One that dies soon is a warning that rises at each of `tokenDays`. Days left are whole days
 * by Meta's clock, rounded down. A token that Meta still calls valid after its expiry counts as dead.
 */
export const token: Rule<TokenFacts, TokenSettings> = {
  name: 'token',
  usual,
  otherwise: null,
  settings: { tokenDays: [14, 7, 1] },
  times: { expiresAt: true },
  explains: true,
  judge(look) {
    const snapshot = seenIn(look);
    if (!snapshot) return [];
    const now = metaTime(look.now, snapshot);
    return snapshot.tokens.map((one) => {
      const subject: Subject = { kind: 'token', id: one.label, label: one.label };
      return judged('token', subject, () => judgeToken(look, subject, one, now));
    });
  },
};

function judgeToken(
  look: RuleInput<TokenSettings>,
  subject: Subject,
  one: TokenSnapshot,
  now: Instant,
): VerdictOf<TokenFacts> {
  const { thresholds } = look;
  const dead = thresholds.tokenDays.length + 1;
  const expiresAt = one.expiresAt.known ? one.expiresAt.value : null;
  const left = expiresAt === null ? null : expiresAt - now;
  const daysLeft = left === null ? null : Math.max(0, Math.floor(left / DAY));
  if (!one.valid || (left !== null && left <= 0)) {
    const severity = severityOf(thresholds, 'token', 'invalid', usual.invalid);
    return firing(look, subject, severity, dead, { rule: 'token', state: 'invalid', expiresAt, daysLeft });
  }
  if (!one.expiresAt.known) return undecided('token', subject);
  const level = left === null ? 0 : thresholds.tokenDays.filter((days) => left <= days * DAY).length;
  if (level === 0) return clear('token', subject);
  const severity = severityOf(thresholds, 'token', 'expiring', usual.expiring);
  return firing(look, subject, severity, level, { rule: 'token', state: 'expiring', expiresAt, daysLeft });
}
