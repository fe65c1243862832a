import type { FullLook } from './evaluate.js';
import { findingKey } from './finding.js';
import type { Incident } from './incident.js';
import { oncePer } from './once-per.js';

const factsByKey = oncePer(
  (live: readonly Incident[]) => new Map(live.map(({ key, finding }) => [key, finding.facts])),
);

/** What the live incidents hold of a subject, by rule. */
export function heldIn(live: readonly Incident[]): FullLook['held'] {
  return (rule, subject) => factsByKey(live).get(findingKey(rule, subject)) ?? null;
}
