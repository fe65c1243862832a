import { atLeast, type Finding } from '../domain/finding.js';
import type { Incident } from '../domain/incident.js';
import { isActive } from '../domain/silence.js';
import type { NumberSnapshot } from '../domain/snapshot.js';
import type { PortfolioState } from '../domain/state.js';
import { MINUTE, type Instant } from '../domain/time.js';
import { symbolOf, type Card, type Line, type Picture, type Section, type Tone } from './card.js';
import { findingText } from './finding-text.js';
import { fitted } from './fitted.js';
import { namesIn } from './names.js';
import { sincePiece, type Reader } from './reader.js';
import { blindLine, checkedAtLine } from './standing.js';
import { sharesLimit, toneOfPortfolio } from './portfolio.js';

/** One portfolio in a digest. */
export interface DigestPortfolio {
  readonly state: PortfolioState;
  /** The highest usage of the last 24 hours in percent of the limit; null when not known. */
  readonly peak: number | null;
  /** One line on the next tier; null when there is nothing to say. */
  readonly forecast: string | null;
}

/** What a digest is made of. */
export interface DigestView {
  /** The local day it is for, YYYY-MM-DD. */
  readonly day: string;
  /** When it was to come. */
  readonly plannedAt: Instant;
  /** From when on it tells what changed. */
  readonly since: Instant;
  readonly portfolios: readonly DigestPortfolio[];
  readonly picture: Picture | null;
}

/** A digest that comes later than this says for when it was planned. */
const punctual = 15 * MINUTE;
/** Lines of one part of a digest; the rest is counted. */
const shownLines = 8;

interface Told {
  readonly incident: Incident;
  readonly state: PortfolioState;
}

/** The digest: the conclusion first, then what needs attention, what changed, the forecast. */
export function digestCard(view: DigestView, reader: Reader): Card {
  const { words } = reader;
  const { digest } = words;
  const states = view.portfolios.map(({ state }) => state);
  const live = states.flatMap((state) =>
    state.incidents
      .filter(({ state: life }) => life !== 'pending')
      .map((incident): Told => ({ incident, state })),
  );
  const worstFirst = live.toSorted((a, b) => rank(b.incident.finding) - rank(a.incident.finding));
  const changed = changes(states, view.since, reader);
  const moment = { zone: reader.zone, now: reader.now };
  const blind = states.flatMap((state) => blindLine(state, reader) ?? []);
  const active = states.flatMap((state) => state.silences.filter((silence) => isActive(silence, reader.now)));
  const heading = (text: string): Line => [{ kind: 'strong', text }];
  const green = greenLines(states, reader);
  const isQuiet = changed.length === 0 && !live.some(({ incident }) => incident.openedAt >= view.since);
  const late = reader.now - view.plannedAt > punctual;
  const notes: readonly Line[] = [
    ...(late ? [[digest.late(view.plannedAt, moment)]] : []),
    ...blind.slice(0, 4).map((piece): Line => [piece]),
  ];
  const sections: (Section | null)[] = [
    notes.length === 0 ? null : { kind: 'text', lines: notes },
    live.length === 0 ? null : { kind: 'text', lines: [heading(digest.worst)] },
    listSection(
      worstFirst.map((told) => worstLine(told, reader)),
      reader,
    ),
    green.length === 0 ? null : { kind: 'text', lines: green },
    isQuiet ? { kind: 'text', lines: [[digest.sameAsBefore(view.since, moment)]] } : null,
    changed.length === 0 ? null : { kind: 'text', lines: [heading(digest.since(view.since, moment))] },
    listSection(changed, reader),
    view.portfolios.length > 1 ? limitTable(view.portfolios, reader) : null,
    forecastSection(view.portfolios, reader),
    active.length === 0 ? null : { kind: 'text', lines: [[digest.silences(active.length)]] },
  ];
  return fitted({
    tone: digestTone(states),
    title: digest.title(words.day(view.day)),
    lead: [conclusion(view, live, reader)],
    sections: sections.filter((section) => section !== null),
    footnote: states[0] && states.length === 1 ? checkedAtLine(states[0], reader) : null,
    actions: [],
    picture: view.picture,
  });
}

function rank(finding: Finding): number {
  return (
    (atLeast(finding.severity, 'critical') ? 200 : atLeast(finding.severity, 'warning') ? 100 : 0) +
    finding.level
  );
}

function digestTone(states: readonly PortfolioState[]): Tone {
  const tones = states.map(toneOfPortfolio);
  const worst = (['critical', 'warning', 'unknown'] as const).find((tone) => tones.includes(tone));
  return worst ?? (tones.length === 0 ? 'unknown' : 'good');
}

function numbersIn(states: readonly PortfolioState[]): readonly NumberSnapshot[] {
  return states.flatMap((state) => state.sight?.snapshot.numbers ?? []);
}

