import type { Incident } from '../domain/incident.js';
import { atLeast, worstOf, type Severity } from '../domain/finding.js';
import { oncePer } from '../domain/once-per.js';
import { incidentStatusOf } from '../domain/reconcile.js';
import { hasLeft } from '../domain/same-phone.js';
import type { NumberSnapshot } from '../domain/snapshot.js';
import type { PortfolioState } from '../domain/state.js';
import type { Instant } from '../domain/time.js';
import type { Words } from '../words/index.js';
import type { Tone } from './card.js';
import { hidesUse, sharesLimit } from './limit-owner.js';

/** How a group of incidents stands as a whole: the worst of what still needs somebody comes first. */
export function toneOf(state: PortfolioState, incidents: readonly Incident[], now: Instant): Tone {
  const statuses = incidents.map((incident) => incidentStatusOf(state, incident, now));
  const open = incidents.filter((_, i) => statuses[i] === 'open');
  if (open.length > 0) return worstOf(open.map((incident) => incident.finding.severity));
  if (statuses.includes('acknowledged')) return 'acknowledged';
  if (statuses.includes('silenced')) return 'silenced';
  return statuses.includes('resolved') ? 'good' : 'unknown';
}

/** The word that goes with a tone in the title of an alert; a colour never stands alone. */
export function toneWord(tone: Tone, words: Words): string {
  switch (tone) {
    case 'info':
    case 'warning':
    case 'critical':
      return words.names.severities[tone];
    case 'acknowledged':
      return words.alerts.acknowledged;
    case 'silenced':
      return words.alerts.silenced;
    case 'good':
      return words.alerts.resolved;
    case 'unknown':
      return words.alerts.withdrawn;
  }
}

/** The worst that holds against each subject. A thousand numbers ask, so it is made once for each look. */
const worstBySubject = oncePer((verdicts: PortfolioState['verdicts']): ReadonlyMap<string, Severity> => {
  const worst = new Map<string, Severity>();
  for (const verdict of verdicts) {
    if (verdict.kind !== 'firing') continue;
    const { subject, severity } = verdict.finding;
    worst.set(subject.id, worstOf([severity, worst.get(subject.id) ?? severity]));
  }
  return worst;
});

/** The worst that the newest look holds against a subject; null when nothing. */
export function severityHeld(state: PortfolioState, subject: string): Severity | null {
  return worstBySubject(state.verdicts).get(subject) ?? null;
}

/** The worst that holds against a number or the limit it shares; while the use is unknown, never good. */
export function toneWithLimit(state: PortfolioState, number: NumberSnapshot): Tone {
  const own = toneOfNumber(state, number);
  const shared = severityHeld(state, state.portfolio);
  if (shared !== null && atLeast(shared, 'warning')) return own === 'critical' ? own : shared;
  const snapshot = state.sight?.snapshot;
  const hidden = snapshot !== undefined && sharesLimit(state) && hidesUse(snapshot);
  return hidden && own === 'good' ? 'unknown' : own;
}

/** A number that has left is not judged by what people thought of it. */
function severityOfRating(number: NumberSnapshot): Severity {
  if (hasLeft(number)) return 'info';
  return number.quality === 'red' ? 'critical' : number.quality === 'yellow' ? 'warning' : 'info';
}

/** How a number is doing. Never good: a blind look, or unknown quality, status or use of its own limit. */
export function toneOfNumber(state: PortfolioState, number: NumberSnapshot): Tone {
  const held = severityHeld(state, number.id);
  const worst = worstOf([held ?? 'info', severityOfRating(number)]);
  if (atLeast(worst, 'warning')) return worst;
  if (hasLeft(number)) return 'info';
  if (state.blind !== null || number.quality === 'unknown' || number.status === 'unknown') return 'unknown';
  if (!sharesLimit(state) && hidesUse(number)) return 'unknown';
  return held === 'info' ? 'info' : 'good';
}
