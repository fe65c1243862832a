import { absorb, judge, type Judging, type LookSummary } from '../domain/absorb.js';
import type { Verdict } from '../domain/finding.js';
import { forecastsOf, type Forecast } from '../domain/forecast.js';
import type { NumberId, Observation, PortfolioId, PortfolioSnapshot } from '../domain/snapshot.js';
import { freshState, type PortfolioState } from '../domain/state.js';
import { after, DAY, halfHourOf, HOUR, type Instant } from '../domain/time.js';
import { movingDay, seriesOf, type Series } from '../domain/usage.js';
import { reasonOf } from './reason.js';
import type { Clock, GraphSource, History, Log, PortfolioPlan, Store } from '../ports.js';

/** What looking needs from the world. */
export interface PollOptions {
  readonly plans: readonly PortfolioPlan[];
  readonly graph: GraphSource;
  readonly store: Store;
  readonly history: History;
  readonly clock: Clock;
  readonly log: Log;
  readonly judging: (plan: PortfolioPlan) => Omit<Judging, 'history'>;
}

/** One look at one portfolio, taken in. */
export interface Look {
  readonly plan: PortfolioPlan;
  readonly observation: Observation;
  readonly verdicts: readonly Verdict[];
  readonly summary: LookSummary;
  /** What is to be expected of each owner of a limit; none while blind. */
  readonly forecasts: readonly Forecast[];
}

/** Looks at portfolios. */
export interface Poller {
  /** One look at every portfolio; a portfolio that fails does not hold up another. Never throws for Graph trouble. */
  pollAll(): Promise<readonly Look[]>;
  /** One look at one portfolio; callers that come while one is under way share it. Throws StoreError. */
  poll(id: PortfolioId): Promise<Look>;
  /** One look at every portfolio that writes and sends nothing. */
  peekAll(): Promise<readonly Look[]>;
}

/** Usage older than this is of no use to any rule. */
const historyKept = 8 * DAY;
/** Half hours this young may still change at Meta. */
const settles = 3 * HOUR;

/** Builds the poller. */
export function poller(options: PollOptions): Poller {
  const { plans, graph, store, history, clock, log } = options;
  const underWay = new Map<PortfolioId, Promise<Look>>();

  async function observe(plan: PortfolioPlan): Promise<{
    observation: Observation;
    past: ReadonlyMap<NumberId, Series>;
    asked: Instant;
  }> {
    const now = clock.now();
    const recorded = await readHistory(plan, now);
    const asked = wantedSince(recorded, now);
    const observation = await graph.observe(plan, now, asked);
    const past = observation.kind === 'seen' ? withLook(recorded, observation.snapshot) : recorded;
    return { observation, past, asked };
  }

  async function readHistory(plan: PortfolioPlan, now: Instant): Promise<ReadonlyMap<NumberId, Series>> {
    try {
      return await history.read(plan.id, { from: after(now, -historyKept), to: after(now, HOUR) });
    } catch (error) {
      log.error('history.read-failed', { portfolio: plan.id, reason: reasonOf(error) });
      return new Map();
    }
  }

  async function look(plan: PortfolioPlan): Promise<Look> {
    const { observation, past, asked } = await observe(plan);
    const judging = { ...options.judging(plan), history: past };
    const { state, summary } = await store.update(plan.id, (saved) => {
      const before = { ...(saved ?? freshState(plan.id, plan.name)), name: plan.name };
      const { state: next, result } = absorb(before, observation, judging);
      const after = { ...next, recordedSince: recordedSince(next.recordedSince, observation, asked) };
      return { state: after, result: { state: after, summary: result } };
    });
    if (observation.kind === 'seen') await record(plan, observation.snapshot);
    logLook(log, plan, observation, summary);
    const forecasts = forecastsFor(state, observation, judging);
    return { plan, observation, verdicts: state.verdicts, summary, forecasts };
  }

  async function record(plan: PortfolioPlan, snapshot: PortfolioSnapshot): Promise<void> {
    try {
      await history.append(plan.id, new Map(snapshot.numbers.map((n) => [n.id, n.series])));
    } catch (error) {
      log.error('history.append-failed', { portfolio: plan.id, reason: reasonOf(error) });
    }
  }

  async function peek(plan: PortfolioPlan): Promise<Look> {
    const { observation, past, asked } = await observe(plan);
    const judging = { ...options.judging(plan), history: past };
    const saved = (await store.read(plan.id)) ?? freshState(plan.id, plan.name);
    const state = { ...saved, recordedSince: recordedSince(saved.recordedSince, observation, asked) };
    return {
      plan,
      observation,
      verdicts: judge(state, observation, judging),
      summary: { taken: false, notices: [], queued: 0 },
      forecasts: forecastsFor(state, observation, judging),
    };
  }

  function poll(id: PortfolioId): Promise<Look> {
    const running = underWay.get(id);
    if (running) return running;
    const plan = plans.find((one) => one.id === id);
    if (!plan) return Promise.reject(new Error(`No portfolio ${id} is configured.`));
    const started = look(plan).finally(() => underWay.delete(id));
    underWay.set(id, started);
    return started;
  }

  return {
    poll,
    async pollAll() {
      const looks = await Promise.allSettled(plans.map((plan) => poll(plan.id)));
      const failed = looks.filter((one) => one.status === 'rejected');
      for (const one of failed) log.error('look.failed', { reason: reasonOf(one.reason) });
      // Graph trouble is an observation. What is left is the store, and a bot that cannot save must say so.
      if (failed[0] && failed.length === looks.length) throw failed[0].reason as Error;
      return looks.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    },
    peekAll: () => Promise.all(plans.map(peek)),
  };
}

