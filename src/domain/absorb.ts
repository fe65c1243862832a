import { announcedAfter, withAnnounced } from './announced.js';
import { endHealedSilences } from './attend.js';
import { evaluate } from './evaluate.js';
import { existenceIn } from './existence.js';
import type { Verdict } from './finding.js';
import { heldIn } from './held.js';
import { advance } from './advance.js';
import type { IncidentPolicy, Notice } from './incident.js';
import type { RecordedUsage } from './history/recorded-usage.js';
import { withNothingAhead } from './put-back.js';
import { reconcile } from './reconcile.js';
import { hiddenKey, type Blindness, type HiddenParts } from './look-memory.js';
import { limitsAfter, limitSinceAfter } from './remembered-limits.js';
import type { Route } from './route.js';
import type { Rulebook } from './rulebook.js';
import type { SignalWindows } from './signals/window.js';
import type { Thresholds } from './thresholds.js';
import type { NumberSnapshot, Observation, PortfolioSnapshot } from './snapshot.js';
import type { PortfolioState } from './state.js';
import { after, DAY, instantOf, type Instant } from './time.js';
import { endOf, isWithin, type DailyWindow } from './window.js';

/** What judging needs beside the state: the platform's rules, the operator's wishes, and the half hours on record. */
export interface Judging {
  readonly rulebook: Rulebook;
  readonly thresholds: Thresholds;
  readonly policy: IncidentPolicy;
  readonly routes: readonly Route[];
  readonly escalateTo: string | null;
  /** Planned work on this portfolio: what happens in it is judged, but not told before its end. */
  readonly maintenance: readonly DailyWindow[];
  readonly history: RecordedUsage;
  readonly signals: SignalWindows;
}

/** What does not change from look to look. */
export type JudgingRules = Omit<Judging, 'history' | 'signals'>;

/** What a look came to. */
export interface LookSummary {
  readonly taken: boolean;
  readonly notices: readonly Notice[];
  readonly queued: number;
}

/** Ended incidents and their threads stay this long. A late edit still finds them. */
const keepEnded = 7 * DAY;

/**
 * Takes one look in: evaluate, advance the incidents, queue what is to be told. One pure step: one write saves all of
 * it or nothing. A look that began before the last one taken in changes nothing. The same look taken in twice changes
 * nothing.
 */
export function absorb(
  saved: PortfolioState,
  observed: Observation,
  judging: Judging,
  look: number,
): { readonly state: PortfolioState; readonly result: LookSummary } {
  if (isOvertaken(saved, look)) {
    return { state: saved, result: { taken: false, notices: [], queued: 0 } };
  }
  const now = observed.at;
  const state = withNothingAhead(saved, now);
  const observation = withAnnounced(state.announced, observed);
  const verdicts = judge(state, observation, judging);
  const moved = advance({
    live: state.incidents,
    recent: state.ended,
    verdicts,
    now,
    policy: judging.policy,
    exists: existenceIn(observation, judging),
  });
  const limits = limitsAfter(state, observation, verdicts);
  const next: PortfolioState = {
    ...state,
    sight:
      observation.kind === 'seen'
        ? { at: now, snapshot: carriedOver(state, observation.snapshot) }
        : state.sight,
    blind: blindnessOf(state, observation),
    hidden: hiddenAfter(state, observation),
    maintenanceUntil: maintenanceUntil(judging.maintenance, now),
    lookedAt: now,
    look,
    verdicts,
    limits,
    limitSince: limitSinceAfter(state, limits, now),
    announced: announcedAfter(state.announced, observation),
    incidents: moved.live,
    ended: [...state.ended, ...moved.ended],
  };
  const told = reconcile(endHealedSilences(next, now), { ...judging, notices: moved.notices }, now);
  return {
    state: { ...tidied(told, now), verdicts: verdicts.filter(isKept) },
    result: { taken: true, notices: moved.notices, queued: told.outbox.sequence - state.outbox.sequence },
  };
}

/** Whether that look is the last one taken in, or began before it. */
function isOvertaken(state: PortfolioState, look: number): boolean {
  return look <= state.look;
}

