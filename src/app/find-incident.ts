import type { Incident } from '../domain/incident.js';
import type { Watched } from './command.js';

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
        state.threads.filter((thread) => thread.id === wanted).flatMap((thread) => thread.incidents),
      );
      const incidents = known.filter((one) => members.has(one.id));
      if (incidents.length > 0) return { watched, incidents, thread: wanted };
    }
    const incident = known.find((one) => one.id === wanted);
    if (incident) return { watched, incidents: [incident], thread: null };
  }
  return null;
}
