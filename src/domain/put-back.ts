import type { Incident } from './incident.js';
import type { PortfolioState } from './state.js';
import { after, type Instant } from './time.js';

/**
 * The saved state, with what it dates ahead of now dated a moment ago. A clock was put back since. Otherwise reminders
 * and escalations would wait longer, by as much as the clock moved. And troubles would begin in the future.
 */
export function withNothingAhead(state: PortfolioState, now: Instant): PortfolioState {
  const past = (at: Instant): Instant => (at <= now ? at : after(now, -1));
  const incidents = sameOr(state.incidents, (one) => incidentBy(one, past));
  const ended = sameOr(state.ended, (one) => incidentBy(one, past));
  const { blind, hidden, limits, limitSince } = state;
  return {
    ...state,
    incidents,
    ended,
    blind: blind && { ...blind, since: past(blind.since) },
    hidden: mapped(hidden, (one) => ({ ...one, since: past(one.since) })),
    limits: isPast(limits.left ?? {}, now) ? limits : { ...limits, left: mapped(limits.left ?? {}, past) },
    limitSince: isPast(limitSince, now) ? limitSince : mapped(limitSince, past),
  };
}

function isPast(times: Readonly<Record<string, Instant>>, now: Instant): boolean {
  return Object.values(times).every((at) => at <= now);
}

function incidentBy(one: Incident, past: (at: Instant) => Instant): Incident {
  const dated: Incident = {
    ...one,
    openedAt: past(one.openedAt),
    worsenedAt: past(one.worsenedAt),
    firingAt: past(one.firingAt),
    clearSince: one.clearSince && past(one.clearSince),
    remindedAt: past(one.remindedAt),
    endedAt: one.endedAt && past(one.endedAt),
  };
  const keys = ['openedAt', 'worsenedAt', 'firingAt', 'clearSince', 'remindedAt', 'endedAt'] as const;
  return keys.every((key) => dated[key] === one[key]) ? one : dated;
}

/** The same list where nothing in it changes. */
function sameOr<T>(all: readonly T[], change: (one: T) => T): readonly T[] {
  const changed = all.map(change);
  return changed.every((one, i) => one === all[i]) ? all : changed;
}

function mapped<T>(all: Readonly<Record<string, T>>, change: (one: T) => T): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(all).map(([key, one]) => [key, change(one)]));
}
