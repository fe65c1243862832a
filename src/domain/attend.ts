import { fingerprint } from './fingerprint.js';
import type { Incident } from './incident.js';
import { isActive, silenceBounds, silenceOf, type Silence, type SilenceScope } from './silence.js';
import type { PortfolioState } from './state.js';
import { after, type Instant } from './time.js';

/** What became of a request to acknowledge incidents. */
export interface Acknowledged {
  /** Those that are acknowledged now. */
  readonly now: readonly Incident[];
  /** Those that somebody else, or the same person, had acknowledged before; they keep who was first. */
  readonly before: readonly Incident[];
}

/** A state and what came of changing it. */
export interface Changed<R> {
  readonly state: PortfolioState;
  readonly result: R;
}

/** Says that somebody takes care of incidents. Who was first stays; ended, pending and unknown ones are left alone. */
export function acknowledge(
  state: PortfolioState,
  ids: readonly string[],
  by: string,
  now: Instant,
): Changed<Acknowledged> {
  const wanted = new Set(ids);
  const taken: Incident[] = [];
  const before: Incident[] = [];
  const incidents = state.incidents.map((incident) => {
    if (!wanted.has(incident.id) || incident.state === 'pending') return incident;
    if (incident.acknowledged !== null) {
      before.push(incident);
      return incident;
    }
    const next: Incident = { ...incident, state: 'acknowledged', acknowledged: { by, at: now } };
    taken.push(next);
    return next;
  });
  return { state: taken.length === 0 ? state : { ...state, incidents }, result: { now: taken, before } };
}

/** A silence somebody wishes. */
export interface SilenceWish {
  readonly scope: SilenceScope;
  readonly until: Instant;
  readonly untilHealthy: boolean;
  readonly by: string;
  readonly reason: string | null;
}

/**
 * Puts a silence in force; one of the same scope that is in force gives way to it. An end outside `silenceBounds` is
 * moved to the nearest that is allowed.
 */
export function startSilence(state: PortfolioState, wish: SilenceWish, now: Instant): Changed<Silence> {
  const { scope, by } = wish;
  const least = after(now, silenceBounds.least);
  const most = after(now, silenceBounds.most);
  const until = wish.until < least ? least : wish.until > most ? most : wish.until;
  const silences = state.silences.map((one) =>
    isActive(one, now) && one.scope.rule === scope.rule && one.scope.subject === scope.subject
      ? { ...one, endedBy: by }
      : one,
  );
  const text = [state.portfolio, scope.rule, scope.subject, now, state.silences.length].join('|');
  const added: Silence = { ...wish, id: fingerprint(text), from: now, until, endedBy: null };
  return { state: { ...state, silences: [...silences, added] }, result: added };
}

/** Ends a silence before its time; the result is null when none of this id is in force. */
export function endSilence(
  state: PortfolioState,
  id: string,
  by: string,
  now: Instant,
): Changed<Silence | null> {
  const found = state.silences.find((one) => one.id === id && isActive(one, now));
  if (!found) return { state, result: null };
  const ended: Silence = { ...found, endedBy: by };
  return {
    state: { ...state, silences: state.silences.map((one) => (one === found ? ended : one)) },
    result: ended,
  };
}

/** Ends the until-healthy silences that cover no live incident any more. */
export function endHealedSilences(state: PortfolioState, now: Instant): PortfolioState {
  const isHealed = (one: Silence): boolean =>
    one.untilHealthy &&
    isActive(one, now) &&
    !state.incidents.some((incident) => silenceOf([one], incident.finding, now) !== null);
  if (!state.silences.some(isHealed)) return state;
  return {
    ...state,
    silences: state.silences.map((one) => (isHealed(one) ? { ...one, endedBy: 'healthy' } : one)),
  };
}
