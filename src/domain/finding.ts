import type { rules } from './rules/index.js';
import type { FindingOf, Subject, VerdictOf } from './verdict.js';

export { atLeast, worstOf, type Severity } from './severity.js';
export type { Subject } from './verdict.js';

type Registered = (typeof rules)[number];

/** The names of the rules, as configuration and JSON print them. */
export type RuleName = Registered['name'];

type Judged = ReturnType<Registered['judge']>[number];

/** What any rule may find, as figures. */
export type Facts = Extract<Judged, { readonly kind: 'firing' }>['finding']['facts'];

type FactsByRule = { readonly [F in Facts as F['rule']]: F };

/** What one rule may find, by its name. */
export type FactsOf<R extends RuleName> = FactsByRule[R];

/** A finding of any rule. */
export type Finding = FindingOf<Facts>;

/** A verdict of any rule. */
export type Verdict = VerdictOf<Facts>;

/** The identity of a finding through time: its rule and its subject. */
export function findingKey(rule: string, subject: Pick<Subject, 'kind' | 'id'>): string {
  return `${rule}:${subject.kind}:${subject.id}`;
}
