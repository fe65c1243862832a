import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';
import type { BotState } from '../../domain/bot-state.js';
import type { PortfolioState } from '../../domain/state.js';
import { oldestWaiting } from '../../domain/late-alerts.js';
import type { Outbox } from '../../domain/outbox.js';
import { percentOf } from '../../domain/limit.js';
import { presentOf } from '../../domain/same-phone.js';
import type { Clock, Log, HttpPage } from '../../ports.js';

/** The bot in figures, in Prometheus' text format. */
export interface Metrics {
  /** A log that also counts each event by its name. */
  counting(log: Log): Log;
  page(): Promise<HttpPage>;
}

const prefix = 'tierwatch_';

/**
 * Each sample of the event loop's lag wakes the process, a hundred times a second. So none is taken, and what is worked
 * out of them is not told. The lag at each scrape is.
 */
const neverSampled = 2 ** 31 - 1;
const sampledLags = ['min', 'max', 'mean', 'stddev', 'p50', 'p90', 'p99'] as const;

/** What a process tells of those that share its store. Each of them tells the same, but for what it holds itself. */
export interface SharedFacts {
  /** How many processes have each role. */
  readonly workers: Readonly<Record<string, number>>;
  /** What this process holds. */
  readonly holds: readonly string[];
  /** For how long the look has been due that is due longest, in milliseconds. */
  readonly lookLag: number;
}

/** Figures are read from the states at each scrape. An unknown figure is absent, never zero. */
export function metrics(options: {
  readonly clock: Clock;
  readonly states: () => Promise<readonly PortfolioState[]>;
  /** Null: it could not be read yet. */
  readonly botState: () => Promise<BotState | null>;
  /** The ids of the routes in the settings of this moment. */
  readonly routes: () => readonly string[];
  /** How the processes stand that share the store; null: it is not shared. Absent: nor will it be. */
  readonly shared?: () => Promise<SharedFacts | null>;
}): Metrics {
  const register = new Registry();
  collectDefaultMetrics({ register, prefix, eventLoopMonitoringPrecision: neverSampled });
  for (const name of sampledLags)
    register.removeSingleMetric(`${prefix}nodejs_eventloop_lag_${name}_seconds`);
  const events = new Counter({
    name: `${prefix}events_total`,
    help: 'What happened, by event and level.',
    labelNames: ['event', 'level'],
    registers: [register],
  });
  const gauge = <L extends string>(name: string, help: string, labelNames: readonly L[]): Gauge<L> =>
    new Gauge({ name: `${prefix}${name}`, help, labelNames: [...labelNames], registers: [register] });
  const sightAge = gauge('sight_age_seconds', 'Age of the last look that saw the portfolio.', ['portfolio']);
  const usage = gauge('usage_percent', 'Usage in percent of the limit; absent when unknown.', ['portfolio']);
  const people = gauge('people_reached', 'People counted in 24 hours, by bound; absent when unknown.', [
    'portfolio',
    'bound',
  ]);
  const quality = gauge('numbers', 'Numbers by quality.', ['portfolio', 'quality']);
  const incidents = gauge('incidents_open', 'Incidents that are not over, by severity.', [
    'portfolio',
    'severity',
  ]);
  const waiting = gauge(
    'notifications_waiting',
    'Notifications that wait, set aside ones apart; without a portfolio: digests and news of the bot.',
    ['portfolio', 'parked'],
  );

  const oldest = gauge(
    'oldest_notification_age_seconds',
    'Age of the oldest notification that waits on the route; 0 when none waits.',
    ['route'],
  );

  const shared = options.shared;
  const workers = shared && gauge('workers', 'Processes that share the store, by role.', ['role']);
  const holds = shared && gauge('holds', '1 for each name that this process holds.', ['name']);
  const lookLag = shared && gauge('look_lag_seconds', 'Since when the look is due that is due longest.', []);

  async function gatherShared(): Promise<void> {
    for (const one of [workers, holds, lookLag]) one?.reset();
    const facts = await shared?.();
    if (!facts) return;
    for (const [role, count] of Object.entries(facts.workers)) workers?.set({ role }, count);
    for (const name of facts.holds) holds?.set({ name }, 1);
    lookLag?.set(facts.lookLag / 1000);
  }

  /** Of the bot's own outbox there is no portfolio to name. */
  function countWaiting({ notifications }: Outbox, of: { readonly portfolio?: string }): void {
    for (const parked of [false, true]) {
      const count = notifications.filter((one) => one.parked === parked).length;
      waiting.set({ ...of, parked: String(parked) }, count);
    }
  }

  async function gather(): Promise<void> {
    for (const one of [sightAge, usage, people, quality, incidents, waiting, oldest]) one.reset();
    const now = options.clock.now();
    const states = await options.states();
    const bot = await options.botState();
    await gatherShared();
    const outboxes = [...states, ...(bot ? [bot] : [])].map(({ outbox }): Outbox => outbox);
    const since = oldestWaiting(outboxes, now);
    for (const route of options.routes())
      oldest.set({ route }, Math.max(0, (now - (since.get(route) ?? now)) / 1000));
    if (bot) countWaiting(bot.outbox, {});
    for (const state of states) {
      const { portfolio } = state;
      countWaiting(state.outbox, { portfolio });
      for (const severity of ['warning', 'critical'] as const) {
        const open = state.incidents.filter((i) => i.state !== 'pending' && i.finding.severity === severity);
        incidents.set({ portfolio, severity }, open.length);
      }
      if (!state.sight) continue;
      const { snapshot } = state.sight;
      sightAge.set({ portfolio }, Math.max(0, (now - state.sight.at) / 1000));
      const percent = percentOf(snapshot.usage, snapshot.limit);
      const used = snapshot.usage.known ? snapshot.usage.value : null;
      if (percent !== null && used?.accuracy !== 'at-least') usage.set({ portfolio }, percent);
      if (used?.counted) {
        const { atLeast, atMost } = used.counted;
        people.set({ portfolio, bound: 'at_least' }, atLeast);
        if (atMost !== null) people.set({ portfolio, bound: 'at_most' }, atMost);
      }
      for (const colour of ['green', 'yellow', 'red', 'unknown'] as const) {
        const count = presentOf(snapshot.numbers).filter((n) => n.quality === colour).length;
        quality.set({ portfolio, quality: colour }, count);
      }
    }
  }

  return {
    counting(log) {
      const at =
        (level: 'debug' | 'info' | 'warn' | 'error') =>
        (event: string, facts?: Readonly<Record<string, unknown>>): void => {
          events.inc({ event, level });
          log[level](event, facts);
        };
      return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
    },
    async page() {
      try {
        await gather();
        return { status: 200, type: register.contentType, text: await register.metrics() };
      } catch {
        return { status: 503, type: 'text/plain; charset=utf-8', text: '# The store could not be read.\n' };
      }
    },
  };
}
