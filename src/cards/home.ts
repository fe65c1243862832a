import type { PortfolioState } from '../domain/state.js';
import type { Card, Line, Option, Section } from './card.js';
import { activeSilences, endAction, silenceLine } from './deed.js';
import { fitted } from './fitted.js';
import { detailAction, incidentLine, liveIncidents } from './incidents.js';
import { entriesOf, worstFirst, worstTone } from './number-entries.js';
import { numbersLead } from './numbers-lead.js';
import { numberLine } from './numbers.js';
import { toneOfPortfolio } from './portfolio.js';
import { agoPiece, type Reader } from './reader.js';

const most = { numbers: 12, incidents: 8, silences: 6, incidentButtons: 3, silenceButtons: 3 } as const;

/** Somebody's own page: their numbers worst first, open alerts, silences with their ends, and their language. */
export function homeCard(
  states: readonly PortfolioState[],
  languages: readonly Option[],
  reader: Reader,
): Card {
  const { home, answers } = reader.words;
  const numbers = worstFirst(states.flatMap((state) => entriesOf(state, reader)));
  const incidents = liveIncidents(states);
  const silences = activeSilences(states, reader);
  const seen = states.flatMap((state) => (state.sight === null ? [] : [state.sight.at]));
  const oldest = seen.length === 0 ? null : seen.reduce((a, b) => (b < a ? b : a));
  const section = (title: string, lines: readonly Line[], all: number, none: string): readonly Section[] => {
    const left = all - lines.length;
    const heading: Line = [{ kind: 'strong', text: title }];
    if (lines.length === 0) return [{ kind: 'text', lines: [heading, [none]] }];
    return [
      { kind: 'text', lines: [heading] },
      { kind: 'list', items: lines, more: left > 0 ? reader.words.more(left) : null },
    ];
  };
  const { deeds } = reader.words;
  return fitted({
    tone: worstTone([...numbers.map(({ tone }) => tone), ...states.map(toneOfPortfolio)]),
    title: home.title,
    lead: [numbersLead(numbers, states, reader)],
    sections: [
      ...section(
        answers.numbersTitle,
        numbers.slice(0, most.numbers).map((entry) => numberLine(entry, reader)),
        numbers.length,
        answers.noNumbers,
      ),
      ...section(
        home.incidents,
        incidents.slice(0, most.incidents).map((one) => incidentLine(one, reader)),
        incidents.length,
        deeds.noIncidents,
      ),
      ...section(
        home.silences,
        silences.slice(0, most.silences).map((one) => silenceLine(one, reader)),
        silences.length,
        deeds.noSilences,
      ),
      { kind: 'facts', facts: [{ label: home.language, value: [reader.words.language] }] },
    ],
    footnote: oldest === null ? null : [`${answers.checked} `, agoPiece(oldest, reader)],
    actions: [
      {
        label: home.chooseLanguage,
        command: 'language',
        style: 'plain',
        effect: 'replace',
        menu: { label: home.chooseLanguage, options: languages },
      },
      { label: answers.actions.numbers, command: 'numbers', style: 'plain', effect: 'answer' },
      ...incidents.slice(0, most.incidentButtons).map((one) => detailAction(one, reader)),
      ...silences.slice(0, most.silenceButtons).map(({ silence }) => {
        const action = endAction(silence, reader);
        return { ...action, label: `${action.label} ${silence.id}` };
      }),
    ],
    picture: null,
  });
}
