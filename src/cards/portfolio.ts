import { atLeast, worstOf } from '../domain/finding.js';
import type { PortfolioState } from '../domain/state.js';
import type { Tone } from './card.js';
import { hidesUse, sharesLimit } from './limit-owner.js';
import { severityHeld, toneOfNumber } from './tone.js';

/** How a portfolio as a whole is doing: its own findings, its numbers, all open incidents, and whether we see it. */
export function toneOfPortfolio(state: PortfolioState): Tone {
  if (state.sight === null) return 'unknown';
  const { snapshot } = state.sight;
  const tones = snapshot.numbers.map((number) => toneOfNumber(state, number));
  const held = severityHeld(state, state.portfolio) ?? 'info';
  const told = state.incidents.filter((incident) => incident.state !== 'pending');
  const worst = worstOf([
    held,
    ...told.map((incident) => incident.finding.severity),
    ...tones.map((tone) => (tone === 'critical' || tone === 'warning' ? tone : 'info')),
  ]);
  if (atLeast(worst, 'warning')) return worst;
  const hidden = sharesLimit(state) && hidesUse(snapshot);
  // Where there is no number, nothing is well.
  const unknown = state.blind !== null || hidden || tones.length === 0 || tones.includes('unknown');
  return unknown ? 'unknown' : 'good';
}
