import type { Severity } from './severity.js';
import type { PortfolioId } from './snapshot.js';

/** What a finding is about. `label` is what people call it: a phone number, a name. */
export interface Subject {
  readonly kind: 'portfolio' | 'waba' | 'number' | 'template' | 'token';
  readonly id: string;
  readonly label: string;
}

/** What a rule has found, as figures; each rule's file says which. Sentences are made when it is told. */
export interface RuleFacts {
  /** The rule's name. */
  readonly rule: string;
}

/** Something a rule holds true of a look. `level` orders findings of one rule on one subject: higher is worse. */
export interface FindingOf<F extends RuleFacts> {
  readonly rule: F['rule'];
  readonly portfolio: PortfolioId;
  readonly subject: Subject;
  readonly severity: Severity;
  readonly level: number;
  readonly facts: F;
}

/**
 * What a rule says of one subject. The absence of a finding is not health. `clear`: the rule saw that all is well.
 * `unknown`: it could not tell. `event`: it happened once and does not last.
 */
export type VerdictOf<F extends RuleFacts> =
  | { readonly kind: 'firing'; readonly finding: FindingOf<F> }
  | { readonly kind: 'event'; readonly finding: FindingOf<F> }
  | { readonly kind: 'clear'; readonly rule: F['rule']; readonly subject: Subject }
  | {
      readonly kind: 'unknown';
      readonly rule: F['rule'];
      readonly subject: Subject;
      /** What went wrong inside the bot when it judged; absent: what it looked at does not tell. */
      readonly why?: string;
    };
