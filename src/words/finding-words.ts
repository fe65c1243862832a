import type { FactsOf, RuleName } from '../domain/finding.js';
import type { Moment } from './format.js';

/** What a language must say of one rule. `who` is the subject's name, fit to be shown. */
export interface RuleWords<R extends RuleName> {
  /** What its alerts are called: `quality` alerts. */
  readonly name: string;
  /** A few words, without the subject. */
  readonly title: (facts: FactsOf<R>) => string;
  /** What the rule watches, in a few words: so a finding is called when it is over. */
  readonly topic: string;
  /** How many findings of it there are, in a few words. */
  readonly several: (n: number) => string;
  /** One sentence: what is so, and of whom. */
  readonly lead: (facts: FactsOf<R>, who: string, moment: Moment) => string;
  /** One sentence for where the subject and the title stand right above it: what they leave out. */
  readonly news: (facts: FactsOf<R>, moment: Moment) => string;
  /** One short next step; `several`: for some subjects of which the same is so. */
  readonly advice: (facts: FactsOf<R>, several: boolean) => string;
  /** One sentence: that it is over. */
  readonly resolved: (facts: FactsOf<R>, who: string) => string;
}

/** What a language must say of every rule. */
export type FindingWords = { readonly [R in RuleName]: RuleWords<R> };
