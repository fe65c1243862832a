import { percentOf } from '../domain/limit.js';
import { atLeast, worstOf } from '../domain/finding.js';
import type { PortfolioState } from '../domain/state.js';
import type { Tone } from './card.js';
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
  const hidden =
    sharesLimit(state) && percentOf(snapshot.usage, snapshot.limit) === null && !isUnlimited(state);
  // Where there is no number, nothing is well.
  const unknown = state.blind !== null || hidden || tones.length === 0 || tones.includes('unknown');
  return unknown ? 'unknown' : 'good';
}

function isUnlimited(state: PortfolioState): boolean {
  const limit = state.sight?.snapshot.limit;
  return limit?.known === true && limit.value.kind === 'unlimited';
}

/** Whether the portfolio itself owns the limit: then its usage is judged, else that of each number. */
export function sharesLimit(state: PortfolioState): boolean {
  const judged = state.verdicts.flatMap((verdict) => {
    const { rule, subject } =
      verdict.kind === 'firing' || verdict.kind === 'event' ? verdict.finding : verdict;
    return rule === 'usage' ? [subject.kind] : [];
  });
  return judged.length === 0 || judged.includes('portfolio');
}
