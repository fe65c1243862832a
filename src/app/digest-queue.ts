import type { BotState } from '../domain/bot-state.js';
import { digestFor, type DigestFacts } from '../domain/digest.js';
import { withNotification } from '../domain/outbox.js';
import { countedDigests, isFarAhead, lastPlanned, withQueued } from '../domain/planned-digests.js';
import type { Route } from '../domain/route.js';
import { after, type Instant } from '../domain/time.js';
import type { Calendar, Clock, Log, Store } from '../ports.js';
import { audit, whyNot, type Doer, type NotDone } from './audit.js';

/** What queueing digests needs from the world. */
export interface DigestQueueOptions {
  readonly routes: readonly Route[];
  readonly store: Store;
  readonly calendar: Calendar;
  readonly clock: Clock;
  readonly log: Log;
}

/** Queues digests in the bot's outbox. All of it throws StoreError. */
export interface DigestQueue {
  /** Queues those whose planned time has come, exactly one for each route and time. Returns how many. */
  queueDue(): Promise<number>;
  /** Queues one now, for one route or all, because somebody wants it. Returns how many. */
  queueNow(route: string | null, who: Doer): Promise<number>;
}

/** Builds the queue. */
export function digestQueue(options: DigestQueueOptions): DigestQueue {
  const { routes, store, calendar, clock, log } = options;

  /** What it tells of begins where the one before ended: on a Monday with the weekend, once a week with the week. */
  function digestOf({ digest, timezone }: Route, at: Instant): DigestFacts {
    const before = digest === null ? null : calendar.previous(digest, timezone, after(at, -1));
    return digestFor(at, timezone, before);
  }

  return {
    async queueDue() {
      const now = clock.now();
      const planned = routes.flatMap((route) => {
        const at = route.digest === null ? null : calendar.previous(route.digest, route.timezone, now);
        return at === null ? [] : [{ route, at }];
      });
      const known = (await store.readBot()).digestsQueued;
      const isQueued = (all: BotState['digestsQueued'], { route, at }: (typeof planned)[number]): boolean =>
        at <= (lastPlanned(all[route.id] ?? [], now) ?? Number.NEGATIVE_INFINITY);
      const allCount = Object.values(known).every((all) => countedDigests(all, now) === all);
      if (allCount && planned.every((one) => isQueued(known, one))) return 0;
      return store.updateBot((saved) =>
        planned.reduce(
          (done, { route, at }) => {
            const { digestsQueued } = done.state;
            if (isQueued(digestsQueued, { route, at })) return done;
            const before = digestsQueued[route.id] ?? [];
            const marked = {
              ...done.state,
              digestsQueued: { ...digestsQueued, [route.id]: withQueued(before, at, now) },
            };
            // A route that is new begins with its next planned time, not with yesterday's.
            if (lastPlanned(before, now) === null && at < now) return { ...done, state: marked };
            log.info('digest.queued', { route: route.id });
            return {
              state: queued(marked, route, digestOf(route, at), now),
              result: done.result + 1,
            };
          },
          { state: withoutFarAhead(saved, now), result: 0 },
        ),
      );
    },
    async queueNow(route, who) {
      const wanted = routes.filter((one) => route === null || one.id === route);
      const now = clock.now();
      const tell = (why: NotDone | null): void => {
        for (const { id } of wanted) audit(log, { who, deed: 'digest', on: { route: id }, why });
      };
      try {
        await store.updateBot((state) => ({
          state: wanted.reduce((s, to) => queued(s, to, digestFor(now, to.timezone), now), state),
          result: undefined,
        }));
      } catch (error) {
        tell(whyNot(error));
        throw error;
      }
      tell(null);
      return wanted.length;
    },
  };
}

/** The state without digests that a clock far ahead has queued; one that may be on its way stays. */
function withoutFarAhead(state: BotState, now: Instant): BotState {
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

function queued(state: BotState, route: Route, digest: DigestFacts, now: Instant): BotState {
  const wish = { owner: 'bot', route, body: { kind: 'digest', digest }, now } as const;
  return { ...state, outbox: withNotification(state.outbox, wish) };
}
