import type { Finding } from '../domain/finding.js';
import type { Incident } from '../domain/incident.js';
import { nextFreed } from '../domain/freed.js';
import { standingOf } from '../domain/reconcile.js';
import { silenceOf } from '../domain/silence.js';
import type { PortfolioState } from '../domain/state.js';
import { freeing, type Series } from '../domain/usage.js';
import { shown } from '../words/shorten.js';
import { symbolOf, type Action, type Card, type Line, type Section, type Tone } from './card.js';
import { findingText } from './finding-text.js';
import { fitted } from './fitted.js';
import { accountOf, managerLink } from './manager-link.js';
import { namesIn, personText, type Names } from './names.js';
import { timePiece, type Reader } from './reader.js';
import { longestReason, silenceTimes } from './silence-form.js';
import { toneOf, toneWord } from './tone.js';

/** One root message: the incidents it stands for, the state they live in, and the thread's id. */
export interface AlertView {
  readonly state: PortfolioState;
  readonly incidents: readonly Incident[];
  readonly thread: string;
}

interface Fact {
  readonly label: string;
  readonly value: Line;
}

/** The root message of a thread, as its incidents stand now. With several incidents it has a table of them. */
export function alertCard(view: AlertView, reader: Reader): Card {
  const tone = toneOf(view.state, view.incidents, reader.now);
  const [first, ...others] = view.incidents;
  const names = namesIn(view.state, reader);
  if (!first) return goneCard(view, names, reader);
  return fitted(
    others.length === 0
      ? single(view, first, tone, names, reader)
      : several(view, first, tone, names, reader),
  );
}

function single(view: AlertView, incident: Incident, tone: Tone, names: Names, reader: Reader): Card {
  const { words } = reader;
  const text = findingText(incident.finding, names, reader);
  const over = incident.endedAt !== null;
  const account = accountOf(incident.finding.subject, view.state.sight?.snapshot ?? null);
  const lead =
    incident.state === 'withdrawn'
      ? words.alerts.gone(text.who)
      : incident.state === 'resolved'
        ? text.resolved
        : text.lead;
  const { labels } = words.alerts;
  const facts: Fact[] = [
    ...subjectFacts(view.state, incident, names, reader),
    ...lifeFacts(view.state, incident, reader),
    ...(over ? [] : findingFacts(view.state, incident.finding, reader)),
    ...(over ? [] : [{ label: labels.advice, value: [text.advice] }]),
  ];
  return {
    tone,
    title: `${toneWord(tone, words)}: ${text.who} · ${text.title}`,
    lead: [lead],
    sections: [{ kind: 'facts', facts }],
    footnote: [
      words.alerts.incident(incident.id),
      ...(account === null || over ? [] : [' · ', managerLink(account)]),
    ],
    actions: over ? [] : alertActions(view.state, [incident], incident.id, reader),
    picture: null,
  };
}

function several(view: AlertView, first: Incident, tone: Tone, names: Names, reader: Reader): Card {
  const { words } = reader;
  const { incidents, state } = view;
  const live = incidents.filter((incident) => incident.endedAt === null);
  const ordered = incidents.toSorted(
    (a, b) => Number(a.endedAt !== null) - Number(b.endedAt !== null) || b.finding.level - a.finding.level,
  );
  const worst = ordered[0] ?? first;
  const oneRule = incidents.every((incident) => incident.finding.rule === first.finding.rule);
  const what = oneRule
    ? words.alerts.several[first.finding.rule](incidents.length)
    : words.alerts.problems(incidents.length);
  const text = findingText(worst.finding, names, reader);
  const ended = incidents.length - live.length;
  const lead = live.length === 0 ? words.alerts.allOver(incidents.length) : words.alerts.worst(text.lead);
  const began = incidents.reduce((a, b) => (b.openedAt < a.openedAt ? b : a), first).openedAt;
  const { labels } = words.alerts;
  const facts: Fact[] = [
    { label: labels.began, value: [timePiece(began, reader)] },
    ...(ended > 0 && live.length > 0
      ? [{ label: labels.state, value: [words.alerts.over(ended, incidents.length)] }]
      : []),
    ...(live.length > 0 ? [{ label: labels.advice, value: [text.advice] }] : []),
  ];
  const table: Section = {
    kind: 'table',
    columns: [labels.state, labels.who, labels.what, labels.since],
    rows: ordered.map((incident) => row(state, incident, names, reader)),
    more: words.more,
  };
  return {
    tone,
    title: `${toneWord(tone, words)}: ${names.portfolio} · ${what}`,
    lead: [lead],
    sections: [{ kind: 'facts', facts }, table],
    footnote: [words.alerts.incident(view.thread)],
    actions: live.length === 0 ? [] : alertActions(state, live, `${view.thread} all`, reader),
    picture: null,
  };
}

function row(state: PortfolioState, incident: Incident, names: Names, reader: Reader): readonly string[] {
  const tone = toneOf(state, [incident], reader.now);
  const text = findingText(incident.finding, names, reader);
  const since = reader.words.moment(incident.openedAt, { zone: reader.zone, now: reader.now });
  return [`${symbolOf[tone]} ${toneWord(tone, reader.words)}`, text.who, text.title, since];
}

