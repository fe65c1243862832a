import type { FactsOf } from '../finding.js';
import type { Incident } from '../incident.js';
import type { NumberSnapshot } from '../snapshot.js';

/** The early signs that are told of a number and not over. */
export interface OpenSigns {
  readonly incident: Incident;
  readonly facts: FactsOf<'warning-signs'>;
}

/** The early signs of a number; null: none are known, which does not say that all is well. */
export function openSignsOf(incidents: readonly Incident[], { id }: NumberSnapshot): OpenSigns | null {
  for (const incident of incidents) {
    const { subject, facts } = incident.finding;
    const isIts = subject.kind === 'number' && subject.id === id;
    if (isIts && facts.rule === 'warning-signs' && incident.state !== 'pending') return { incident, facts };
  }
  return null;
}
