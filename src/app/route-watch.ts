import {
  failingRoutes,
  lateAlerts,
  routesOwingAlerts,
  withNothingWantedAhead,
} from '../domain/late-alerts.js';
import { unheardTroubles, withTroublesTold } from '../domain/trouble-telling.js';
import type { Route } from '../domain/route.js';
import type { PortfolioId } from '../domain/snapshot.js';
import { deskId, freshState, type PortfolioState } from '../domain/state.js';
import { isoOf } from '../domain/time.js';
import type { Clock, Log, Store } from '../ports.js';
import { deskName } from './desk.js';

/** What watching the routes needs from the world. */
export interface RouteWatchOptions {
  readonly documents: readonly PortfolioId[];
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
}

/** What was seen to wait so often was given time to be sent. */
const seenOften = 6;

/** Builds the watch. */
export function routeWatch(options: RouteWatchOptions): RouteWatch {
  const { documents, routes, store, clock, log, undeliveredAfter: wait } = options;
  /** By notification: in how many checks in a row it waited. */
  let seen: ReadonlyMap<string, number> = new Map();

  async function readAll(): Promise<readonly PortfolioState[]> {
    const now = clock.now();
    const states = await Promise.all(
      documents.map(async (id) => {
        const state = await store.read(id);
        if (!state || withNothingWantedAhead(state, now) === state) return state;
        return store.update(id, (saved) => {
          const dated = withNothingWantedAhead(saved ?? state, now);
          return { state: dated, result: dated };
        });
      }),
    );
    return states.filter((state) => state !== null);
  }

  return {
    async check() {
      const states = await readAll();
      const ids = states.flatMap(({ outbox }) => outbox.notifications.map(({ id }) => id));
      seen = new Map(ids.map((id) => [id, (seen.get(id) ?? 0) + 1]));
      const now = clock.now();
      const late = lateAlerts(states, now, {
        wait,
        wasTried: ({ id }) => (seen.get(id) ?? 0) > seenOften,
      });
      const waiting = { late, owing: routesOwingAlerts(states), failing: failingRoutes(states) };
      const known = states.find(({ portfolio }) => portfolio === deskId)?.routeTroubles ?? {};
      if (late.size === 0 && Object.keys(known).length === 0) return [];
      const { before, after } = await store.update(deskId, (saved) => {
        const desk = saved ?? freshState(deskId, deskName);
        const next = withTroublesTold(desk, waiting, routes, now);
        return { state: next, result: { before: desk, after: next } };
      });
      logChanges(log, before, after);
      return unheardTroubles(after, now, wait);
    },
  };
}

function logChanges(log: Log, before: PortfolioState, after: PortfolioState): void {
  for (const [route, { since }] of Object.entries(after.routeTroubles)) {
    if (!before.routeTroubles[route]) log.warn('route.undelivered', { route, since: isoOf(since) });
  }
  for (const route of Object.keys(before.routeTroubles)) {
    if (!after.routeTroubles[route]) log.info('route.delivers-again', { route });
  }
}
