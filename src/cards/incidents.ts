import { atLeast } from '../domain/finding.js';
import type { Incident } from '../domain/incident.js';
import type { PortfolioState } from '../domain/state.js';
import { symbolOf, type Action, type Card, type Line } from './card.js';
import { findingText } from './finding-text.js';
import { fitted } from './fitted.js';
import { namesIn } from './names.js';
import { sincePiece, type Reader } from './reader.js';
import { toneOf, toneWord } from './tone.js';

/** An incident and the state it lives in. */
export interface LiveIncident {
  readonly state: PortfolioState;
  readonly incident: Incident;
}

const listed = 15;
const withButtons = 5;

/** All open incidents of some portfolios, worst first. */
export function incidentsCard(states: readonly PortfolioState[], reader: Reader): Card {
  const { words } = reader;
  const live = liveIncidents(states);
  const left = live.length - listed;
  const tones = live.map(({ state, incident }) => toneOf(state, [incident], reader.now));
  return fitted({
    tone:
      tones[0] ??
      (states.every((state) => state.sight !== null && state.blind === null) ? 'good' : 'unknown'),
    title: words.deeds.incidentsTitle,
    lead: [live.length === 0 ? words.deeds.noIncidents : words.alerts.problems(live.length)],
    sections:
      live.length === 0
        ? []
        : [
            {
              kind: 'list',
              items: live.slice(0, listed).map((one) => incidentLine(one, reader)),
              more: left > 0 ? words.more(left) : null,
            },
          ],
    footnote: null,
    actions: live.slice(0, withButtons).map((one) => detailAction(one, reader)),
    picture: null,
  });
}

/** The incidents that are not over and told to people, worst first, then oldest first. */
export function liveIncidents(states: readonly PortfolioState[]): readonly LiveIncident[] {
  const rank = ({ incident: { finding } }: LiveIncident): number =>
    (atLeast(finding.severity, 'critical') ? 2 : 0) + (atLeast(finding.severity, 'warning') ? 1 : 0);
  return states
    .flatMap((state) =>
      state.incidents.filter((one) => one.state !== 'pending').map((incident) => ({ state, incident })),
    )
    .sort((a, b) => rank(b) - rank(a) || a.incident.openedAt - b.incident.openedAt);
}

/** What an incident is, in one short text. */
export function incidentLabel({ state, incident }: LiveIncident, reader: Reader): string {
  const text = findingText(incident.finding, namesIn(state, reader), reader);
  return `${text.who} · ${text.title}`;
}

/** An incident in one line: how it stands, what it is, since when, and its id. */
export function incidentLine(one: LiveIncident, reader: Reader): Line {
  const { state, incident } = one;
  const tone = toneOf(state, [incident], reader.now);
  return [
    `${symbolOf[tone]} ${toneWord(tone, reader.words)} · `,
    { kind: 'strong', text: incidentLabel(one, reader) },
    ' · ',
    sincePiece(incident.openedAt, reader),
    ' · ',
    { kind: 'code', text: incident.id },
  ];
}

/** The button that tells one incident in detail. */
export function detailAction(one: LiveIncident, reader: Reader): Action {
  return {
    label: incidentLabel(one, reader),
    command: `incidents ${one.incident.id}`,
    style: 'plain',
    effect: 'answer',
  };
}
