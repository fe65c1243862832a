import type { FactsOf } from '../../domain/finding.js';
import type { RuleWords } from '../finding-words.js';
import { sentence, type Moment } from '../format.js';
import { shown } from '../shorten.js';
import { atMoment } from './at-moment.js';
import { basics } from './basics.js';

const { number, percent, used } = basics;

function usageLead(facts: FactsOf<'usage'>, who: string, moment: Moment): string {
  const share = percent(facts.percent);
  return `${who} reached ${used(facts)} of ${number(facts.limit)} people in 24 h (${share})${usageTail(facts, moment)}`;
}

function usageNews(facts: FactsOf<'usage'>, moment: Moment): string {
  return sentence(`${used(facts)} of ${number(facts.limit)} people in 24 h${usageTail(facts, moment)}`);
}

/** How many were surely reached, where that says more. */
function surely(facts: FactsOf<'usage'>): string {
  if (facts.atLeast === undefined || facts.atLeast === 0 || facts.atLeast >= facts.recipients) return '';
  return `, ${number(facts.atLeast)} of them for certain`;
}

/** Whether the limit was surely reached. */
function isCertain({ accuracy, atLeast, limit }: FactsOf<'usage'>): boolean {
  return accuracy !== 'at-most' || (atLeast ?? 0) >= limit;
}

/** Who used most of it, and when the limit is reached. */
function usageTail(facts: FactsOf<'usage'>, moment: Moment): string {
  const most =
    facts.most === null
      ? ''
      : `, ${percent(facts.most.share * 100)} of ${facts.source === 'ledger' ? "Meta's volume" : 'it'} by ${shown(facts.most.label, 60)}`;
  const pace =
    facts.reachedAt === null || facts.percent >= 100
      ? ''
      : ` At this pace the limit is reached ${atMoment(facts.reachedAt, moment)}.`;
  return `${surely(facts)}${most}.${pace}`;
}

/** What is said of how much of a limit is used, in English. */
export const usage: RuleWords<'usage'> = {
  title: (facts) => {
    if (facts.percent < 100) return `${percent(facts.percent)} of the limit used`;
    return isCertain(facts) ? 'The limit is used up' : 'The limit may be used up';
  },
  name: 'usage',
  topic: 'Usage of the limit',
  several: (n) => `${number(n)} numbers near their limit`,
  lead: usageLead,
  news: usageNews,
  advice: (facts) =>
    facts.percent < 100
      ? 'Hold back what can wait: room comes back as earlier messages turn 24 hours old.'
      : 'Start no new broadcast until earlier messages turn 24 hours old. Replies to customers still work.',
  resolved: (_facts, who) => `${who} has room again.`,
};
