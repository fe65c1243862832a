import { atLeast, worstOf, type Severity } from '../domain/finding.js';
import type { Incident } from '../domain/incident.js';
import { symbolOf, type Action, type Card, type Line, type Tone } from './card.js';
import { findingText, type FindingText } from './finding-text.js';
import { fitted } from './fitted.js';
import { namesIn } from './names.js';
import { sincePiece, type Reader } from './reader.js';
import { shorten } from '../words/shorten.js';
import type { AlertView } from './storm.js';
import { toneOf, toneWord } from './tone.js';

/** How much of a row's texts is shown; all rows must fit. */
const cell = { who: 34, what: 40, option: 60 } as const;

interface Row {
  readonly tone: Tone;
  readonly portfolio: string;
  readonly text: FindingText;
  readonly incident: Incident;
  readonly isLive: boolean;
  /** How many more incidents the alert stands for. */
  readonly more: number;
  readonly view: AlertView;
}

/**
 * One root message for alerts of several portfolios, known by a key. Each is named, and can be chosen to be acknowledged
 * or silenced. All can be acknowledged at once.
 */
export function joinedCard(key: string, views: readonly AlertView[], reader: Reader): Card | null {
  const { words } = reader;
  const { labels } = words.alerts;
  const rows = views.flatMap((view) => rowOf(view, reader) ?? []).toSorted(worstFirst);
  const [worst] = rows;
  if (!worst) return null;
  const live = rows.filter(({ isLive }) => isLive);
  const tone = toneOfAll(rows);
  const about = live[0] ?? worst;
  const alike = rows.every(({ text }) => text.title === worst.text.title);
  const began = rows.reduce((a, b) => (b.incident.openedAt < a.incident.openedAt ? b : a)).incident.openedAt;
  const facts: { readonly label: string; readonly value: Line }[] = [
    { label: labels.began, value: [sincePiece(began, reader)] },
    ...(live.length > 0 && live.length < rows.length
      ? [{ label: labels.state, value: [words.alerts.over(rows.length - live.length, rows.length)] }]
      : []),
    ...(alike && live.length > 0 ? [{ label: labels.advice, value: [about.text.adviceForAll] }] : []),
  ];
  const card = fitted({
    tone,
    title: `${toneWord(tone, words)}: ${words.alerts.portfolios(rows.length)} · ${
      alike ? worst.text.topic : words.alerts.problems(rows.length)
    }`,
    lead: [
      live.length === 0
        ? words.alerts.allOver(rows.length)
        : words.alerts.worst(`${about.portfolio} · ${about.text.lead}`),
    ],
    sections: [
      // The table first: only there is room for all of it on each platform.
      {
        kind: 'table',
        columns: [words.answers.labels.portfolio, labels.who, ...(alike ? [labels.state] : [labels.what])],
        rows: rows.map((row) => cellsOf(row, alike, reader)),
        more: words.more,
      },
      { kind: 'facts', facts },
    ],
    footnote: null,
    actions: [],
    picture: null,
  });
  return {
    ...card,
    actions: [
      ...(views.some(isUntaken) ? [all(key, reader)] : []),
      ...(live.length > 0 ? [choice(live, reader)] : []),
    ],
  };
}

function rowOf(view: AlertView, reader: Reader): Row | null {
  const { state, incidents } = view;
  const live = incidents.filter(({ endedAt }) => endedAt === null);
  const shown = live.length > 0 ? live : incidents;
  const [first] = shown.toSorted((a, b) => b.finding.level - a.finding.level);
  if (!first) return null;
  const names = namesIn(state, reader);
  return {
    tone: toneOf(state, incidents, reader.now),
    portfolio: names.portfolio,
    text: findingText(first.finding, names, reader),
    incident: first,
    isLive: live.length > 0,
    more: shown.length - 1,
    view,
  };
}

function worstFirst(a: Row, b: Row): number {
  const rank = ({ isLive, incident: { finding } }: Row): number =>
    (isLive ? 4 : 0) +
    (atLeast(finding.severity, 'critical') ? 2 : atLeast(finding.severity, 'warning') ? 1 : 0);
  return rank(b) - rank(a) || b.incident.finding.level - a.incident.finding.level;
}

/** The worst of what still needs somebody, then how the rest stands. */
function toneOfAll(rows: readonly Row[]): Tone {
  const tones = rows.map(({ tone }) => tone);
  const open = tones.filter(isOpen);
  if (open.length > 0) return worstOf(open);
  const inOrder = ['acknowledged', 'silenced', 'good'] as const;
  return inOrder.find((tone) => tones.includes(tone)) ?? 'unknown';
}

function isOpen(tone: Tone): tone is Severity {
  return tone === 'info' || tone === 'warning' || tone === 'critical';
}

function cellsOf({ tone, portfolio, text, more }: Row, alike: boolean, { words }: Reader): readonly string[] {
  const who = more === 0 ? text.who : `${wholeWords(text.who, cell.who - 6)} +${words.number(more)}`;
  return [
    `${symbolOf[tone]} ${wholeWords(portfolio, cell.who)}`,
    wholeWords(who, cell.who),
    alike
      ? toneWord(tone, words)
      : wholeWords(isOpen(tone) ? text.title : `${toneWord(tone, words)} · ${text.title}`, cell.what),
  ];
}

/** The text cut between two words where it is too long; half a word may be another one. */
function wholeWords(text: string, most: number): string {
  const short = shorten(text, most);
  return short === text ? text : short.replace(/\s+\S*…$/u, ' …');
}

/** Whether an alert has a live incident that nobody takes care of. */
function isUntaken({ incidents }: AlertView): boolean {
  return incidents.some(({ endedAt, acknowledged }) => endedAt === null && acknowledged === null);
}

/** Acknowledges all that is open. */
function all(key: string, { words }: Reader): Action {
  return {
    label: words.alerts.actions.acknowledgeAll,
    command: `ack ${key}`,
    style: 'primary',
    effect: 'answer',
  };
}

/** Chooses one of the alerts, which is then shown with its own buttons. */
function choice(live: readonly Row[], { words }: Reader): Action {
  const options = live.map(({ portfolio, text, more, incident, view }) => ({
    label: wholeWords(`${portfolio} · ${text.who} · ${text.title}`, cell.option),
    value: more === 0 ? incident.id : `${view.thread} all`,
  }));
  return {
    label: words.alerts.actions.chooseOne,
    command: 'incidents',
    style: 'plain',
    effect: 'answer',
    menu: { label: words.alerts.actions.chooseOne, options },
  };
}
