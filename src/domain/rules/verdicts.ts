import type { Severity } from '../severity.js';
import type { RuleFacts, Subject, VerdictOf } from '../verdict.js';
import type { RuleInput } from './rule.js';

/** The verdict that a finding holds of a subject; `level` orders what one rule finds, higher is worse. */
export function firing<F extends RuleFacts>(
  look: RuleInput,
  subject: Subject,
  severity: Severity,
  level: number,
  facts: F,
): VerdictOf<F> {
  return {
    kind: 'firing',
    finding: { rule: facts.rule, portfolio: look.portfolio, subject, severity, level, facts },
  };
}

/** The verdict that something happened once to a subject and does not last. */
export function happened<F extends RuleFacts>(
  look: RuleInput,
  subject: Subject,
  severity: Severity,
  level: number,
  facts: F,
): VerdictOf<F> {
  return {
    kind: 'event',
    finding: { rule: facts.rule, portfolio: look.portfolio, subject, severity, level, facts },
  };
}

/** The verdict that a rule saw all is well with a subject. */
export function clear<R extends string>(
  rule: R,
  subject: Subject,
): { readonly kind: 'clear'; readonly rule: R; readonly subject: Subject } {
  return { kind: 'clear', rule, subject };
}

/** The verdict that a rule could not tell; it leaves an incident as it is. */
export function undecided<R extends string>(
  rule: R,
  subject: Subject,
): { readonly kind: 'unknown'; readonly rule: R; readonly subject: Subject } {
  return { kind: 'unknown', rule, subject };
}
