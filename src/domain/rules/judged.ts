import type { RuleName, Subject, Verdict } from '../finding.js';

/**
 * What one rule says of one subject. When judging it throws, that alone is unknown, with the reason: the mistake is
 * ours, so it is neither trouble nor recovery, and it must not hold up what is judged of others.
 */
export function judged<V extends Verdict | readonly Verdict[]>(
  rule: RuleName,
  subject: Subject,
  judge: () => V,
): V | Verdict {
  try {
    return judge();
  } catch (error) {
    const why = error instanceof Error && error.message !== '' ? error.message : 'an error without a message';
    return { kind: 'unknown', rule, subject, why };
  }
}
