import type { FactsOf, Finding, RuleName } from '../domain/finding.js';
import type { RuleWords } from '../words/finding-words.js';
import type { Names } from './names.js';
import type { Reader } from './reader.js';

/** A finding in a reader's words. */
export interface FindingText {
  readonly who: string;
  readonly title: string;
  readonly lead: string;
  readonly advice: string;
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
  return {
    who,
    title: words.title(facts),
    lead: words.lead(facts, who, { zone: reader.zone, now: reader.now }),
    advice: words.advice(facts),
    resolved: words.resolved(facts, who),
  };
}
