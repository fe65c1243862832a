import { absorb, judge, type JudgingRules, type LookSummary } from '../domain/absorb.js';
import { successorsIn, withDeparted } from '../domain/departed.js';
import type { Verdict } from '../domain/finding.js';
import { forecastsOf, type Forecast } from '../domain/forecast.js';
import { withCounted } from '../domain/joined-usage.js';
import { metaTime } from '../domain/meta-time.js';
import { lookNote } from '../domain/history/look-note.js';
import { missingSince, noUsage, recordedSince, recordedWith } from '../domain/history/recorded-usage.js';
import type { Changes } from '../domain/history/usage-changes.js';
import type { Rulebook } from '../domain/rulebook.js';
import type { Observation, PortfolioId, PortfolioSnapshot } from '../domain/snapshot.js';
import { insightsIn } from '../domain/template-insights.js';
import { noSignals, type SignalWindows } from '../domain/signals/window.js';
import { freshState, type PortfolioState } from '../domain/state.js';
import { isoOf, type Instant } from '../domain/time.js';
import type { CountedNow } from './counted-now.js';
import type { SignalsNow } from './signals-now.js';
import { logLook } from './look-log.js';
import { reasonOf } from './reason.js';
import { unjudgedTeller } from './unjudged.js';
import { oneLimitTeller } from './shared-limit.js';
import { renewedRecord, type Renewed } from './past.js';
import {
  StoreError,
  type Clock,
  type GraphLook,
  type GraphSource,
  type History,
  type Log,
  type PortfolioPlan,
  type Store,
} from '../ports.js';
import type { Turn } from '../sharing-port.js';

/** What looking needs from the world. */
export interface PollOptions {
  readonly plans: readonly PortfolioPlan[];
  readonly graph: GraphSource;
  readonly store: Store;
  readonly history: History;
  readonly counted: CountedNow;
  readonly signals: SignalsNow;
  readonly clock: Clock;
  readonly log: Log;
  readonly judging: (plan: PortfolioPlan) => JudgingRules;
}

/** One look at one portfolio, taken in. */
export interface TakenLook {
  readonly plan: PortfolioPlan;
  /** Meta's id of the portfolio that owns the accounts; null when not known. */
  readonly owner: string | null;
  readonly observation: Observation;
  readonly verdicts: readonly Verdict[];
  readonly summary: LookSummary;
  /** What to expect of each owner of a limit, worked out when asked for; none while blind. */
  readonly forecasts: readonly Forecast[];
}

/** Looks at portfolios. */
export interface Poller {
  /**
   * One look at every portfolio. Those whose allowance of calls runs short wait for a later round. A portfolio that
   * fails does not hold up another. `onTaken` is called as each look is saved after which something is to be said. So
   * it need not wait for the rest. Never throws for Graph trouble.
   */
  pollAll(onTaken?: () => void): Promise<readonly TakenLook[]>;
  /** As `pollAll`, at every portfolio, because somebody asked for it now. */
  pollNow(): Promise<readonly TakenLook[]>;
  /** One look at one portfolio; callers that come while one is under way share it. Throws StoreError. */
  poll(id: PortfolioId): Promise<TakenLook>;
  /** One look in a turn of this process; where another process has looked meanwhile, it is not taken in. Throws StoreError. */
  pollInTurn(turn: Turn, onTaken: () => void): Promise<TakenLook>;
  /** One look at every portfolio that writes and sends nothing. */
  peekAll(): Promise<readonly TakenLook[]>;
  /** Resolves when the looks that are under way have ended, well or badly. */
  settled(): Promise<void>;
}