/** What the evaluator holds true of one look, without touching any state. */
export function judge(
  state: PortfolioState,
  observation: Observation,
  judging: Pick<Judging, 'rulebook' | 'thresholds' | 'history' | 'signals'>,
): readonly Verdict[] {
  const { rulebook, thresholds, history, signals } = judging;
  return evaluate({
    now: observation.at,
    portfolio: state.portfolio,
    name: state.name,
    observation,
    lastSeenAt: state.sight?.at ?? null,
    blind: blindnessOf(state, observation),
    hidden: hiddenAfter(state, observation),
    limits: state.limits,
    held: heldIn(state.incidents),
    rulebook,
    thresholds,
    history,
    signals,
  });
}

function blindnessOf(state: PortfolioState, observation: Observation): Blindness | null {
  if (observation.kind === 'seen') return null;
  return {
    since: state.blind?.since ?? observation.at,
    problem: observation.problem,
    ...(observation.cause === undefined ? {} : { cause: observation.cause }),
    looks: (state.blind?.looks ?? 0) + 1,
  };
}

/** A blind look says nothing of single parts: what was hidden before stays as it was. */
function hiddenAfter(state: PortfolioState, observation: Observation): HiddenParts {
  if (observation.kind === 'blind') return state.hidden;
  const keys = new Set(observation.snapshot.gaps.map(hiddenKey));
  return Object.fromEntries(
    [...keys].map((key) => {
      const before = state.hidden[key];
      return [key, { since: before?.since ?? observation.at, looks: (before?.looks ?? 0) + 1 }];
    }),
  );
}

/** Whether a verdict is kept in the state. Thousands of numbers of which all is well need no word each; usage says who owns the limits. What broke stays. */
export function isKept(verdict: Verdict): boolean {
  if (verdict.kind === 'firing' || verdict.kind === 'event' || verdict.rule === 'usage') return true;
  return verdict.kind === 'unknown' && verdict.why !== undefined;
}

/** More are not kept. A list that never ends and never repeats cannot fill the store. */
const mostCarried = 10_000;

/** A number that one look did not reach is not gone: the last look's picture of it stays, its figures unknown. */
function carriedOver(state: PortfolioState, snapshot: PortfolioSnapshot): PortfolioSnapshot {
  const hidden = snapshot.gaps.filter((gap) => gap.part === 'numbers' || gap.part === 'discovery');
  if (hidden.length === 0 || !state.sight) return snapshot;
  const seen = new Set(snapshot.numbers.map((number) => number.id));
  const everywhere = hidden.some((gap) => gap.waba === null);
  const wabas = new Set(hidden.map((gap) => gap.waba));
  const carried = state.sight.snapshot.numbers
    .filter((number) => !seen.has(number.id) && (everywhere || wabas.has(number.waba)))
    .slice(0, mostCarried)
    .map((number): NumberSnapshot => ({
      ...number,
      quality: 'unknown',
      status: 'unknown',
      usage: { known: false, why: 'incomplete' },
      health: { known: false, why: 'incomplete' },
      series: [],
    }));
  return { ...snapshot, numbers: [...snapshot.numbers, ...carried] };
}

/** When the planned work of this moment ends; null: there is none. */
export function maintenanceUntil(windows: readonly DailyWindow[], now: Instant): Instant | null {
  const ends = windows.filter((window) => isWithin(window, now)).map((window) => endOf(window, now));
  return ends.length === 0 ? null : instantOf(Math.max(...ends));
}

function tidied(state: PortfolioState, now: Instant): PortfolioState {
  const oldest = after(now, -keepEnded);
  const { notifications } = state.outbox;
  const waiting = new Set(notifications.flatMap(({ body }) => ('thread' in body ? [body.thread] : [])));
  const young = state.ended.filter(({ endedAt }) => endedAt !== null && endedAt > oldest);
  const recent = new Set([...state.incidents, ...young].map(({ id }) => id));
  const threads = state.outbox.threads.filter(
    (thread) => waiting.has(thread.id) || thread.incidents.some((id) => recent.has(id)),
  );
  const shown = new Set(threads.flatMap((thread) => thread.incidents));
  return {
    ...state,
    outbox: { ...state.outbox, threads },
    silences: state.silences.filter((silence) => silence.until > oldest),
    ended: state.ended.filter(({ id }) => recent.has(id) || shown.has(id)),
  };
}
