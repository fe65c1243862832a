import type { PossibleCause } from '../domain/causes/cause.js';
import { findCauses, type CausesFound } from '../domain/causes/find-causes.js';
import {
  causesWithin,
  latelyChanged,
  limitChanges,
  qualityChanges,
  statusChanges,
  type Changeable,
} from '../domain/causes/standing-change.js';
import type { VolumeRecord } from '../domain/causes/volume-before.js';
import type { WhyChanged } from '../domain/causes/why-changed.js';
import type { ChartFacts } from '../domain/chart-facts.js';
import {
  sameStanding,
  stepsFrom,
  type LookRecord,
  type MetaState,
  type StandingStep,
} from '../domain/history/looks.js';
import type { Facts } from '../domain/finding.js';
import { chartFacts } from '../domain/history/past-chart.js';
import { countedWhileListed } from '../domain/history/past-days.js';
import type { PastUsage } from '../domain/history/recorded-usage.js';
import { withoutSpans } from '../domain/history/spans.js';
import type { Incident } from '../domain/incident.js';
import { recipientsOf, type Limit } from '../domain/limit.js';
import { metaTime } from '../domain/meta-time.js';
import type { Reading } from '../domain/reading.js';
import type { SignSettings } from '../domain/signals/judge-signs.js';
import { daysCompared } from '../domain/signals/window.js';
import type { NumberId, NumberSnapshot, PortfolioId, PortfolioSnapshot } from '../domain/snapshot.js';
import type { PortfolioState } from '../domain/state.js';
import { after, DAY, HOUR, hourOf, instantOf, type Instant, type Span } from '../domain/time.js';
import type { History, Log } from '../ports.js';
import type { SignalRecord } from '../signals-port.js';
import { readPast } from './past.js';
import { reasonOf } from './reason.js';

/** What looking for causes needs from the world. */
export interface CauseSources {
  readonly history: History;
  readonly signals: Pick<SignalRecord, 'hourly'>;
  readonly settings: SignSettings;
  /** Whether the numbers of a portfolio share one limit. */
  readonly sharesLimit: (id: PortfolioId) => boolean;
}

/** Looks for what came before a change. Throws StoreError. */
export interface CauseFinder {
  why(state: PortfolioState, number: NumberSnapshot, now: Instant): Promise<WhyChanged>;
  /** The likeliest cause of what an alert tells; null: none is known, or it tells of something else. */
  before(state: PortfolioState, incident: Incident, at: Instant): Promise<PossibleCause | null>;
}

/**
 * The likeliest cause of what an alert tells. Never throws: without it the alert is told all the same. For one look it is
 * looked for once, however many routes are told. Trouble is not remembered.
 */
export function alertCause(finder: Pick<CauseFinder, 'before'>, log: Log): CauseFinder['before'] {
  const known = new WeakMap<object, Map<string, Promise<PossibleCause | null>>>();
  return async (state, incident, at) => {
    if (state.sight === null) return null;
    const ofLook = known.get(state.sight) ?? new Map<string, Promise<PossibleCause | null>>();
    known.set(state.sight, ofLook);
    const key = `${incident.id} ${String(at)}`;
    const cause = ofLook.get(key) ?? finder.before(state, incident, at);
    ofLook.set(key, cause);
    try {
      return await cause;
    } catch (error) {
      ofLook.delete(key);
      log.error('causes.read-failed', { portfolio: state.portfolio, reason: reasonOf(error) });
      return null;
    }
  };
}

