import type { Card, Picture } from '../cards/card.js';
import type { DeliveryTrouble } from '../domain/delivery-trouble.js';
import { dueNotifications, replaced, threadOf, without } from '../domain/outbox.js';
import { postponed, type Notification } from '../domain/notification.js';
import type { PlatformName, Route } from '../domain/route.js';
import { postedAnew } from '../domain/said.js';
import type { PortfolioId } from '../domain/snapshot.js';
import type { PortfolioState } from '../domain/state.js';
import type { Instant } from '../domain/time.js';
import { withoutStale } from '../domain/stale.js';
import { DeliveryError, type ChatPlatform, type Clock, type Log, type Posted, type Store } from '../ports.js';
import { said, withPictureNext } from './outbox-steps.js';
import { reasonOf } from './reason.js';
import { holdsTheRest, refusedAttempts, refusedRetry, routeHolds } from './route-holds.js';

/** A notification as it is sent on its route. */
export type Speech = CardSpeech | { readonly picture: Picture };

/** A notification put into words. */
export interface CardSpeech {
  readonly card: Card;
  readonly mention: string | null;
  /** Whether people are to notice it at once. */
  readonly loud: boolean;
}

/** What delivering needs from the world. */
export interface DeliverOptions {
  readonly documents: readonly PortfolioId[];
  readonly routes: readonly Route[];
  readonly platforms: ReadonlyMap<PlatformName, ChatPlatform>;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  /** Words or draws a notification from the truth of this moment; null when there is nothing left to say. */
  readonly speak: (
    state: PortfolioState,
    notification: Notification,
    route: Route,
    now: Instant,
  ) => Promise<Speech | null>;
  /** A route's channel refused for good, or took a message again after that. */
  readonly onChannel: (route: Route, trouble: DeliveryTrouble | null) => Promise<void>;
}

/** Sends what waits in the outboxes. */
export interface Deliverer {
  /** Sends all that is due now; a failing platform never holds up another. Returns how many were sent. */
  deliverDue(): Promise<number>;
  /** Takes on nothing more, and waits until what is on its way has arrived or failed. */
  settle(): Promise<void>;
}

interface Claim {
  readonly id: PortfolioId;
  readonly state: PortfolioState;
  readonly notification: Notification;
  /** When the first attempt began that may have arrived; null: none has. */
  readonly maybeSentSince: Instant | null;
}

