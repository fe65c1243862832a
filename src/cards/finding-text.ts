import type { FactsOf, Finding, RuleName } from '../domain/finding.js';
import type { RuleWords } from '../words/finding-words.js';
import type { Names } from './names.js';
import type { Reader } from './reader.js';

/** A finding in a reader's words. */
export interface FindingText {
  readonly who: string;
  readonly title: string;
  /** What the rule watches: so the finding is called when it is over. */
  readonly topic: string;
  readonly lead: string;
  /** The lead without what `who` and `title` say. */
  readonly news: string;
  readonly advice: string;
  /** The advice for some subjects of which the same is so. */
  readonly adviceForAll: string;
  readonly resolved: string;
}

/** Words a finding for a reader. */
export function findingText(finding: Finding, names: Names, reader: Reader): FindingText {
  const who = names.subject(finding.subject);
  const { facts } = names.spoken(finding);
  return worded(facts.rule, facts, who, reader);
}

function worded<R extends RuleName>(rule: R, facts: FactsOf<R>, who: string, reader: Reader): FindingText {
  const words: RuleWords<R> = reader.words.findings[rule];
  const moment = { zone: reader.zone, now: reader.now };
  return {
    who,
    title: words.title(facts),
    topic: words.topic,
    lead: words.lead(facts, who, moment),
    news: words.news(facts, moment),
    advice: words.advice(facts, false),
    adviceForAll: words.advice(facts, true),
    resolved: words.resolved(facts, who),
  };
}
