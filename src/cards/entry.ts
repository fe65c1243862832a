import type { Incident, Notice } from '../domain/incident.js';
import type { PortfolioState } from '../domain/state.js';
import type { Card, Line, Tone } from './card.js';
import { findingText } from './finding-text.js';
import { fitted } from './fitted.js';
import { namesIn, personText, type Names } from './names.js';
import type { Reader } from './reader.js';

/** A line in the log of a message that alerts of several portfolios share: it says of which one it is. */
export function entryAmongOthers(notices: readonly Notice[], state: PortfolioState, reader: Reader): Card {
  const card = entryCard(notices, state, reader);
  return fitted({ ...card, title: `${namesIn(state, reader).portfolio} · ${card.title}` });
}

interface EntryText {
  readonly tone: Tone;
  readonly title: string;
  readonly lead: string;
}

/** A line in the log of a thread: what became of its incidents, one notice or several. */
export function entryCard(notices: readonly Notice[], state: PortfolioState, reader: Reader): Card {
  const names = namesIn(state, reader);
  const texts = notices.map((notice) => entryText(notice, names, reader));
  const [first, ...others] = texts;
  const items = texts.map((text): Line => [{ kind: 'strong', text: text.title }, ` · ${text.lead}`]);
  const { words } = reader;
  return fitted({
    tone: first && others.every((one) => one.tone === first.tone) ? first.tone : 'info',
    title: first && others.length === 0 ? first.title : words.alerts.entries.several(texts.length),
    lead: first && others.length === 0 ? [first.lead] : [names.portfolio],
    sections:
      others.length === 0
        ? []
        : [
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

function entryText(notice: Notice, names: Names, reader: Reader): EntryText {
  const { incident, reason } = notice;
  const { entries, gone } = reader.words.alerts;
  const text = findingText(incident.finding, names, reader);
  const severity = incident.finding.severity;
  switch (reason) {
    case 'opened':
    case 'worsened':
    case 'changed':
    case 'event':
      return { tone: severity, title: `${entries[reason]}: ${text.title}`, lead: text.lead };
    case 'reminder':
      return { tone: severity, title: entries.reminder(notice.at - incident.openedAt), lead: text.lead };
    case 'escalated':
      return { tone: severity, title: entries.escalated(notice.at - incident.worsenedAt), lead: text.lead };
    case 'acknowledged':
      return {
        tone: 'acknowledged',
        title: acknowledgedTitle(incident, reader),
        lead: `${text.who} · ${text.title}`,
      };
    case 'resolved':
      return { tone: 'good', title: entries.resolved(lasted(notice)), lead: text.resolved };
    case 'withdrawn':
      return { tone: 'unknown', title: entries.withdrawn, lead: gone(text.who) };
  }
}

function acknowledgedTitle(incident: Incident, reader: Reader): string {
  const { acknowledged, entries } = reader.words.alerts;
  return incident.acknowledged === null
    ? acknowledged
    : entries.acknowledged(personText(incident.acknowledged.by));
}

function lasted(notice: Notice): number {
  return (notice.incident.endedAt ?? notice.at) - notice.incident.openedAt;
}
