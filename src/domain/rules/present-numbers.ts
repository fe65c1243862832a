import { hasLeft } from '../same-phone.js';
import type { NumberSnapshot } from '../snapshot.js';
import type { RuleFacts, Subject, VerdictOf } from '../verdict.js';
import { judged } from './judged.js';
import { numberSubject } from './subjects.js';

/** What a rule says of each number that is still there; of one that has left it says nothing. */
export function judgedPresent<F extends RuleFacts>(
  rule: F['rule'],
  numbers: readonly NumberSnapshot[],
  judge: (number: NumberSnapshot, subject: Subject) => VerdictOf<F> | readonly VerdictOf<F>[],
): readonly VerdictOf<F>[] {
  const verdicts: VerdictOf<F>[] = [];
  for (const number of numbers) {
    const subject = numberSubject(number);
    const said = judged(rule, subject, () => (hasLeft(number) ? [] : judge(number, subject)));
    if ('kind' in said) verdicts.push(said);
    else verdicts.push(...said);
  }
  return verdicts;
}
