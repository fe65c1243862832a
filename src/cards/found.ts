import { shown } from '../words/shorten.js';
import type { Action, Card } from './card.js';
import { fitted } from './fitted.js';
import type { Reader } from './reader.js';

/** One of several things that may be meant: its label, and the command line that means it. */
export interface Offer {
  readonly label: string;
  readonly command: string;
}

/** What was asked for: what was typed of it, and a command line that would have been understood. */
export interface Query {
  readonly query: string;
  readonly what: 'number' | 'portfolio';
  readonly example: string;
}

/** Offers that become buttons; a list of more would not be read. */
const offers = 8;

/** Several things fit what was typed: each is a button. Nothing typed: one is to be chosen. */
export function choicesCard(
  { query, what, example }: Query,
  choices: readonly Offer[],
  reader: Reader,
): Card {
  const { words } = reader;
  const { answers } = words;
  const left = choices.length - offers;
  const which = what === 'number' ? answers.whichNumber : answers.whichPortfolio;
  const several = what === 'number' ? answers.severalFound : answers.severalPortfolios;
  return fitted({
    tone: 'info',
    title: query === '' ? which : several(shown(query, 60)),
    lead: [query === '' ? answers.chooseOrType(example) : answers.chooseOne],
    sections: listOf(choices, left > 0 ? words.more(left) : null),
    footnote: null,
    actions: buttons(choices),
    picture: null,
  });
}

/** Nothing fits what was typed: the closest are offered, and the command that may have been meant. */
export function notFoundCard(
  query: string,
  closest: readonly Offer[],
  reader: Reader,
  meant: string | null = null,
): Card {
  const { answers } = reader.words;
  return fitted({
    tone: 'unknown',
    title: answers.nothingFound(shown(query, 60)),
    lead: [
      ...(meant === null ? [] : [`${answers.didYouMean(meant)} `]),
      closest.length > 0 ? answers.closest : answers.nothingHere,
    ],
    sections: listOf(closest, null),
    footnote: null,
    actions: [
      ...buttons(closest),
      { label: answers.actions.numbers, command: 'numbers', style: 'plain', effect: 'answer' },
    ],
    picture: null,
  });
}

function listOf(choices: readonly Offer[], more: string | null): Card['sections'] {
  if (choices.length === 0) return [];
  return [{ kind: 'list', items: choices.slice(0, offers).map(({ label }) => [shown(label, 120)]), more }];
}

function buttons(choices: readonly Offer[]): readonly Action[] {
  return choices
    .slice(0, offers)
    .map(({ label, command }) => ({ label: shown(label, 60), command, style: 'plain', effect: 'replace' }));
}
