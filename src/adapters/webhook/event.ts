import type { Card, Line } from '../../cards/card.js';
import { plainLine, plainText } from '../../cards/plain.js';
import { worstOf } from '../../domain/severity.js';
import type { IncidentMatter, Matter } from '../../domain/matter.js';
import type { IncidentStatus } from '../../domain/thread.js';
import { isoOf, type Instant } from '../../domain/time.js';
import type { WebhookEvent } from './event-shape.js';

/** A message on its way to a program. */
interface Message {
  readonly channel: string;
  readonly card: Card;
  readonly matter: Matter | undefined;
  /** The id of the event in whose place it stands, or to which it belongs; null: of none. */
  readonly replaces: string | null;
  readonly under: string | null;
  readonly now: Instant;
}

/** So many incidents are told one by one; receivers bound what they take. */
const mostIncidents = 100;
/** The longest texts, in UTF-16 units. */
const longest = { title: 500, summary: 2_000, text: 20_000 } as const;

/** What a program is told. */
export function eventOf({ channel, card, matter, replaces, under, now }: Message): WebhookEvent {
  const { incidents = [], reasons = [] } = matter ?? {};
  const live = incidents.filter(({ endedAt }) => endedAt === null);
  return {
    type: typeOf(matter, replaces !== null),
    timestamp: isoOf(matter?.at ?? now),
    data: {
      version: 1,
      channel,
      alert: matter?.alert ?? null,
      replaces,
      under,
      portfolio: matter?.portfolio ?? null,
      severity: live.length === 0 ? null : worstOf(live.map(({ severity }) => severity)),
      state: states.find((one) => incidents.some(({ standing }) => standing === one)) ?? null,
      reasons: reasons
        .slice(0, mostIncidents)
        .map(({ reason, incident, at }) => ({ reason, incident, at: isoOf(at) })),
      incidents: incidents.slice(0, mostIncidents).map(incidentOf),
      incidentsLeftOut: Math.max(0, incidents.length - mostIncidents),
      route: matter?.route ?? null,
      loud: matter?.loud ?? true,
      title: cut(card.title, longest.title),
      summary: cut(plainLine(card.lead), longest.summary),
      text: cut(plainText(withoutDrawing(card)), longest.text),
      links: linksIn(card),
    },
  };
}

/** A beginning of the text in so many UTF-16 units; no character is cut in two. */
function cut(text: string, room: number): string {
  return text.length <= room ? text : `${text.slice(0, room - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** What asks most of people comes first. */
const states: readonly IncidentStatus[] = ['open', 'acknowledged', 'silenced', 'resolved', 'withdrawn'];

function typeOf(matter: Matter | undefined, isUpdate: boolean): WebhookEvent['type'] {
  switch (matter?.kind) {
    case undefined:
      return 'message';
    case 'alert':
      return isUpdate ? 'alert.updated' : 'alert.opened';
    case 'log':
      return 'alert.log';
    case 'route-failing':
      return 'route.failing';
    case 'route-recovered':
      return 'route.recovered';
    default:
      return matter?.kind ?? 'message';
  }
}

function incidentOf(one: IncidentMatter): WebhookEvent['data']['incidents'][number] {
  const { id, standing, rule, severity, subject, facts, acknowledged, endedAt } = one;
  return {
    id,
    state: standing,
    rule,
    severity,
    subject,
    facts,
    openedAt: isoOf(one.openedAt),
    worsenedAt: isoOf(one.worsenedAt),
    firingAt: isoOf(one.firingAt),
    endedAt: endedAt === null ? null : isoOf(endedAt),
    acknowledged: acknowledged && { by: acknowledged.by, at: isoOf(acknowledged.at) },
  };
}

/** A picture is told by its description: nobody looks at it. */
function withoutDrawing(card: Card): Card {
  if (card.picture === null) return card;
  const { png, name, alt } = card.picture;
  return { ...card, picture: { png, name, alt } };
}

/** Each address once, in the order in which they stand. */
function linksIn({ lead, sections, footnote }: Card): WebhookEvent['data']['links'] {
  const lines = [lead, ...sections.flatMap(linesIn), footnote ?? []];
  const links = lines.flatMap((line) =>
    line.flatMap((piece) =>
      typeof piece === 'string' || piece.kind !== 'link' ? [] : [[piece.url, piece.text] as const],
    ),
  );
  return [...new Map(links)].map(([url, text]) => ({ text, url }));
}

function linesIn(section: Card['sections'][number]): readonly Line[] {
  switch (section.kind) {
    case 'text':
      return section.lines;
    case 'facts':
      return section.facts.map(({ value }) => value);
    case 'list':
      return section.items;
    case 'table':
      return [];
  }
}
