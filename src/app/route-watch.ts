import type { BotState } from '../domain/bot-state.js';
import type { DeliveryTrouble } from '../domain/delivery-trouble.js';
import {
  failingRoutes,
  lateAlerts,
  routesOwingAlerts,
  withNothingWantedAhead,
} from '../domain/late-alerts.js';
import type { Outbox } from '../domain/outbox.js';
import type { Route } from '../domain/route.js';
import type { PortfolioId } from '../domain/snapshot.js';
import type { PortfolioState } from '../domain/state.js';
import { isoOf } from '../domain/time.js';
import { unheardTroubles, withRefusalAsked, withTroublesTold } from '../domain/trouble-telling.js';
import type { Clock, Log, Store } from '../ports.js';

/** What watching the routes needs from the world. */
export interface RouteWatchOptions {
  readonly portfolios: readonly PortfolioId[];
  readonly routes: readonly Route[];
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  /** How long an alert may wait, in milliseconds. */
  readonly undeliveredAfter: number;
}

/** Sees to it that alerts which do not arrive are known to somebody. */
export interface RouteWatch {
  /** Queues what is to be told of routes in trouble. Returns the routes whose trouble nobody heard of. Throws StoreError. */
  check(): Promise<readonly string[]>;
  /** Remembers that a route's channel refuses for good, or takes messages again. Tells another route once. */
  noteChannel(route: Route, trouble: DeliveryTrouble | null): Promise<void>;
}

/** What was seen to wait so often was given time to be sent. */
const seenOften = 6;

/** Builds the watch. */
export function routeWatch(options: RouteWatchOptions): RouteWatch {
  const { portfolios, routes, store, clock, log, undeliveredAfter: wait } = options;
  /** By notification: in how many checks in a row it waited. */
  let seen: ReadonlyMap<string, number> = new Map();

  /** Whether the clock was put back. Then something is wanted only from a time ahead. */
  const isAhead = ({ outbox }: { readonly outbox: Outbox }): boolean =>
    withNothingWantedAhead(outbox, clock.now()) !== outbox;

  async function portfolioOf(id: PortfolioId): Promise<PortfolioState | null> {
    const state = await store.read(id);
    if (!state || !isAhead(state)) return state;
    return store.update(id, (saved) => {
      const { outbox, ...rest } = saved ?? state;
      const dated = { ...rest, outbox: withNothingWantedAhead(outbox, clock.now()) };
      return { state: dated, result: dated };
    });
  }

  async function botNow(): Promise<BotState> {
    const state = await store.readBot();
    if (!isAhead(state)) return state;
    return store.updateBot((saved) => {
      const dated = { ...saved, outbox: withNothingWantedAhead(saved.outbox, clock.now()) };
      return { state: dated, result: dated };
    });
  }

  return {
    async check() {
      const waitingIn = new Set(await store.waiting());
      const read = await Promise.all(portfolios.filter((id) => waitingIn.has(id)).map(portfolioOf));
      const states = read.filter((state) => state !== null);
      const bot = await botNow();
      const outboxes = [...states, bot].map(({ outbox }): Outbox => outbox);
      const ids = outboxes.flatMap(({ notifications }) => notifications.map(({ id }) => id));
      seen = new Map(ids.map((id) => [id, (seen.get(id) ?? 0) + 1]));
      const now = clock.now();
      const failing = failingRoutes(outboxes);
      const late = lateAlerts(states, now, {
        wait,
        failing,
        wasTried: ({ id }) => (seen.get(id) ?? 0) > seenOften,
      });
      if (late.size === 0 && Object.keys(bot.routeTroubles).length === 0) return [];
      const waiting = { late, owing: routesOwingAlerts(states), failing };
      const { before, after } = await store.updateBot((saved) => {
        const next = withTroublesTold(saved, waiting, routes, now);
        return { state: next, result: { before: saved, after: next } };
      });
      logChanges(log, before, after);
      return unheardTroubles(after, now, wait);
    },
    async noteChannel(route, trouble) {
      const known = (await store.readBot()).broken[route.id];
      if ((known === undefined) === (trouble === null)) return;
      await store.updateBot((state) => {
        if (trouble === null) {
          const { [route.id]: healed, ...broken } = state.broken;
          return { state: healed === undefined ? state : { ...state, broken }, result: undefined };
        }
        if (state.broken[route.id] !== undefined) return { state, result: undefined };
        const body = { kind: 'channel-broken', route: route.id, trouble } as const;
        return { state: withRefusalAsked(state, route, body, routes, clock.now()), result: undefined };
      });
    },
  };
}

function logChanges(log: Log, before: BotState, after: BotState): void {
  for (const [route, { since }] of Object.entries(after.routeTroubles)) {
    if (!before.routeTroubles[route]) log.warn('route.undelivered', { route, since: isoOf(since) });
  }
  for (const route of Object.keys(before.routeTroubles)) {
    if (!after.routeTroubles[route]) log.info('route.delivers-again', { route });
  }
}
