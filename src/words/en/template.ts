import type { FactsOf } from '../../domain/finding.js';
import type { RuleWords } from '../finding-words.js';
import { shown } from '../shorten.js';
import { basics } from './basics.js';
import { names } from './names.js';

const { number } = basics;

/** What Meta says of a template: rated medium (yellow), paused. */
export function templateState(facts: Pick<FactsOf<'template'>, 'quality' | 'status'>): string {
  const word = facts.status?.trim().toUpperCase();
  if (word === 'DISABLED') return 'disabled';
  if (word === 'PAUSED') return 'paused';
  if (facts.quality === 'red' || facts.quality === 'yellow')
    return `rated ${names.qualities[facts.quality].toLowerCase()}`;
  return facts.status === null ? 'in an unknown state' : `in the state ${shown(facts.status, 40)}`;
}

function templateNews(facts: FactsOf<'template'>): string {
  switch (templateState(facts)) {
    case 'disabled':
      return 'It can no longer be sent.';
    case 'paused':
      return 'It cannot be sent until Meta lifts the pause.';
    default:
      return facts.quality === 'red' || facts.quality === 'yellow'
        ? 'Recipients blocked or reported it; Meta may pause it.'
        : 'Meta gives no further detail.';
  }
}

/** What is said of message templates, in English. */
export const template: RuleWords<'template'> = {
  title: (facts) => `Template ${templateState(facts)}`,
  name: 'template',
  topic: 'Template',
  several: (n) => `${number(n)} templates in trouble`,
  lead: (facts) =>
    `The template ${shown(facts.name, 80)} (${shown(facts.language, 12)}) is ${templateState(facts)}.`,
  news: templateNews,
  advice: (facts) =>
    facts.status?.trim().toUpperCase() === 'DISABLED'
      ? 'Write a new template: relevant, personal and short.'
      : 'Send it less often and only to people who expect it, and make its text shorter and more personal.',
  resolved: (facts) => `The template ${shown(facts.name, 80)} is fine again.`,
};