/** The record has no gap since the first look that saw all usage: each later look asks for what is missing. */
function recordedSince(known: Instant | null, observation: Observation, asked: Instant): Instant | null {
  if (observation.kind === 'blind' || !observation.snapshot.usage.known) return known;
  return known === null || asked < known ? asked : known;
}

function forecastsFor(
  state: PortfolioState,
  observation: Observation,
  judging: Pick<Judging, 'rulebook' | 'history'>,
): readonly Forecast[] {
  if (observation.kind === 'blind') return [];
  return forecastsOf({
    now: observation.at,
    snapshot: observation.snapshot,
    incidents: state.incidents,
    rulebook: judging.rulebook,
    history: judging.history,
    since: state.recordedSince ?? observation.at,
    limitSince: new Map(Object.entries(state.limitSince)),
  });
}

/** Asks for as much as is missing: a week when there is no record, else only what can still change. */
function wantedSince(recorded: ReadonlyMap<NumberId, Series>, now: Instant): Instant {
  const day = movingDay(now).from;
  const newest = Math.max(0, ...[...recorded.values()].map((series) => series.at(-1)?.at ?? 0));
  const gap = halfHourOf(after(now, -7 * DAY));
  if (newest === 0 || newest < day) return gap;
  return Math.min(day, newest - settles) as Instant;
}

/** The recorded half hours with those of this look in their place. */
function withLook(
  recorded: ReadonlyMap<NumberId, Series>,
  snapshot: PortfolioSnapshot,
): ReadonlyMap<NumberId, Series> {
  const merged = new Map(recorded);
  for (const { id, series } of snapshot.numbers) {
    const fresh = new Set(series.map((bucket) => bucket.at));
    const old = (recorded.get(id) ?? []).filter((bucket) => !fresh.has(bucket.at));
    merged.set(id, seriesOf([...old, ...series]));
  }
  return merged;
}

function logLook(log: Log, plan: PortfolioPlan, observation: Observation, summary: LookSummary): void {
  if (observation.kind === 'blind') {
    log.warn('look.blind', {
      portfolio: plan.id,
      problem: observation.problem,
      detail: observation.detail,
    });
    return;
  }
  log.info('look.seen', {
    portfolio: plan.id,
    numbers: observation.snapshot.numbers.length,
    gaps: observation.snapshot.gaps.length,
    queued: summary.queued,
  });
}
