import type { FactsOf, Finding, RuleName } from '../domain/finding.js';
import type { Incident } from '../domain/incident.js';
import { isFlapping } from '../domain/flapping.js';
import { nextFreed } from '../domain/freed.js';
import { freed as freedOf } from '../domain/joined-usage.js';
import { incidentStatusOf } from '../domain/reconcile.js';
import { silenceOf } from '../domain/silence.js';
import { clockAhead } from '../domain/meta-time.js';
import type { PortfolioState } from '../domain/state.js';
import type { Instant } from '../domain/time.js';
import type { Leaving } from '../domain/usage.js';
import { shown } from '../words/shorten.js';
import { causeText } from '../words/trouble-text.js';
import type { Action, Card, Line, Tone } from './card.js';
import { causeSentence } from './cause-sentence.js';
import { findingText } from './finding-text.js';
import { fitted } from './fitted.js';
import { accountOf, managerLink } from './manager-link.js';
import { namesIn, personText, type Names } from './names.js';
import { byMetaClock, sincePiece, timePiece, type Reader } from './reader.js';
import { longestReason, silenceTimes } from './silence-form.js';
import { stormCard, type AlertView } from './storm.js';
import { toneOf, toneWord } from './tone.js';

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
  if (others.length === 0) return fitted(single(view, first, tone, names, reader));
  const live = view.incidents.filter((incident) => incident.endedAt === null);
  return fitted({
    ...stormCard(view, first, tone, reader),
    actions: live.length === 0 ? [] : alertActions(view.state, live, `${view.thread} all`, reader),
  });
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
        : text.news;
  const { labels } = words.alerts;
  const facts: Fact[] = [
    ...subjectFacts(view.state, incident, names, reader),
    ...lifeFacts(view.state, incident, reader),
    ...(over ? [] : findingFacts(view.state, incident.finding, reader)),
    ...(over ? [] : causeFacts(view, reader)),
    ...(over ? [] : [{ label: labels.advice, value: [text.advice] }]),
  ];
  return {
    tone,
    title: `${toneWord(tone, words)}: ${text.who} · ${over ? text.topic : text.title}`,
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

/** The likeliest of what came before. */
function causeFacts({ state, cause }: AlertView, reader: Reader): readonly Fact[] {
  if (!cause) return [];
  const { words } = reader;
  return [{ label: words.alerts.labels.before, value: [causeSentence(cause, state, reader)] }];
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

/** What comes free of the usage behind a finding, as the last look saw it. */
function freedBehind(state: PortfolioState, { subject }: Finding, now: Instant): readonly Leaving[] {
  const snapshot = state.sight?.snapshot;
  const owner = subject.kind === 'number' ? snapshot?.numbers.find((one) => one.id === subject.id) : snapshot;
  return owner === undefined ? [] : freedOf(owner.usage, owner.series, now);
}

function lifeFacts(state: PortfolioState, incident: Incident, reader: Reader): readonly Fact[] {
  const { words } = reader;
  const { labels } = words.alerts;
  const facts: Fact[] = [{ label: labels.began, value: [sincePiece(incident.openedAt, reader)] }];
  if (incident.endedAt !== null) {
    facts.push(
      { label: labels.ended, value: [sincePiece(incident.endedAt, reader)] },
      { label: labels.lasted, value: [words.duration(incident.endedAt - incident.openedAt)] },
    );
  }
  if (isFlapping(incident)) {
    facts.push({ label: labels.flapping, value: [words.alerts.flapping(incident.returns + 1)] });
  }
  if (incident.acknowledged !== null) {
    const { by, at } = incident.acknowledged;
    facts.push({ label: labels.acknowledgedBy, value: [personText(by), ' · ', sincePiece(at, reader)] });
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

type FiguresOf<R extends RuleName> = (
  facts: FactsOf<R>,
  state: PortfolioState,
  finding: Finding,
  reader: Reader,
) => readonly Fact[];

/** What each rule's sentence leaves out; most leave out nothing. */
const figures: { readonly [R in RuleName]?: FiguresOf<R> } = {
  usage(facts, state, finding, reader) {
    const { words } = reader;
    const { labels } = words.alerts;
    const byMeta = byMetaClock(reader, state.sight?.snapshot);
    const counted = [words.basis(facts), ' · ', sincePiece(facts.asOf, byMeta)];
    const freed = nextFreed(freedBehind(state, finding, byMeta.now));
    return [
      ...(freed === null
        ? []
        : [{ label: labels.freesUp, value: [words.answers.freesUp(freed.recipients, freed.at, byMeta)] }]),
      { label: labels.counted, value: counted },
    ];
  },
  health({ canSend, reasons, displayName }, _state, _finding, { words: { alerts, answers } }) {
    const all = reasons.map((one) => shown(one.description, 120)).join(' · ');
    const isOfSending = canSend === 'limited' || canSend === 'blocked';
    return [
      ...(reasons.length < 2 ? [] : [{ label: alerts.labels.reasons, value: [all] }]),
      ...(isOfSending && displayName !== undefined
        ? [{ label: answers.labels.displayName, value: [answers.displayName[displayName]] }]
        : []),
    ];
  },
  'warning-signs'({ signs: [strongest] }, _state, _finding, { words: { alerts } }) {
    if (strongest === undefined) return [];
    return [{ label: alerts.labels.usual, value: [alerts.comparedWith(strongest.compared)] }];
  },
  sight({ cause }, _state, _finding, reader) {
    // The sentence itself says all of a clock.
    if (clockAhead(cause) !== null) return [];
    return detailFact(causeText(cause, reader.words, { zone: reader.zone, now: reader.now }), reader);
  },
};

/** The figures behind a finding that its sentence leaves out. */
function findingFacts(state: PortfolioState, finding: Finding, reader: Reader): readonly Fact[] {
  return figuresOf(finding.facts.rule, finding.facts, state, finding, reader);
}

function figuresOf<R extends RuleName>(rule: R, ...asked: Parameters<FiguresOf<R>>): readonly Fact[] {
  const of: FiguresOf<R> | undefined = figures[rule];
  return of?.(...asked) ?? [];
}

function detailFact(detail: string, reader: Reader): readonly Fact[] {
  return detail === '' ? [] : [{ label: reader.words.alerts.labels.detail, value: [shown(detail, 400)] }];
}

function alertActions(
  state: PortfolioState,
  live: readonly Incident[],
  target: string,
  reader: Reader,
): readonly Action[] {
  const { actions } = reader.words.alerts;
  const statuses = live.map((incident) => incidentStatusOf(state, incident, reader.now));
  const plain = (label: string, command: string): Action => ({
    label,
    command,
    style: 'plain',
    effect: 'answer',
  });
  return [
    ...(statuses.includes('open') || statuses.includes('silenced')
      ? [{ ...plain(actions.acknowledge, `ack ${target}`), style: 'primary' as const }]
      : []),
    ...(statuses.every((status) => status === 'silenced')
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
