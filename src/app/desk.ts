import type { DeliveryTrouble } from '../domain/delivery-trouble.js';
import { digestFor, type DigestFacts } from '../domain/digest.js';
import type { NotificationBody } from '../domain/notification.js';
import { withNotification } from '../domain/outbox.js';
import { countedDigests, isFarAhead, lastPlanned, withQueued } from '../domain/planned-digests.js';
import { withRefusalAsked } from '../domain/trouble-telling.js';
import type { Route } from '../domain/route.js';
import { deskId, freshState, type PortfolioState } from '../domain/state.js';
import { after, type Instant } from '../domain/time.js';
import type { Calendar, Clock, Log, Store } from '../ports.js';
import { audit, whyNot, type Doer, type NotDone } from './audit.js';

/** What the desk needs from the world. */
export interface DeskOptions {
  readonly routes: readonly Route[];
  readonly store: Store;
  readonly calendar: Calendar;
  readonly clock: Clock;
  readonly log: Log;
}

/** Queues what concerns no single portfolio. */
export interface Desk {
  /** Queues the digests whose planned time has come, exactly one for each route and time. Returns how many. */
  queueDueDigests(): Promise<number>;
  /** Queues a digest now, for one route or all, because somebody wants it. */
  queueDigests(route: string | null, who: Doer): Promise<number>;
  /** Remembers that a route's channel refuses for good (or takes messages again) and tells another route once. */
  noteChannel(route: Route, trouble: DeliveryTrouble | null): Promise<void>;
}

/** What the desk's document is called. */
export const deskName = 'Tierwatch';

/** Builds the desk. */
export function desk(options: DeskOptions): Desk {
  const { routes, store, calendar, clock, log } = options;
  const change = <R>(
    step: (state: PortfolioState) => { readonly state: PortfolioState; readonly result: R },
  ): Promise<R> => store.update(deskId, (saved) => step(saved ?? freshState(deskId, deskName)));

  /** What it tells of begins where the one before ended: on a Monday with the weekend, once a week with the week. */
  function digestOf({ digest, timezone }: Route, at: Instant): DigestFacts {
    const before = digest === null ? null : calendar.previous(digest, timezone, after(at, -1));
    return digestFor(at, timezone, before);
  }

  return {
    async queueDueDigests() {
      const now = clock.now();
      const planned = routes.flatMap((route) => {
        const at = route.digest === null ? null : calendar.previous(route.digest, route.timezone, now);
        return at === null ? [] : [{ route, at }];
      });
      const known = (await store.read(deskId))?.digestsQueued ?? {};
      const isQueued = (
        all: PortfolioState['digestsQueued'],
        { route, at }: (typeof planned)[number],
      ): boolean => at <= (lastPlanned(all[route.id] ?? [], now) ?? Number.NEGATIVE_INFINITY);
      const allCount = Object.values(known).every((all) => countedDigests(all, now) === all);
      if (allCount && planned.every((one) => isQueued(known, one))) return 0;
      return change((saved) =>
        planned.reduce(
          (done, { route, at }) => {
            const { digests, digestsQueued } = done.state;
            if (isQueued(digestsQueued, { route, at })) return done;
            const before = digestsQueued[route.id] ?? [];
            const marked = {
              ...done.state,
              digests: { ...digests, [route.id]: at },
              digestsQueued: { ...digestsQueued, [route.id]: withQueued(before, at, now) },
            };
            // A route that is new begins with its next planned time, not with yesterday's.
            if (lastPlanned(before, now) === null && at < now) return { ...done, state: marked };
            log.info('digest.queued', { route: route.id });
            return {
              state: queued(marked, route, { kind: 'digest', digest: digestOf(route, at) }, now),
              result: done.result + 1,
            };
          },
          { state: withoutFarAhead(saved, now), result: 0 },
        ),
      );
    },
    async queueDigests(route, who) {
      const wanted = routes.filter((one) => route === null || one.id === route);
      const now = clock.now();
      const body = (to: Route): NotificationBody => ({ kind: 'digest', digest: digestFor(now, to.timezone) });
      const tell = (why: NotDone | null): void => {
        for (const { id } of wanted) audit(log, { who, deed: 'digest', on: { route: id }, why });
      };
      try {
        await change((state) => ({
          state: wanted.reduce((s, to) => queued(s, to, body(to), now), state),
          result: undefined,
        }));
      } catch (error) {
        tell(whyNot(error));
        throw error;
      }
      tell(null);
      return wanted.length;
    },
    async noteChannel(route, trouble) {
      const known = (await store.read(deskId))?.broken[route.id];
      if ((known === undefined) === (trouble === null)) return;
      await change((state) => {
        if (trouble === null) {
          const { [route.id]: healed, ...broken } = state.broken;
          return { state: healed === undefined ? state : { ...state, broken }, result: undefined };
        }
        if (state.broken[route.id] !== undefined) return { state, result: undefined };
        const body: NotificationBody = { kind: 'channel-broken', route: route.id, trouble };
        return { state: withRefusalAsked(state, route, body, routes, clock.now()), result: undefined };
      });
    },
  };
}

/** The state without digests that a clock far ahead has queued; one that may be on its way stays. */
function withoutFarAhead(state: PortfolioState, now: Instant): PortfolioState {
  return {
    ...state,
    digestsQueued: Object.fromEntries(
      Object.entries(state.digestsQueued).map(([route, all]) => [route, countedDigests(all, now)]),
    ),
    outbox: {
      ...state.outbox,
      notifications: state.outbox.notifications.filter(
        ({ body, sendingSince }) =>
          !(body.kind === 'digest' && sendingSince === null && isFarAhead(body.digest, now)),
      ),
    },
  };
}

function queued(state: PortfolioState, route: Route, body: NotificationBody, now: Instant): PortfolioState {
  const { portfolio: owner, outbox } = state;
  return { ...state, outbox: withNotification(outbox, { owner, route, body, now }) };
}
