import type { Verdict } from './finding.js';
import { rules } from './rules/index.js';
import type { Look } from './rules/rule.js';

/** What all rules say of one look. Pure. While blind only our sight is judged; the rest stays as it was. */
export function evaluate(look: Look): readonly Verdict[] {
  const verdicts: Verdict[] = [];
  for (const rule of Object.values(rules)) for (const verdict of rule.judge(look)) verdicts.push(verdict);
  return verdicts;
}
