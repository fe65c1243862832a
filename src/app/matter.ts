import { namesIn, personText } from '../cards/names.js';
import type { Reader } from '../cards/reader.js';
import type { Incident, Notice } from '../domain/incident.js';
import type { IncidentMatter, Matter } from '../domain/matter.js';
import type { Notification } from '../domain/notification.js';
import { incidentStatusOf } from '../domain/reconcile.js';
import type { PortfolioState } from '../domain/state.js';
import { findingReport } from './finding-report.js';

/** What a message about a portfolio is about. */
interface Told {
  readonly kind: 'alert' | 'log' | 'event';
  readonly alert: string | null;
  readonly incidents: readonly Incident[];
  readonly notices: readonly Notice[];
  readonly loud: boolean;
}

/** What is told of a portfolio, as this reader may know it. */
export function portfolioMatter(
  state: PortfolioState,
  { createdAt }: Pick<Notification, 'createdAt'>,
  { notices, incidents, ...told }: Told,
  reader: Reader,
): Matter {
  return {
    ...told,
    at: createdAt,
    portfolio: { id: state.portfolio, name: namesIn(state, reader).portfolio },
    incidents: incidents.map((incident) => incidentMatter(state, incident, reader)),
    reasons: notices.map(({ reason, at, incident }) => ({ reason, at, incident: incident.id })),
    route: null,
  };
}

/** What is told of the bot itself, or of all portfolios together. */
export function ownMatter(
  kind: Exclude<Matter['kind'], Told['kind']>,
  at: Matter['at'],
  more: Partial<Pick<Matter, 'route' | 'loud'>> = {},
): Matter {
  return {
    kind,
    at,
    portfolio: null,
    alert: null,
    incidents: [],
    reasons: [],
    route: null,
    loud: true,
    ...more,
  };
}

function incidentMatter(state: PortfolioState, incident: Incident, reader: Reader): IncidentMatter {
  const { id, finding, openedAt, worsenedAt, firingAt, endedAt, acknowledged } = incident;
  const names = namesIn(state, reader);
  const { kind, id: subject } = finding.subject;
  const number = state.sight?.snapshot.numbers.find((one) => one.id === subject);
  const { rule, severity, facts } = findingReport(names.spoken(finding), reader.now);
  return {
    id,
    standing: incidentStatusOf(state, incident, reader.now),
    rule,
    severity,
    subject: {
      kind,
      id: subject,
      name: names.subject(finding.subject),
      phone: kind !== 'number' || !number ? null : reader.masked ? names.phone(number) : number.phone,
    },
    facts,
    openedAt,
    worsenedAt,
    firingAt,
    endedAt,
    acknowledged: acknowledged && { by: personText(acknowledged.by), at: acknowledged.at },
  };
}