/** Builds the poller. */
export function poller(options: PollOptions): Poller {
  const { plans, graph, store, history, clock, log } = options;
  const planOfId = new Map(plans.map((plan) => [plan.id, plan]));
  const underWay = new Map<PortfolioId, UnderWay>();
  const tellUnjudged = unjudgedTeller(log);
  const tellOneLimit = oneLimitTeller(log, (plan) => options.judging(plan).rulebook.scope === 'portfolio');

  async function observe(plan: PortfolioPlan, saved: PortfolioState): Promise<Sighting> {
    const seen = await graph.observe(
      plan,
      clock.now(),
      missingSince(saved.recorded),
      insightsIn(saved.sight?.snapshot),
    );
    if (seen.observation.kind === 'blind') {
      return { ...seen, changes: new Map(), recorded: noUsage, signals: noSignals };
    }
    const before = saved.sight?.snapshot ?? null;
    const now = metaTime(seen.observation.at, seen.observation.snapshot);
    const whole = withDeparted(before, seen.observation.snapshot, now);
    const snapshot = withCounted(whole, await options.counted(plan.id));
    const record = await renewed(plan, { before, snapshot, now }, seen.volumes);
    const signals = await options.signals(plan.id);
    return { ...seen, observation: { ...seen.observation, snapshot }, ...record, signals };
  }

  async function renewed(
    plan: PortfolioPlan,
    { before, snapshot, now }: LookedAt,
    volumes: GraphLook['volumes'],
  ): Promise<Renewed> {
    try {
      const wanted = { ...options.judging(plan), snapshot, now };
      return await renewedRecord(history, wanted, volumes, successorsIn(before, snapshot));
    } catch (error) {
      log.error('history.read-failed', { portfolio: plan.id, reason: reasonOf(error) });
      return { changes: null, recorded: noUsage };
    }
  }

  async function look(plan: PortfolioPlan, onTaken: () => void, turn?: Turn): Promise<TakenLook> {
    const started = clock.now();
    const number = await store.claimLook(plan.id);
    const sighting = await observe(plan, await stateOf(plan));
    const { observation } = sighting;
    const judging = { ...options.judging(plan), history: sighting.recorded, signals: sighting.signals };
    const update = store.update(plan.id, (saved) => {
      const before = { ...(saved ?? freshState(plan.id, plan.name)), name: plan.name };
      const { state: absorbed, result } = absorb(before, observation, judging, number);
      if (!result.taken) return { state: saved ?? before, result: { state: before, summary: result } };
      const after = withRecorded(absorbed, sighting);
      const note = lookNote(observation, after, recordedSince(after));
      return {
        state: after,
        result: { state: after, summary: result },
        past: { usage: sighting.changes ?? nothing, note },
        turn,
      };
    });
    const saved = await unlessOvertaken(update);
    if (saved?.summary.taken !== true) return overtaken(plan, sighting);
    const { state, summary } = saved;
    if (state.outbox.notifications.length > 0) onTaken();
    tellUnjudged(plan, observation, state.verdicts);
    logLook(log, plan, observation, summary, clock.now() - started);
    return lookOf(plan, sighting, state, state.verdicts, summary);
  }

  async function stateOf(plan: PortfolioPlan): Promise<PortfolioState> {
    return (await store.read(plan.id)) ?? freshState(plan.id, plan.name);
  }

  async function peek(plan: PortfolioPlan): Promise<TakenLook> {
    const saved = await stateOf(plan);
    return judgedOnly(plan, saved, await observe(plan, saved));
  }

  /** A look that began before the saved one is told only to whoever asked. */
  async function overtaken(plan: PortfolioPlan, sighting: Sighting): Promise<TakenLook> {
    log.warn('look.overtaken', { portfolio: plan.id, at: isoOf(sighting.observation.at) });
    return judgedOnly(plan, await stateOf(plan), sighting);
  }

  function judgedOnly(plan: PortfolioPlan, saved: PortfolioState, sighting: Sighting): TakenLook {
    const judging = { ...options.judging(plan), history: sighting.recorded, signals: sighting.signals };
    const state = withRecorded(saved, sighting);
    const summary = { taken: false, notices: [], queued: 0 };
    const verdicts = judge(state, sighting.observation, judging);
    tellUnjudged(plan, sighting.observation, verdicts);
    return lookOf(plan, sighting, state, verdicts, summary);
  }

  function lookOf(
    plan: PortfolioPlan,
    sighting: Sighting,
    state: PortfolioState,
    verdicts: readonly Verdict[],
    summary: LookSummary,
  ): TakenLook {
    const { rulebook } = options.judging(plan);
    let forecasts: readonly Forecast[] | null = null;
    return {
      plan,
      owner: sighting.owner,
      observation: sighting.observation,
      verdicts,
      summary,
      get forecasts() {
        forecasts ??= forecastsIn(state, sighting, rulebook);
        return forecasts;
      },
    };
  }

  function planOf(id: PortfolioId): PortfolioPlan {
    const plan = planOfId.get(id);
    if (!plan) throw new Error(`No portfolio ${id} is configured.`);
    return plan;
  }

  function lookUnderWay(plan: PortfolioPlan, turn?: Turn): UnderWay {
    const running = underWay.get(plan.id);
    if (running) return running;
    let onTaken = (): void => undefined;
    const taken = new Promise<void>((resolve) => (onTaken = resolve));
    const started = { taken, ended: look(plan, onTaken, turn).finally(() => underWay.delete(plan.id)) };
    underWay.set(plan.id, started);
    return started;
  }

  async function takeIn(due: readonly PortfolioPlan[], onTaken: () => void): Promise<readonly TakenLook[]> {
    const looks = await Promise.allSettled(
      due.map((plan) => {
        const { taken, ended } = lookUnderWay(plan);
        void taken.then(onTaken);
        return ended;
      }),
    );
    const failed = looks.filter((one) => one.status === 'rejected');
    for (const one of failed) log.error('look.failed', { reason: reasonOf(one.reason) });
    // Graph trouble is an observation. What is left is the store, and a bot that cannot save must say so.
    if (failed[0] && failed.length === looks.length) throw failed[0].reason as Error;
    const seen = looks.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    tellOneLimit(seen);
    return seen;
  }

  return {
    poll: async (id) => lookUnderWay(planOf(id)).ended,
    async pollInTurn(turn, onTaken) {
      const plan = planOf(turn.portfolio);
      // One that somebody asked for began before this turn, and ends none.
      for (let before = underWay.get(plan.id); before; before = underWay.get(plan.id))
        await before.ended.catch(() => undefined);
      const { taken, ended } = lookUnderWay(plan, turn);
      void taken.then(onTaken);
      return ended;
    },
    async pollAll(onTaken = () => undefined) {
      const now = clock.now();
      const due = plans.filter((plan) => {
        const earliest = graph.notBefore(plan);
        return earliest === null || earliest <= now;
      });
      return takeIn(due, onTaken);
    },
    pollNow: () => takeIn(plans, () => undefined),
    peekAll: () => Promise.all(plans.map(peek)),
    async settled() {
      await Promise.allSettled([...underWay.values()].map(({ ended }) => ended));
    },
  };
}

