import { atLeast, type Finding, type Subject } from '../domain/finding.js';
import type { Incident } from '../domain/incident.js';
import type { PortfolioState } from '../domain/state.js';
import type { Instant } from '../domain/time.js';
import { symbolOf, type Line, type Section } from './card.js';
import { findingText } from './finding-text.js';
import { namesIn, type Names } from './names.js';
import { sincePiece, timePiece, type Reader } from './reader.js';

/** An incident and where it belongs. */
export interface ListedIncident {
  readonly incident: Incident;
  readonly state: PortfolioState;
}

/** A limit that became another one. Infinity without a cap. */
export interface LimitChange {
  readonly at: Instant;
  readonly from: number;
  readonly to: number;
}

/** Lines of one part of a digest; the rest is counted. */
const shownLines = 8;
/** So many numbers with the same trouble are one line. */
const crowd = 4;
const shownNames = 3;

interface Group {
  readonly who: readonly string[];
  readonly subject: Subject['kind'];
  readonly title: string;
  readonly first: ListedIncident;
}

/** What goes on, worst first; many numbers with one trouble are told together. */
export function worstSection(live: readonly ListedIncident[], reader: Reader): Section | null {
  const namesOf = remembered((state) => namesIn(state, reader));
  const groups = new Map<string, Group>();
  const lines = live
    .toSorted((a, b) => rank(b.incident.finding) - rank(a.incident.finding))
    .map((told): { readonly told: ListedIncident; readonly key: string } => {
      const { finding } = told.incident;
      const text = findingText(finding, namesOf(told.state), reader);
      const key = `${told.state.portfolio} ${finding.severity} ${finding.subject.kind} ${text.title}`;
      const known = groups.get(key);
      const who = [...(known?.who.slice(0, crowd - 1) ?? []), text.who];
      groups.set(key, { who, subject: finding.subject.kind, title: text.title, first: known?.first ?? told });
      return { told, key };
    });
  const sizes = new Map<string, number>();
  for (const { key } of lines) sizes.set(key, (sizes.get(key) ?? 0) + 1);
  const isCrowd = (key: string): boolean =>
    groups.get(key)?.subject === 'number' && (sizes.get(key) ?? 0) >= crowd;
  const items = lines
    .filter(({ told, key }) => !isCrowd(key) || groups.get(key)?.first === told)
    .map(({ told, key }): Line => {
      const group = groups.get(key);
      return group && isCrowd(key)
        ? crowdLine(group, sizes.get(key) ?? 0, reader)
        : oneLine(told, namesOf(told.state), reader);
    });
  return listSection(items, reader);
}

function oneLine({ incident }: ListedIncident, names: Names, reader: Reader): Line {
  const text = findingText(incident.finding, names, reader);
  return [
    `${symbolOf[incident.finding.severity]} ${reader.words.names.severities[incident.finding.severity]} · `,
    { kind: 'strong', text: text.who },
    ` · ${text.title} · `,
    sincePiece(incident.openedAt, reader),
  ];
}

function crowdLine({ who, title, first }: Group, size: number, reader: Reader): Line {
  const { words } = reader;
  const { severity } = first.incident.finding;
  const left = size - shownNames;
  return [
    `${symbolOf[severity]} ${words.names.severities[severity]} · `,
    { kind: 'strong', text: words.digest.numbers(size) },
    ` · ${title} · ${who.slice(0, shownNames).join(', ')} ${words.more(left)}`,
  ];
}

/** What changed since then: limits, and what is over. What began and goes on is told before. */
export function changedSection(
  portfolios: readonly { readonly state: PortfolioState; readonly limitChanges: readonly LimitChange[] }[],
  since: Instant,
  reader: Reader,
): Section | null {
  const { words, now } = reader;
  const items = portfolios.flatMap(({ state, limitChanges }) => {
    const names = namesIn(state, reader);
    const limits = limitChanges.map(({ at, from, to }): Line => {
      const say = to > from ? words.digest.limitRaised : words.digest.limitLowered;
      return [
        `${names.portfolio} · ${say(limitText(from, reader), limitText(to, reader))} · `,
        timePiece(at, reader),
      ];
    });
    const ended = state.ended
      .filter((incident) => incident.endedAt !== null && incident.endedAt >= since)
      .map((incident): Line => {
        const text = findingText(incident.finding, names, reader);
        const lasted = words.duration((incident.endedAt ?? now) - incident.openedAt);
        return [words.digest.ended(text.topic, text.who, lasted)];
      });
    return [...limits, ...ended];
  });
  return listSection(items, reader);
}

function limitText(recipients: number, { words }: Reader): string {
  return words.limit(Number.isFinite(recipients) ? { kind: 'capped', recipients } : { kind: 'unlimited' });
}

function listSection(items: readonly Line[], reader: Reader): Section | null {
  if (items.length === 0) return null;
  const left = items.length - shownLines;
  return { kind: 'list', items: items.slice(0, shownLines), more: left > 0 ? reader.words.more(left) : null };
}

function rank(finding: Finding): number {
  return (
    (atLeast(finding.severity, 'critical') ? 200 : atLeast(finding.severity, 'warning') ? 100 : 0) +
    finding.level
  );
}

function remembered(work: (state: PortfolioState) => Names): (state: PortfolioState) => Names {
  const known = new Map<PortfolioState, Names>();
  return (state) => {
    const names = known.get(state) ?? work(state);
    known.set(state, names);
    return names;
  };
}
