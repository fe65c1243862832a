import type { PossibleCause } from '../domain/causes/cause.js';
import type { Incident } from '../domain/incident.js';
import type { PortfolioState } from '../domain/state.js';
import { symbolOf, type Card, type Line, type Tone } from './card.js';
import { findingText } from './finding-text.js';
import { namesIn, type Names } from './names.js';
import { sincePiece, type Reader } from './reader.js';
import { toneOf, toneWord } from './tone.js';

/** One root message: the incidents it stands for, the state they live in, and the thread's id. */
export interface AlertView {
  readonly state: PortfolioState;
  readonly incidents: readonly Incident[];
  readonly thread: string;
  /** The likeliest of what came before a single incident; absent: none is told. */
  readonly cause?: PossibleCause | null;
}

/** What a table of incidents tells: in words, and whether the same is so of all. */
interface Storm {
  /** Those that the words are about: the ones that go on, or all when none does. */
  readonly counted: readonly Incident[];
  readonly worst: Incident;
  readonly alike: boolean;
}

/** The root message of several incidents: a table, worst first. Without actions. */
export function stormCard(view: AlertView, first: Incident, tone: Tone, reader: Reader): Card {
  const { words } = reader;
  const { incidents, state } = view;
  const names = namesIn(state, reader);
  const live = incidents.filter((incident) => incident.endedAt === null);
  const ordered = incidents.toSorted(
    (a, b) => Number(a.endedAt !== null) - Number(b.endedAt !== null) || b.finding.level - a.finding.level,
  );
  const worst = ordered[0] ?? first;
  const text = findingText(worst.finding, names, reader);
  const alike = incidents.every(({ finding }) => findingText(finding, names, reader).title === text.title);
  const storm = { counted: live.length === 0 ? incidents : live, worst, alike };
  const began = incidents.reduce((a, b) => (b.openedAt < a.openedAt ? b : a), first).openedAt;
  const together = incidents.every(({ openedAt }) => openedAt === began);
  const ended = incidents.length - live.length;
  const { labels } = words.alerts;
  const facts: { readonly label: string; readonly value: Line }[] = [
    { label: labels.began, value: [sincePiece(began, reader)] },
    ...(ended > 0 && live.length > 0
      ? [{ label: labels.state, value: [words.alerts.over(ended, incidents.length)] }]
      : []),
    ...(live.length > 0 ? [{ label: labels.advice, value: [text.adviceForAll] }] : []),
  ];
  return {
    tone,
    title: `${toneWord(tone, words)}: ${names.portfolio} · ${titleText(storm, names, reader)}`,
    lead: [
      live.length === 0 ? words.alerts.allOver(incidents.length) : leadText(state, storm, names, reader),
    ],
    sections: [
      { kind: 'facts', facts },
      {
        kind: 'table',
        columns: [
          labels.who,
          labels.state,
          ...(alike ? [] : [labels.what]),
          ...(together ? [] : [labels.since]),
        ],
        rows: ordered.map((incident) => row(state, incident, { alike, together }, names, reader)),
        more: words.more,
      },
    ],
    footnote: [words.alerts.incident(view.thread)],
    actions: [],
    picture: null,
  };
}

/** How many of what; what is over is called by what it was about. */
function titleText({ counted, worst, alike }: Storm, names: Names, reader: Reader): string {
  const { words } = reader;
  const count = counted.length;
  const { facts, rule } = worst.finding;
  if (counted.some(({ finding }) => finding.rule !== rule)) return words.alerts.problems(count);
  const text = findingText(worst.finding, names, reader);
  if (worst.endedAt !== null) return `${text.topic} (${words.number(count)})`;
  if (count === 1) return text.title;
  return alike && facts.rule === 'quality'
    ? words.alerts.rated(count, facts.quality)
    : words.findings[rule].several(count);
}

/** The worst of what goes on; when the same is so of all, how many they are. */
function leadText(
  state: PortfolioState,
  { counted, worst, alike }: Storm,
  names: Names,
  reader: Reader,
): string {
  const { alerts } = reader.words;
  const text = findingText(worst.finding, names, reader);
  const { facts } = worst.finding;
  const count = counted.length;
  if (!alike || count === 1) return alerts.worst(text.lead);
  const all = Math.max(count, state.sight?.snapshot.numbers.length ?? 0);
  return facts.rule === 'quality'
    ? alerts.ratedOf(count, all, facts.quality)
    : alerts.alike(count, text.title);
}

/** What is the same in each row is told once, above the table. */
function row(
  state: PortfolioState,
  incident: Incident,
  { alike, together }: { readonly alike: boolean; readonly together: boolean },
  names: Names,
  reader: Reader,
): readonly string[] {
  const tone = toneOf(state, [incident], reader.now);
  const text = findingText(incident.finding, names, reader);
  const since = reader.words.moment(incident.openedAt, { zone: reader.zone, now: reader.now });
  return [
    `${symbolOf[tone]} ${text.who}`,
    toneWord(tone, reader.words),
    ...(alike ? [] : [text.title]),
    ...(together ? [] : [since]),
  ];
}
