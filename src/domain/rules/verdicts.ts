import type { FactsOf, RuleName, Severity, Subject, Verdict } from '../finding.js';
import type { Look } from './rule.js';

/** The verdict that a finding holds of a subject; `level` orders what one rule finds, higher is worse. */
export function firing<R extends RuleName>(
  look: Look,
  subject: Subject,
  severity: Severity,
  level: number,
  facts: FactsOf<R>,
): Verdict {
  return {
    kind: 'firing',
    finding: { rule: facts.rule, portfolio: look.portfolio, subject, severity, level, facts },
  };
}

/** The verdict that something happened once to a subject and does not last. */
export function happened<R extends RuleName>(
  look: Look,
  subject: Subject,
  severity: Severity,
  level: number,
  facts: FactsOf<R>,
): Verdict {
  return {
    kind: 'event',
    finding: { rule: facts.rule, portfolio: look.portfolio, subject, severity, level, facts },
  };
}

/** The verdict that a rule saw all is well with a subject. */
export function clear(rule: RuleName, subject: Subject): Verdict {
  return { kind: 'clear', rule, subject };
}

/** The verdict that a rule could not tell; it leaves an incident as it is. */
export function undecided(rule: RuleName, subject: Subject): Verdict {
  return { kind: 'unknown', rule, subject };
}