/** A yellow number is told by its count right after; anything else, and all we cannot see, stands in the way of well. */
function conclusion(view: DigestView, live: readonly Told[], reader: Reader): string {
  const { digest, list } = reader.words;
  const states = view.portfolios.map(({ state }) => state);
  const blind = states.filter((state) => state.blind !== null || state.sight === null);
  const serious = live.filter(({ incident: { finding } }) => {
    const yellow = finding.facts.rule === 'quality' && finding.facts.quality === 'yellow';
    return !yellow && atLeast(finding.severity, 'warning');
  });
  const numbers = numbersIn(states);
  const count = (quality: NumberSnapshot['quality']): number =>
    numbers.filter((number) => number.quality === quality).length;
  const head = [
    ...(blind.length === 0
      ? []
      : [digest.blind(list(blind.slice(0, 3).map((state) => namesIn(state, reader).portfolio)))]),
    ...(serious.length > 0 ? [digest.attention(serious.length)] : []),
  ];
  const tone = digestTone(states);
  const calm = tone === 'good' ? [digest.allWell] : tone === 'warning' ? [digest.nothingUrgent] : [];
  return [
    ...(head.length > 0 ? head : calm),
    digest.colours({
      red: count('red'),
      yellow: count('yellow'),
      unknown: count('unknown'),
      all: numbers.length,
    }),
    ...(view.portfolios.length === 1
      ? view.portfolios.filter(({ state }) => sharesLimit(state)).map((one) => limitText(one, reader))
      : []),
  ].join(' ');
}

function limitText({ state, peak }: DigestPortfolio, reader: Reader): string {
  const { words } = reader;
  const { digest } = words;
  const snapshot = state.sight?.snapshot;
  if (!snapshot) return digest.notLooked;
  if (!snapshot.limit.known) return digest.limitUnknown;
  const limit = words.limit(snapshot.limit.value);
  const { usage } = snapshot;
  if (snapshot.limit.value.kind === 'unlimited') {
    return digest.unlimited(usage.known ? words.used(usage.value) : words.names.unknown(usage.why));
  }
  if (peak !== null) return digest.limitPeak(limit, words.percent(peak));
  return usage.known ? digest.limitUsage(limit, words.used(usage.value)) : digest.limitOnly(limit);
}

function listSection(items: readonly Line[], reader: Reader): Section | null {
  if (items.length === 0) return null;
  const left = items.length - shownLines;
  return { kind: 'list', items: items.slice(0, shownLines), more: left > 0 ? reader.words.more(left) : null };
}

function worstLine({ incident, state }: Told, reader: Reader): Line {
  const text = findingText(incident.finding, namesIn(state, reader), reader);
  return [
    `${symbolOf[incident.finding.severity]} ${reader.words.names.severities[incident.finding.severity]} · `,
    { kind: 'strong', text: text.who },
    ` · ${text.title} · `,
    sincePiece(incident.openedAt, reader),
  ];
}

function greenLines(states: readonly PortfolioState[], reader: Reader): readonly Line[] {
  const green = numbersIn(states.filter((state) => state.blind === null)).filter(
    (number) => number.quality === 'green' && number.status === 'connected',
  ).length;
  return green === 0 ? [] : [[`${symbolOf.good} ${reader.words.digest.green(green)}`]];
}

/** What is over since then. What began and goes on is told before. */
function changes(states: readonly PortfolioState[], since: Instant, reader: Reader): readonly Line[] {
  const { words, now } = reader;
  return states.flatMap((state) => {
    const names = namesIn(state, reader);
    return state.ended
      .filter((incident) => incident.endedAt !== null && incident.endedAt >= since)
      .map((incident): Line => {
        const text = findingText(incident.finding, names, reader);
        const lasted = words.duration((incident.endedAt ?? now) - incident.openedAt);
        return [words.digest.ended(text.title, text.who, lasted)];
      });
  });
}

function limitTable(portfolios: readonly DigestPortfolio[], reader: Reader): Section {
  const { words } = reader;
  return {
    kind: 'table',
    columns: [words.answers.labels.portfolio, words.digest.limits],
    rows: portfolios
      .filter(({ state }) => sharesLimit(state))
      .map((one) => [namesIn(one.state, reader).portfolio, limitText(one, reader)]),
    more: words.more,
  };
}

function forecastSection(portfolios: readonly DigestPortfolio[], reader: Reader): Section | null {
  const facts = portfolios.flatMap(({ state, forecast }) =>
    forecast === null
      ? []
      : [
          {
            label: `${reader.words.digest.forecast} · ${namesIn(state, reader).portfolio}`,
            value: [forecast],
          },
        ],
  );
  return facts.length === 0 ? null : { kind: 'facts', facts };
}
