import type { Incident } from '../domain/incident.js';
import { liveInJoined } from '../domain/joined.js';
import type { AuditSubject } from './audit.js';
import type { OwnedSubject, Watched } from './command.js';

/** Incidents that an id stands for. */
export interface FoundIncidents {
  readonly watched: Watched;
  readonly incidents: readonly Incident[];
  /** The id of the thread when all incidents of a thread are meant. */
  readonly thread: string | null;
}

/**
 * Finds incidents by what somebody typed: an id, or `ID all` for all that the same alert stands for. Live and ended
 * ones are found; pending ones were told to nobody and are not.
 */
export function findIncidents(typed: string, portfolios: readonly Watched[]): FoundIncidents | null {
  const [, id = '', all] = /^#?([0-9a-z]{1,12})(\s+all)?$/i.exec(typed.trim()) ?? [];
  const wanted = id.toLowerCase();
  if (wanted === '') return null;
  for (const watched of portfolios) {
    const { state } = watched;
    const known = [...state.incidents, ...state.ended].filter((one) => one.state !== 'pending');
    if (all !== undefined) {
      const members = new Set(
        state.outbox.threads.filter((thread) => thread.id === wanted).flatMap((thread) => thread.incidents),
      );
      const incidents = known.filter((one) => members.has(one.id));
      if (incidents.length > 0) return { watched, incidents, thread: wanted };
    }
    const incident = known.find((one) => one.id === wanted);
    if (incident) return { watched, incidents: [incident], thread: null };
  }
  return null;
}

/** So many are told of in one line of the log. */
const mostTold = 50;

/** Incidents of a portfolio. */
interface OwnedIncidents {
  readonly watched: Pick<Watched, 'plan'>;
  readonly incidents: readonly Incident[];
}

/** Incidents as the audit log tells of them. */
export function subjectOf({ watched, incidents }: OwnedIncidents): OwnedSubject {
  return { portfolio: watched.plan.id, incidents: incidents.slice(0, mostTold).map(({ id }) => id) };
}

/** The live incidents of a message that alerts share, by portfolio. */
export function findJoined(
  key: string,
  portfolios: readonly Watched[],
): readonly (OwnedIncidents & { readonly watched: Watched })[] {
  return portfolios.flatMap((watched) => {
    const incidents = liveInJoined(watched.state, key);
    return incidents.length === 0 ? [] : [{ watched, incidents }];
  });
}

/** What stands behind an id that somebody typed: an incident or a silence of one of the portfolios; null: nothing. */
export function behindId(typed: string, portfolios: readonly Watched[]): AuditSubject | null {
  const found = findIncidents(typed, portfolios);
  if (found) return subjectOf(found);
  const wanted = typed.trim().toLowerCase();
  const home = portfolios.find(({ state }) => state.silences.some(({ id }) => id === wanted));
  return home ? { portfolio: home.plan.id, silence: wanted } : null;
}

/** What somebody typed, if it can be an id of the bot's; whatever else they typed is not to be repeated. */
export function typedId(typed: string): string | null {
  return /^#?([0-9a-z]{7})(?:\s+all)?$/i.exec(typed.trim())?.[1]?.toLowerCase() ?? null;
}
