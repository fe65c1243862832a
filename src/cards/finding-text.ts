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
  const { findings } = reader.words;
  switch (facts.rule) {
    case 'quality':
      return worded(findings.quality, facts, who, reader);
    case 'usage':
      return worded(findings.usage, facts, who, reader);
    case 'status':
      return worded(findings.status, facts, who, reader);
    case 'limit':
      return worded(findings.limit, facts, who, reader);
    case 'health':
      return worded(findings.health, facts, who, reader);
    case 'template':
      return worded(findings.template, facts, who, reader);
    case 'sight':
      return worded(findings.sight, facts, who, reader);
    case 'token':
      return worded(findings.token, facts, who, reader);
    case 'account':
      return worded(findings.account, facts, who, reader);
  }
}

function worded<R extends RuleName>(
  words: RuleWords<R>,
  facts: FactsOf<R>,
  who: string,
  reader: Reader,
): FindingText {
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
