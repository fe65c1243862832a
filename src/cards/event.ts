import type { PossibleCause } from '../domain/causes/cause.js';
import { worstOf } from '../domain/finding.js';
import type { Notice } from '../domain/incident.js';
import type { PortfolioState } from '../domain/state.js';
import type { Card, Line } from './card.js';
import { causeSentence } from './cause-sentence.js';
import { findingText } from './finding-text.js';
import { fitted } from './fitted.js';
import { namesIn } from './names.js';
import { sincePiece, type Reader } from './reader.js';

/** Something that happened once and does not last, such as a limit that was raised. `cause`: what came before one. */
export function eventCard(
  notices: readonly Notice[],
  state: PortfolioState,
  reader: Reader,
  cause: PossibleCause | null = null,
): Card {
  const { words } = reader;
  const names = namesIn(state, reader);
  const texts = notices.map((notice) => ({ notice, ...findingText(notice.incident.finding, names, reader) }));
  const [first, ...others] = texts;
  const tone = worstOf(notices.map((notice) => notice.incident.finding.severity));
  const items = texts.map((text): Line => [{ kind: 'strong', text: text.title }, ` · ${text.lead}`]);
  if (!first || others.length > 0) {
    return fitted({
      tone,
      title: `${names.portfolio} · ${words.alerts.entries.several(texts.length)}`,
      lead: [first?.lead ?? names.portfolio],
      sections: [
        {
          kind: 'list',
          items: items.slice(0, 15),
          more: items.length > 15 ? words.more(items.length - 15) : null,
        },
      ],
      footnote: null,
      actions: [],
      picture: null,
    });
  }
  return fitted({
    tone,
    title: `${words.names.severities[tone]}: ${first.who} · ${first.title}`,
    lead: [first.news],
    sections: [
      {
        kind: 'facts',
        facts: [
          { label: words.alerts.labels.since, value: [sincePiece(first.notice.at, reader)] },
          ...(cause === null
            ? []
            : [{ label: words.alerts.labels.before, value: [causeSentence(cause, state, reader)] }]),
          { label: words.alerts.labels.advice, value: [first.advice] },
        ],
      },
    ],
    footnote: null,
    actions: [],
    picture: null,
  });
}
