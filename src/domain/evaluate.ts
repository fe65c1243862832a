import type { RuleName, Verdict } from './finding.js';
import { rules } from './rules/index.js';
import { judged } from './rules/judged.js';
import type { RuleInput } from './rules/rule.js';
import { portfolioSubject } from './rules/subjects.js';
import type { Thresholds } from './thresholds.js';

/** A look with the settings of every rule. */
export type FullLook = RuleInput<Thresholds>;

/**
 * What all rules, or those wanted, say of one look. Pure. While blind only our sight is judged; the rest stays as it
 * was. A rule that throws is unknown for the subject it threw at. If it came to no subject, it is unknown for the
 * portfolio. The others are judged as usual.
 */
export function evaluate(
  look: FullLook,
  wants: (rule: RuleName) => boolean = () => true,
): readonly Verdict[] {
  const verdicts: Verdict[] = [];
  for (const rule of rules) {
    if (!wants(rule.name)) continue;
    const found = judged(rule.name, portfolioSubject(look), () => rule.judge(look));
    if ('kind' in found) verdicts.push(found);
    else for (const verdict of found) verdicts.push(verdict);
  }
  return verdicts;
}