/** Builds the deliverer. */
export function deliverer(options: DeliverOptions): Deliverer {
  const { store, clock, log, routes } = options;
  const busy = new Map<string, Promise<void>>();
  const onTheirWay = new Set<string>();
  const holds = routeHolds(clock);
  /** What is for a chat that is not open waits until it is. */
  const open = routes.filter((route) => options.platforms.has(route.platform));
  let closing = false;

  /** Marks the next due notification of a route as on its way, in the store, before anything is sent. */
  async function claim(id: PortfolioId, route: Route): Promise<Claim | null> {
    const waiting = await store.read(id);
    if (!waiting || !nextFor(waiting, route)) return null;
    return store.update<Claim | null>(id, (saved) => {
      const state = withoutStale(saved ?? waiting, route, clock.now(), holds.failures(route));
      const notification = nextFor(state, route);
      if (!notification) return { state, result: null };
      const { sendingSince } = notification;
      // The first time is kept: whatever attempt arrived, it arrived after that.
      const sending: Notification = { ...notification, sendingSince: sendingSince ?? clock.now() };
      const next = { ...state, outbox: replaced(state.outbox, notification.id, sending) };
      return {
        state: next,
        result: { id, state: next, notification: sending, maybeSentSince: sendingSince },
      };
    });
  }

  function nextFor(state: PortfolioState, route: Route): Notification | undefined {
    const here = state.outbox.notifications.filter((n) => n.route === route.id);
    return dueNotifications(here, clock.now()).find((n) => !onTheirWay.has(n.id));
  }

  async function send(claimed: Claim, route: Route): Promise<void> {
    const { notification, state } = claimed;
    const platform = options.platforms.get(route.platform);
    if (!platform) throw new Error(`The chat ${route.platform} is not open.`);
    const speech = await options
      .speak(state, notification, route, clock.now())
      .catch((error: unknown) => unmade(claimed, route, error));
    if (speech === 'failed') return;
    if (!speech) {
      await store.update(claimed.id, (saved) => {
        const now = saved ?? state;
        return { state: { ...now, outbox: without(now.outbox, notification.id) }, result: undefined };
      });
      return;
    }
    try {
      const posted = await say(platform, claimed, route, speech);
      const owesPicture = notification.body.kind === 'digest' && platform.postPicture !== null;
      await store.update(claimed.id, (saved) => ({
        // In the same write: a process that dies here or later still owes the picture, or still asks for the words.
        state: owesPicture
          ? withPictureNext(saved ?? state, notification, clock.now())
          : said(saved ?? state, notification, posted, state, clock.now()),
        result: undefined,
      }));
      holds.said(route);
      log.info('notification.said', { route: route.id, notification: notification.id });
      await options.onChannel(route, null);
    } catch (error) {
      if (!(error instanceof DeliveryError)) throw error;
      await fail(claimed, route, error);
    }
  }

  /** What cannot be put into words is tried again later, like what a chat does not take. */
  async function unmade(claimed: Claim, route: Route, error: unknown): Promise<'failed'> {
    log.error('notification.unmade', { notification: claimed.notification.id, reason: reasonOf(error) });
    await fail(claimed, route, new DeliveryError('retry', { chat: route.id, reason: 'message-unmade' }));
    return 'failed';
  }

  async function fail(claimed: Claim, route: Route, error: DeliveryError): Promise<void> {
    const now = clock.now();
    // The words of a picture were told, and what cannot be made is no fault of the channel.
    const concernsNoOther =
      claimed.notification.body.kind === 'picture' || error.trouble.reason === 'message-unmade';
    log.warn('notification.failed', {
      route: route.id,
      notification: claimed.notification.id,
      kind: error.kind,
      reason: reasonOf(error),
    });
    const forgotten = await store.update(claimed.id, (saved) => {
      const state = saved ?? claimed.state;
      const current = state.outbox.notifications.find((n) => n.id === claimed.notification.id);
      if (!current) return { state, result: false };
      const anew = error.kind === 'gone' ? postedAnew(state.outbox, current) : null;
      if (anew) return { state: { ...state, outbox: anew }, result: true };
      const wait = error.kind === 'permanent' ? refusedRetry : error.retryAfter;
      const later = postponed(current, now, error.trouble, wait);
      const next: Notification = {
        ...later,
        // An unclear end is remembered: the next attempt looks whether this one arrived.
        sendingSince: error.kind === 'unclear' || claimed.maybeSentSince !== null ? later.sendingSince : null,
        holdsRoute: !concernsNoOther && holdsTheRest(error, current.attempts),
        parked: error.kind === 'permanent' && later.attempts >= refusedAttempts,
      };
      return { state: { ...state, outbox: replaced(state.outbox, current.id, next) }, result: false };
    });
    if (forgotten || concernsNoOther) return;
    holds.failed(route, claimed.notification, error, now);
    if (error.kind === 'permanent') await options.onChannel(route, error.trouble);
  }

  async function drain(route: Route): Promise<number> {
    let sent = 0;
    for (const id of options.documents) {
      while (!closing && !holds.isHeld(route)) {
        const claimed = await claim(id, route);
        if (!claimed) break;
        onTheirWay.add(claimed.notification.id);
        try {
          await send(claimed, route);
          sent += 1;
        } finally {
          onTheirWay.delete(claimed.notification.id);
        }
      }
    }
    return sent;
  }

  return {
    async deliverDue() {
      let sent = 0;
      await Promise.all(
        open.map((route) => {
          const running = busy.get(route.id);
          if (running) return running;
          const started = drain(route)
            .then((count) => {
              sent += count;
            })
            .catch((error: unknown) => {
              log.error('delivery.failed', {
                route: route.id,
                reason: reasonOf(error),
              });
            })
            .finally(() => busy.delete(route.id));
          busy.set(route.id, started);
          return started;
        }),
      );
      return sent;
    },
    async settle() {
      closing = true;
      await Promise.all([...busy.values()]);
    },
  };
}

async function say(
  platform: ChatPlatform,
  claimed: Claim,
  route: Route,
  speech: Speech,
): Promise<Posted | null> {
  const { notification, state, maybeSentSince } = claimed;
  const { channel } = route;
  const key = notification.id;
  if ('picture' in speech) {
    return platform.postPicture?.({ channel, key, picture: speech.picture, maybeSentSince }) ?? null;
  }
  const thread = threadOf(state.outbox, notification);
  const { body } = notification;
  const amended =
    body.kind === 'root' ? thread?.receipt : body.kind === 'delivers-again' ? body.receipt : null;
  if (amended) {
    await platform.edit(amended, speech.card);
    return null;
  }
  return platform.post({
    channel,
    card: speech.card,
    key,
    under: body.kind === 'entry' ? (thread?.receipt ?? null) : null,
    mention: speech.mention,
    loud: speech.loud,
    maybeSentSince,
  });
}
