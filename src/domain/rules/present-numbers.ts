import type { RuleName, Subject, Verdict } from '../finding.js';
import { hasLeft } from '../same-phone.js';
import type { NumberSnapshot } from '../snapshot.js';
import { judged } from './judged.js';
import { numberSubject } from './subjects.js';

const nothing: readonly Verdict[] = [];

/** What a rule says of each number that is still there; of one that has left it says nothing. */
export function judgedPresent(
  rule: RuleName,
  numbers: readonly NumberSnapshot[],
  judge: (number: NumberSnapshot, subject: Subject) => Verdict | readonly Verdict[],
): readonly Verdict[] {
  const verdicts: Verdict[] = [];
  for (const number of numbers) {
    const subject = numberSubject(number);
    const said = judged(rule, subject, () => (hasLeft(number) ? nothing : judge(number, subject)));
    if ('kind' in said) verdicts.push(said);
    else verdicts.push(...said);
  }
  return verdicts;
}
