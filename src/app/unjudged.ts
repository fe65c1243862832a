import { findingKey, type Subject, type Verdict } from '../domain/finding.js';
import type { Observation, PortfolioId } from '../domain/snapshot.js';
import type { Log, PortfolioPlan } from '../ports.js';

/** Hears the verdicts of a look. */
export type UnjudgedTeller = (
  plan: PortfolioPlan,
  observation: Observation,
  verdicts: readonly Verdict[],
) => void;

/**
 * Logs whom a rule could not judge because it threw: each of them once, and again only after it was judged in between.
 * A blind look judges nobody.
 */
export function unjudgedTeller(log: Log): UnjudgedTeller {
  const told = new Map<PortfolioId, ReadonlySet<string>>();
  return ({ id }, observation, verdicts) => {
    if (observation.kind === 'blind') return;
    const before = told.get(id);
    const now = new Set<string>();
    const fresh = new Map<string, { readonly why: string; readonly subjects: Subject[] }>();
    for (const verdict of verdicts) {
      if (verdict.kind !== 'unknown' || verdict.why === undefined) continue;
      const { rule, subject, why } = verdict;
      const key = findingKey(rule, subject);
      now.add(key);
      if (before?.has(key)) continue;
      const group = fresh.get(rule);
      if (group) group.subjects.push(subject);
      else fresh.set(rule, { why, subjects: [subject] });
    }
    told.set(id, now);
    for (const [rule, { why, subjects }] of fresh) {
      const [first] = subjects;
      const more = subjects.length === 1 ? '' : ` and ${String(subjects.length - 1)} more`;
      log.error('rule.failed', {
        portfolio: id,
        rule,
        subject: first && `${first.kind} ${first.id}${more}`,
        reason: why,
      });
    }
  };
}