/** Which number and whose it is, as far as the title leaves it out. */
function subjectFacts(
  state: PortfolioState,
  { finding: { subject } }: Incident,
  names: Names,
  reader: Reader,
): readonly Fact[] {
  if (subject.kind === 'portfolio') return [];
  const { labels } = reader.words.answers;
  const number = state.sight?.snapshot.numbers.find((one) => one.id === subject.id);
  const phone = number ? names.phone(number) : '';
  return [
    ...(phone === '' || phone === names.subject(subject) ? [] : [{ label: labels.number, value: [phone] }]),
    { label: labels.portfolio, value: [names.portfolio] },
  ];
}

/** The half hours behind a usage finding, of the last look. */
function seriesBehind(state: PortfolioState, { subject }: Finding): Series {
  const snapshot = state.sight?.snapshot;
  if (subject.kind !== 'number') return snapshot?.series ?? [];
  return snapshot?.numbers.find((one) => one.id === subject.id)?.series ?? [];
}

function lifeFacts(state: PortfolioState, incident: Incident, reader: Reader): readonly Fact[] {
  const { words } = reader;
  const { labels } = words.alerts;
  const facts: Fact[] = [{ label: labels.began, value: [timePiece(incident.openedAt, reader)] }];
  if (incident.endedAt !== null) {
    facts.push(
      { label: labels.ended, value: [timePiece(incident.endedAt, reader)] },
      { label: labels.lasted, value: [words.duration(incident.endedAt - incident.openedAt)] },
    );
  }
  if (incident.acknowledged !== null) {
    const { by, at } = incident.acknowledged;
    facts.push({ label: labels.acknowledgedBy, value: [personText(by), ' · ', timePiece(at, reader)] });
  }
  const silence = silenceOf(state.silences, incident.finding, reader.now);
  if (silence !== null && incident.endedAt === null) {
    const until = words.moment(silence.until, { zone: reader.zone, now: reader.now });
    const value = silence.untilHealthy ? words.alerts.untilHealthy(until) : timePiece(silence.until, reader);
    facts.push({ label: labels.silencedUntil, value: [value, ' · ', personText(silence.by)] });
    if (silence.reason !== null) {
      facts.push({ label: words.deeds.reason, value: [shown(silence.reason, longestReason)] });
    }
  }
  return facts;
}

/** The figures behind a finding that its sentence leaves out. */
function findingFacts(state: PortfolioState, finding: Finding, reader: Reader): readonly Fact[] {
  const { words } = reader;
  const { labels } = words.alerts;
  const { facts } = finding;
  switch (facts.rule) {
    case 'usage': {
      const counted = [words.basis(facts.accuracy), ' · ', timePiece(facts.asOf, reader)];
      const freed = nextFreed(freeing(seriesBehind(state, finding), reader.now));
      const moment = { zone: reader.zone, now: reader.now };
      return [
        ...(freed === null
          ? []
          : [{ label: labels.freesUp, value: [words.answers.freesUp(freed.recipients, freed.at, moment)] }]),
        { label: labels.counted, value: counted },
      ];
    }
    case 'health':
      return facts.reasons.length < 2
        ? []
        : [
            {
              label: labels.reasons,
              value: [facts.reasons.map((one) => shown(one.description, 120)).join(' · ')],
            },
          ];
    case 'sight':
      return [{ label: labels.detail, value: [shown(facts.detail, 200)] }].filter(
        ({ value }) => value[0] !== '',
      );
    case 'quality':
    case 'status':
    case 'limit':
    case 'template':
    case 'token':
    case 'account':
      return [];
  }
}

function alertActions(
  state: PortfolioState,
  live: readonly Incident[],
  target: string,
  reader: Reader,
): readonly Action[] {
  const { actions } = reader.words.alerts;
  const standings = live.map((incident) => standingOf(state, incident, reader.now));
  const plain = (label: string, command: string): Action => ({
    label,
    command,
    style: 'plain',
    effect: 'answer',
  });
  return [
    ...(standings.includes('open') || standings.includes('silenced')
      ? [{ ...plain(actions.acknowledge, `ack ${target}`), style: 'primary' as const }]
      : []),
    ...(standings.every((standing) => standing === 'silenced')
      ? []
      : [
          {
            ...plain(actions.silence, `silence ${target}`),
            effect: 'form' as const,
            menu: { label: actions.silenceFor, options: silenceTimes(reader.words) },
          },
        ]),
    plain(actions.details, `incidents ${target}`),
  ];
}

/** What is left of a thread whose incidents are no longer on record. */
function goneCard(view: AlertView, names: Names, reader: Reader): Card {
  return fitted({
    tone: 'unknown',
    title: `${reader.words.alerts.withdrawn}: ${names.portfolio}`,
    lead: [reader.words.alerts.gone(names.portfolio)],
    sections: [],
    footnote: [reader.words.alerts.incident(view.thread)],
    actions: [],
    picture: null,
  });
}
