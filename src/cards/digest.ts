import { atLeast } from '../domain/finding.js';
import type { LookAhead } from '../domain/look-ahead.js';
import { presentOf } from '../domain/same-phone.js';
import { isActive } from '../domain/silence.js';
import type { NumberSnapshot } from '../domain/snapshot.js';
import type { PortfolioState } from '../domain/state.js';
import { MINUTE, type Instant } from '../domain/time.js';
import { symbolOf, type Card, type Line, type Picture, type Section, type Tone } from './card.js';
import { changedSection, worstSection, type LimitChange, type ListedIncident } from './digest-lists.js';
import { fitted } from './fitted.js';
import { aheadText } from './look-ahead.js';
import { namesIn } from './names.js';
import { byMetaClock, type Reader } from './reader.js';
import { blindLine, checkedAtLine, unmatchedText } from './usage-parts.js';
import { sharesLimit } from './limit-owner.js';
import { toneOfPortfolio } from './portfolio.js';

/** One portfolio in a digest. */
export interface DigestPortfolio {
  readonly state: PortfolioState;
  /** The most that was surely not passed since then, in percent of the limit; null when not known. */
  readonly peak: number | null;
  /** One line on the next tier; null when there is nothing to say. */
  readonly forecast: string | null;
  /** The coming day of a limit that is nearly used up; null when it is not, or not known; absent: nobody looked. */
  readonly ahead?: LookAhead | null;
  /** How the limit changed since the digest before, as far as it is on record. */
  readonly limitChanges?: readonly LimitChange[];
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

/** The digest: the conclusion first, then what needs attention, what changed, the forecast. */
export function digestCard(view: DigestView, reader: Reader): Card {
  const { words } = reader;
  const { digest } = words;
  const states = view.portfolios.map(({ state }) => state);
  const live = states.flatMap(toldOf);
  const moment = { zone: reader.zone, now: reader.now };
  const active = states.flatMap((state) => state.silences.filter((silence) => isActive(silence, reader.now)));
  const heading = (text: string): Section => ({ kind: 'text', lines: [[{ kind: 'strong', text }]] });
  const worst = worstSection(live, reader);
  const changed = changedSection(
    view.portfolios.map(({ state, limitChanges }) => ({ state, limitChanges: limitChanges ?? [] })),
    view.since,
    reader,
  );
  const rest = [...greenLines(states, reader), ...unmatchedLines(states, reader)];
  const isQuiet =
    changed === null &&
    states.every(({ blind, sight }) => blind === null && sight !== null) &&
    !states.some(({ incidents }) =>
      incidents.some(({ state, openedAt }) => state !== 'pending' && openedAt >= view.since),
    );
  const late = reader.now - view.plannedAt > punctual;
  const notes: readonly Line[] = [
    ...(late ? [[digest.late(view.plannedAt, moment)]] : []),
    ...blindLines(states, reader),
  ];
  const sections: (Section | null)[] = [
    notes.length === 0 ? null : { kind: 'text', lines: notes },
    worst && heading(digest.worst),
    worst,
    rest.length === 0 ? null : { kind: 'text', lines: rest },
    isQuiet ? { kind: 'text', lines: [[digest.sameAsBefore(view.since, moment)]] } : null,
    changed && heading(digest.since(view.since, moment)),
    changed,
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

/** What goes on; that we are blind is told by itself. */
function toldOf(state: PortfolioState): readonly ListedIncident[] {
  return state.incidents
    .filter(({ state: life, finding }) => {
      const isBlindness = state.blind !== null && finding.rule === 'sight';
      return life !== 'pending' && !isBlindness;
    })
    .map((incident): ListedIncident => ({ incident, state }));
}

/** Whom we cannot see, since when and why; with its name where there are several. */
function blindLines(states: readonly PortfolioState[], reader: Reader): readonly Line[] {
  return states
    .flatMap((state): readonly Line[] => {
      const line = blindLine(state, reader);
      if (line === null) return [];
      return [states.length === 1 ? line : [`${namesIn(state, reader).portfolio}: `, ...line]];
    })
    .slice(0, 4);
}

function digestTone(states: readonly PortfolioState[]): Tone {
  const tones = states.map(toneOfPortfolio);
  const worst = (['critical', 'warning', 'unknown'] as const).find((tone) => tones.includes(tone));
  return worst ?? (tones.length === 0 ? 'unknown' : 'good');
}

/** The numbers that are still there: what was thought of the others is past. */
function numbersIn(states: readonly PortfolioState[]): readonly NumberSnapshot[] {
  return states.flatMap((state) => presentOf(state.sight?.snapshot.numbers ?? []));
}

/** A yellow number is told by its count right after; anything else, and all we cannot see, stands in the way of well. */
function conclusion(view: DigestView, live: readonly ListedIncident[], reader: Reader): string {
  const { digest, list } = reader.words;
  const states = view.portfolios.map(({ state }) => state);
  const blind = states.filter((state) => state.blind !== null || state.sight === null);
  const listed = live.filter(({ incident: { finding } }) => atLeast(finding.severity, 'warning'));
  const serious = listed.filter(
    ({ incident: { finding } }) => !(finding.facts.rule === 'quality' && finding.facts.quality === 'yellow'),
  );
  const unseen = states.length > 0 && blind.length === states.length;
  const numbers = numbersIn(states);
  const count = (quality: NumberSnapshot['quality']): number =>
    numbers.filter((number) => number.quality === quality).length;
  const head = [
    ...(blind.length === 0
      ? []
      : [digest.blind(list(blind.slice(0, 3).map((state) => namesIn(state, reader).portfolio)))]),
    ...(serious.length > 0 ? [digest.attention(listed.length)] : []),
  ];
  const tone = digestTone(states);
  const calm = tone === 'good' ? [digest.allWell] : tone === 'warning' ? [digest.nothingUrgent] : [];
  // What was seen last is no conclusion about now; a portfolio that was never seen has nothing to tell.
  if (unseen && numbers.length === 0) return [...head, digest.notLooked].join(' ');
  return [
    ...(head.length > 0 ? head : calm),
    ...(unseen ? [digest.lastKnown] : []),
    digest.colours({
      red: count('red'),
      yellow: count('yellow'),
      unknown: count('unknown'),
      all: numbers.length,
    }),
    ...(view.portfolios.length === 1
      ? view.portfolios
          .filter(({ state }) => sharesLimit(state))
          .map((one) => limitText(one, reader.words.moment(view.since, reader), reader))
      : []),
  ].join(' ');
}

function limitText({ state, peak }: DigestPortfolio, since: string | null, reader: Reader): string {
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
  if (peak !== null) return digest.limitPeak(limit, words.percent(peak), since);
  if (!usage.known) return digest.limitOnly(limit);
  const say = state.blind === null ? digest.limitUsage : digest.limitUsageThen;
  return say(limit, words.used(usage.value));
}

/** How many are well; not where all are, which the conclusion says. */
function greenLines(states: readonly PortfolioState[], reader: Reader): readonly Line[] {
  const numbers = numbersIn(states.filter((state) => state.blind === null));
  const green = numbers.filter(
    (number) => number.quality === 'green' && number.status === 'connected',
  ).length;
  return green === 0 || green === numbers.length
    ? []
    : [[`${symbolOf.good} ${reader.words.digest.green(green)}`]];
}

/** What of the usage is of no known number; with the name of the portfolio where there are several. */
function unmatchedLines(states: readonly PortfolioState[], reader: Reader): readonly Line[] {
  return states.flatMap((state): readonly Line[] => {
    const usage = state.sight?.snapshot.usage;
    const used = usage === undefined ? null : unmatchedText(usage, reader);
    if (used === null) return [];
    const text = reader.words.digest.unmatched(used);
    return [[states.length === 1 ? text : `${namesIn(state, reader).portfolio}: ${text}`]];
  });
}

function limitTable(portfolios: readonly DigestPortfolio[], reader: Reader): Section {
  const { words } = reader;
  return {
    kind: 'table',
    columns: [words.answers.labels.portfolio, words.digest.limits],
    rows: portfolios
      .filter(({ state }) => sharesLimit(state))
      .map((one) => [namesIn(one.state, reader).portfolio, limitText(one, null, reader)]),
    more: words.more,
  };
}

/** The coming day first: it is near, and few have one. */
function forecastSection(portfolios: readonly DigestPortfolio[], reader: Reader): Section | null {
  const { digest } = reader.words;
  const fact = (what: string, state: PortfolioState, value: string) => ({
    label: `${what} · ${namesIn(state, reader).portfolio}`,
    value: [value],
  });
  const facts = [
    ...portfolios.flatMap(({ state, ahead }) =>
      ahead === null || ahead === undefined
        ? []
        : [fact(digest.ahead, state, aheadText(ahead, byMetaClock(reader, state.sight?.snapshot)))],
    ),
    ...portfolios.flatMap(({ state, forecast }) =>
      forecast === null ? [] : [fact(digest.forecast, state, forecast)],
    ),
  ];
  return facts.length === 0 ? null : { kind: 'facts', facts };
}
