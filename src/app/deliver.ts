import type { DeliveryTrouble } from '../domain/delivery-trouble.js';
import { postponed } from '../domain/notification.js';
import type { PlatformName, Route } from '../domain/route.js';
import type { Instant } from '../domain/time.js';
import {
  ClaimLost,
  DeliveryError,
  type ChatPlatform,
  type Clock,
  type Log,
  type PortfolioPlan,
  type Posted,
  type Store,
} from '../ports.js';
import { botOwner, portfolioOwner } from './outbox-owners.js';
import { outgoing, type Claim, type Outgoing } from './outgoing.js';
import { reasonOf } from './reason.js';
import type { RouteClaim, RouteClaims } from './route-claims.js';
import { holdsTheRest, refusedAttempts, refusedRetry, routeHolds } from './route-holds.js';
import type { Speech, Wording } from './speech.js';

/** What delivering needs from the world. */
export interface DeliverOptions {
  readonly portfolios: readonly Pick<PortfolioPlan, 'id' | 'name'>[];
  readonly routes: readonly Route[];
  readonly platforms: ReadonlyMap<PlatformName, ChatPlatform>;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly wording: Wording;
  /** A route's channel refused for good, or took a message again after that. */
  readonly onChannel: (route: Route, trouble: DeliveryTrouble | null) => Promise<void>;
  /** Shares the routes with other processes; absent: there are none. */
  readonly routeClaims?: RouteClaims | undefined;
}

/** Sends what waits in the outboxes. */
export interface Deliverer {
  /** Sends all that is due now; a failing platform never holds up another. Returns how many were sent. */
  deliverDue(): Promise<number>;
  /** Takes on nothing more. Waits until what is on its way has arrived or failed. */
  settle(): Promise<void>;
}

/** Builds the deliverer. */
export function deliverer(options: DeliverOptions): Deliverer {
  const { store, clock, log, routes, wording } = options;
  const outboxes: readonly Outgoing[] = [
    ...options.portfolios.map((plan) => outgoing(portfolioOwner(store, plan, wording), clock)),
    outgoing(botOwner(store, wording), clock),
  ];
  const busy = new Map<string, Promise<void>>();
  const onTheirWay = new Set<string>();
  const isFree = (id: string): boolean => !onTheirWay.has(id);
  const holds = routeHolds(clock);
  /** What is for a chat that is not open waits until it is. */
  const open = routes.filter((route) => options.platforms.has(route.platform));
  let closing = false;

  async function send(claimed: Claim, route: Route, mayBegin: (() => boolean) | undefined): Promise<void> {
    const { notification } = claimed;
    const started = clock.now();
    const platform = options.platforms.get(route.platform);
    if (!platform) throw new Error(`The chat ${route.platform} is not open.`);
    const speech = await claimed.speak().catch((error: unknown) => unmade(claimed, route, error, started));
    if (speech === 'failed') return;
    if (!speech) return claimed.drop();
    try {
      if (mayBegin?.() === false) throw new ClaimLost();
      const posted = await say(platform, claimed, { route, speech, mayBegin });
      await claimed.said(posted, platform.postPicture !== null);
      holds.said(route);
      const ms = clock.now() - started;
      log.info('notification.said', { route: route.id, notification: notification.id, ms });
      await options.onChannel(route, null);
    } catch (error) {
      // It is marked as perhaps sent, so whoever has the route now looks for it before sending.
      if (error instanceof ClaimLost) {
        log.warn('delivery.claim-lost', { route: route.id, notification: notification.id });
        return;
      }
      if (!(error instanceof DeliveryError)) throw error;
      await fail(claimed, route, error, started);
    }
  }

  /** What cannot be put into words is tried again later, like what chats refuse. */
  async function unmade(claimed: Claim, route: Route, error: unknown, started: Instant): Promise<'failed'> {
    log.error('notification.unmade', { notification: claimed.notification.id, reason: reasonOf(error) });
    const trouble = { chat: route.id, reason: 'message-unmade' } as const;
    await fail(claimed, route, new DeliveryError('retry', trouble), started);
    return 'failed';
  }

  async function fail(claimed: Claim, route: Route, error: DeliveryError, started: Instant): Promise<void> {
    const now = clock.now();
    // The words of a picture were told, and what cannot be made is no fault of the channel.
    const concernsNoOther =
      claimed.notification.body.kind === 'picture' || error.trouble.reason === 'message-unmade';
    log.warn('notification.failed', {
      route: route.id,
      notification: claimed.notification.id,
      kind: error.kind,
      reason: reasonOf(error),
      ms: now - started,
    });
    if (error.kind === 'gone' && (await claimed.gone())) return;
    await claimed.failed((current) => {
      const wait = error.kind === 'permanent' ? refusedRetry : error.retryAfter;
      const later = postponed(current, now, error.trouble, wait);
      return {
        ...later,
        // An unclear end is remembered: the next attempt looks whether this one arrived.
        sendingSince: error.kind === 'unclear' || claimed.maybeSentSince !== null ? later.sendingSince : null,
        holdsRoute: !concernsNoOther && holdsTheRest(error, current.attempts),
        parked: error.kind === 'permanent' && later.attempts >= refusedAttempts,
      };
    });
    if (concernsNoOther) return;
    holds.failed(route, claimed.notification, error, now);
    if (error.kind === 'permanent') await options.onChannel(route, error.trouble);
  }

  async function isAnythingDue(route: Route): Promise<boolean> {
    for (const outbox of outboxes) if (await outbox.isDue(route, isFree)) return true;
    return false;
  }

  async function drain(route: Route): Promise<number> {
    const { routeClaims } = options;
    if (!routeClaims) return drainHeld(route, null);
    if (!(await isAnythingDue(route))) return 0;
    const claim = await routeClaims.take(route);
    if (claim === null) return 0;
    try {
      holds.recall(route, claim.note);
      return await drainHeld(route, claim);
    } finally {
      await claim.drop(holds.noteOf(route));
    }
  }

  async function drainHeld(route: Route, claim: RouteClaim | null): Promise<number> {
    const mayBegin = claim === null ? undefined : (): boolean => claim.isHeld();
    let sent = 0;
    for (const outbox of outboxes) {
      while (!closing && !holds.isHeld(route) && mayBegin?.() !== false) {
        const claimed = await outbox.claim(route, holds.failures(route), isFree);
        if (!claimed) break;
        onTheirWay.add(claimed.notification.id);
        try {
          await send(claimed, route, mayBegin);
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
  { route, speech, mayBegin }: Saying,
): Promise<Posted | null> {
  const { notification, thread, maybeSentSince } = claimed;
  const { channel } = route;
  const key = notification.id;
  if ('picture' in speech) {
    return (
      platform.postPicture?.({ channel, key, picture: speech.picture, maybeSentSince, mayBegin }) ?? null
    );
  }
  const { body } = notification;
  const amended =
    body.kind === 'root' ? thread?.receipt : body.kind === 'delivers-again' ? body.receipt : null;
  if (amended) {
    await platform.edit(amended, speech.card, { key, matter: speech.matter });
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
    mayBegin,
    matter: speech.matter,
  });
}

interface Saying {
  readonly route: Route;
  readonly speech: Speech;
  readonly mayBegin: (() => boolean) | undefined;
}