/** A look on its way: `taken` once it is on disk and something is to be said; never, when it fails before. */
interface UnderWay {
  readonly taken: Promise<void>;
  readonly ended: Promise<TakenLook>;
}

/** Null: the store refused what was overtaken. */
async function unlessOvertaken<T>(update: Promise<T>): Promise<T | null> {
  try {
    return await update;
  } catch (error) {
    if (error instanceof StoreError && error.kind === 'overtaken') return null;
    throw error;
  }
}

const nothing: Changes = new Map();

/** What a look saw, and what the look before it did. `now` is by Meta's clock. */
interface LookedAt {
  readonly before: PortfolioSnapshot | null;
  readonly snapshot: PortfolioSnapshot;
  readonly now: Instant;
}

/** What a look brought, and the record with it. */
interface Sighting extends GraphLook, Renewed {
  readonly signals: SignalWindows;
}

/** The state with how far each account's usage is on record once the look's is. */
function withRecorded(state: PortfolioState, { observation, volumes, changes }: Sighting): PortfolioState {
  if (observation.kind === 'blind' || changes === null) return state;
  const now = metaTime(observation.at, observation.snapshot);
  return { ...state, recorded: recordedWith(state.recorded, volumes, now) };
}

/** What is to be expected of each owner of a limit; none while blind. */
function forecastsIn(
  { incidents, recorded }: PortfolioState,
  sighting: Sighting,
  rulebook: Rulebook,
): readonly Forecast[] {
  const { observation, recorded: history } = sighting;
  if (observation.kind === 'blind') return [];
  const { at: now, snapshot } = observation;
  const since = recordedSince({ recorded, sight: observation }) ?? metaTime(now, snapshot);
  return forecastsOf({ now, snapshot, incidents, rulebook, history, since });
}