/** Builds the finder. */
export function causeFinder({ history, signals, settings, sharesLimit }: CauseSources): CauseFinder {
  async function causesOf(asked: Asked): Promise<CausesFound> {
    const { state, snapshot, number, at, what } = asked;
    const id = state.portfolio;
    const long: Span = { from: after(at, -(daysCompared + 8) * DAY), to: at };
    const lately = after(at, -causesWithin);
    const [hours, past, looks, usage] = await Promise.all([
      number && signals.hourly(id, number.id, { from: long.from, to: hourOf(at) }),
      number && history.usage(id, number.id, long),
      history.notes(id, number?.id ?? null, { from: number ? long.from : lately, to: after(at, 1) }),
      usageAgainstLimit(id, sharesLimit(id) ? null : (number?.id ?? null), at),
    ]);
    return findCauses({
      snapshot,
      number,
      what,
      at,
      steps: stepsFrom(looks.steps, lately),
      incidents: [...state.incidents, ...state.ended],
      happened: state.happened ?? [],
      hours,
      settings,
      volume: past && volumeIn(past, looks, long),
      usage,
    });
  }

  async function usageAgainstLimit(
    id: PortfolioId,
    number: NumberId | null,
    at: Instant,
  ): Promise<ChartFacts> {
    // The first of the seven days is known only with the day before it.
    const wanted = { portfolio: id, number, days: 9, zone: 'UTC', now: at };
    const past = await readPast(history, wanted);
    return chartFacts({ ...past, wanted: { ...wanted, days: 7 } }, 100, 'light');
  }

  return {
    async why(state, number, now) {
      const { sight } = state;
      const at = metaTime(now, sight?.snapshot);
      const span = { from: after(at, -causesWithin), to: after(at, HOUR) };
      const id = state.portfolio;
      const snapshot = sight?.snapshot;
      if (!snapshot) return { lately: { worse: null, better: null }, found: null, lookedSince: null };
      const [own, together] = await Promise.all([
        history.notes(id, number.id, span),
        sharesLimit(id) ? history.notes(id, null, span) : null,
      ]);
      const steps = upToNow(state, snapshot, number, own);
      const limits = together === null ? steps : withLimitOf(together.steps, snapshot.limit, at);
      const lately = latelyChanged(
        [...qualityChanges(steps), ...statusChanges(steps), ...limitChanges(limits)],
        at,
      );
      const { worse } = lately;
      const found = worse && (await causesOf({ state, snapshot, number, what: worse.what, at: worse.at }));
      return { lately, found, lookedSince: lookedSince(own, at) };
    },
    async before(state, { finding }, happenedAt) {
      const snapshot = state.sight?.snapshot;
      const { facts, subject } = finding;
      if (!snapshot) return null;
      const number = snapshot.numbers.find(({ id }) => id === subject.id) ?? null;
      const at = metaTime(happenedAt, snapshot);
      const what = whatChanged(facts);
      if (what === null || (what !== 'limit' && number === null)) return null;
      const { causes } = await causesOf({ state, snapshot, number, what, at });
      return causes[0] ?? null;
    },
  };
}

/** What a number sent, and of which time all of it is known. */
function volumeIn({ series, days }: PastUsage, looks: LookRecord, span: Span): VolumeRecord {
  const oldest = days.at(-1);
  const { counted } = countedWhileListed(looks, span);
  // What is only kept as days of UTC fits no other 24 hours.
  const coarse = oldest === undefined ? [] : [{ from: instantOf(0), to: after(oldest.at, DAY) }];
  return { series, counted: withoutSpans(counted, coarse) };
}

/** What an alert tells of; null: nothing whose causes are looked for. */
function whatChanged(facts: Facts): Changeable | null {
  switch (facts.rule) {
    case 'quality':
    case 'status':
      return facts.rule;
    case 'limit':
      return facts.change === 'lowered' ? 'limit' : null;
    default:
      return null;
  }
}

interface Asked {
  readonly state: PortfolioState;
  readonly snapshot: PortfolioSnapshot;
  readonly number: NumberSnapshot | null;
  readonly what: Changeable;
  readonly at: Instant;
}

/** A webhook may have told what no look has put on record yet. */
function upToNow(
  { incidents, sight }: PortfolioState,
  snapshot: PortfolioSnapshot,
  { id, quality, status, limit }: NumberSnapshot,
  { steps }: LookRecord,
): readonly StandingStep[] {
  const current: MetaState = { quality, status, limit: figureOf(limit) };
  const last = steps.at(-1);
  if (last === undefined || sameStanding(last, current)) return steps;
  const told = incidents
    .filter(({ finding }) => finding.subject.id === id && ['quality', 'status'].includes(finding.rule))
    .map(({ worsenedAt }) => metaTime(worsenedAt, snapshot));
  const looked = metaTime(sight?.at ?? last.at, snapshot);
  return [...steps, { ...current, at: instantOf(Math.max(last.at, looked, ...told)) }];
}

function withLimitOf(
  steps: readonly StandingStep[],
  limit: Reading<Limit>,
  at: Instant,
): readonly StandingStep[] {
  const last = steps.at(-1);
  return last === undefined ? [] : [...steps, { ...last, at, limit: figureOf(limit) }];
}

function figureOf(limit: Reading<Limit>): number | null {
  return limit.known ? recipientsOf(limit.value) : null;
}

function lookedSince({ looked }: LookRecord, now: Instant): Instant | null {
  const first = looked[0];
  return first === undefined || first.from <= after(now, -causesWithin) ? null : first.from;
}
