import type * as z from 'zod';
import { causeSentence } from '../app/cause-sentence.js';
import type { Watched } from '../app/command.js';
import { isFresh } from '../domain/can-send.js';
import type { PortfolioState } from '../domain/state.js';
import type { PortfolioSnapshot } from '../domain/snapshot.js';
import { isoOf, SECOND, type Instant } from '../domain/time.js';
import type { portfolioSight } from './shapes.js';

/** Whether a portfolio is seen, as an answer tells it. */
export type SightReport = z.infer<typeof portfolioSight>;

/** The look that figures may be told from; null while blind, before the first look, and when it is too old. */
export function lookIn({ sight, blind }: PortfolioState, now: Instant): PortfolioSnapshot | null {
  return sight !== null && blind === null && isFresh(sight.at, now) ? sight.snapshot : null;
}

/** Tells whether a portfolio is seen, since when not, and why. */
export function sightReport({ plan, state }: Watched, now: Instant): SightReport {
  const at = state.blind === null ? (state.sight?.at ?? null) : state.lookedAt;
  return {
    id: plan.id,
    name: plan.name,
    seen: lookIn(state, now) !== null,
    at: at === null ? null : isoOf(at),
    ageSeconds: at === null ? null : Math.max(0, Math.round((now - at) / SECOND)),
    problem: problemOf(state, now),
  };
}

function problemOf(state: PortfolioState, now: Instant): SightReport['problem'] {
  const { blind, sight } = state;
  if (blind !== null) return { kind: blind.problem, detail: causeSentence(blind.cause, now) };
  if (sight === null) return { kind: 'not-looked-yet', detail: 'Nobody has looked at it yet.' };
  if (isFresh(sight.at, now)) return null;
  return { kind: 'stale', detail: 'The last look is too old to tell anything of now.' };
}
