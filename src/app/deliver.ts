import type { DeliveryTrouble } from '../domain/delivery-trouble.js';
import { nextRoots, type NextRoots, type WaitingRoot } from '../domain/joined.js';
import { backOff, postponed } from '../domain/notification.js';
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
import { sayAlone, sayTogether, type MayBegin } from './say.js';
import type { CardSpeech, Speech, Wording } from './speech.js';

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
  const ofPortfolios = options.portfolios.map(
    (plan) => [plan.id, outgoing(portfolioOwner(store, plan, wording), clock)] as const,
  );
  const ofBot = outgoing(botOwner(store, wording), clock);
  const busy = new Map<string, Promise<void>>();
  const onTheirWay = new Set<string>();
  const isFree = (id: string): boolean => !onTheirWay.has(id);
  const holds = routeHolds(clock);
  /** What is for a chat that is not open waits until it is. */
  const open = routes.filter((route) => options.platforms.has(route.platform));
  let closing = false;

  function platformOf(route: Route): ChatPlatform {
    const platform = options.platforms.get(route.platform);
    if (!platform) throw new Error(`The chat ${route.platform} is not open.`);
    return platform;
  }

  /** Says by one message what was claimed: `speak` words it, `say` sends it. */
  async function send<S>(claims: Claims, route: Route, { speak, say, mayBegin }: Sending<S>): Promise<void> {
    const started = clock.now();
    const speech = await speak().catch((error: unknown) => unmade(claims, route, error, started));
    if (speech === 'failed') return;
    if (speech === null) {
      for (const claimed of claims) await claimed.drop();
      return;
    }
    const [{ notification: first }] = claims;
    try {
      if (mayBegin?.() === false) throw new ClaimLost();
      const posted = await say(speech);
      const picturesApart = platformOf(route).postPicture !== null;
      await Promise.all(claims.map((claimed) => claimed.said(posted, picturesApart)));
      holds.said(route);
      const ms = clock.now() - started;
      for (const { notification } of claims)
        log.info('notification.said', { route: route.id, notification: notification.id, ms });
      await options.onChannel(route, null);
    } catch (error) {
      // It is marked as perhaps sent, so whoever has the route now looks for it before sending.
      if (error instanceof ClaimLost) {
        log.warn('delivery.claim-lost', { route: route.id, notification: first.id });
        return;
      }
      if (!(error instanceof DeliveryError)) throw error;
      await fail(claims, route, error, started);
    }
  }

  /** What cannot be put into words is tried again later, like what chats refuse. */
  async function unmade(claims: Claims, route: Route, error: unknown, started: Instant): Promise<'failed'> {
    log.error('notification.unmade', { notification: claims[0].notification.id, reason: reasonOf(error) });
    const trouble = { chat: route.id, reason: 'message-unmade' } as const;
    await fail(claims, route, new DeliveryError('retry', trouble), started);
    return 'failed';
  }

  async function fail(claims: Claims, route: Route, error: DeliveryError, started: Instant): Promise<void> {
    const now = clock.now();
    const [{ notification: first }] = claims;
    // The words of a picture were told, and what cannot be made is no fault of the channel.
    const concernsNoOther = first.body.kind === 'picture' || error.trouble.reason === 'message-unmade';
    // What was to be said together is tried again together.
    const wait =
      error.kind === 'permanent' ? refusedRetry : (error.retryAfter ?? backOff(first.id, first.attempts + 1));
    let areAllGone = error.kind === 'gone';
    for (const claimed of claims) {
      log.warn('notification.failed', {
        route: route.id,
        notification: claimed.notification.id,
        kind: error.kind,
        reason: reasonOf(error),
        ms: now - started,
      });
      if (error.kind === 'gone' && (await claimed.gone())) continue;
      areAllGone = false;
      await claimed.failed((current) => {
        const later = postponed(current, now, error.trouble, wait);
        return {
          ...later,
          // An unclear end is remembered: the next attempt looks whether this one arrived.
          sendingSince:
            error.kind === 'unclear' || claimed.maybeSentSince !== null ? later.sendingSince : null,
          holdsRoute: !concernsNoOther && holdsTheRest(error, current.attempts),
          parked: error.kind === 'permanent' && later.attempts >= refusedAttempts,
        };
      });
    }
    if (concernsNoOther || areAllGone) return;
    holds.failed(route, first, error, now);
    if (error.kind === 'permanent') await options.onChannel(route, error.trouble);
  }

  /** Keeps what is claimed from being claimed again while it is on its way. */
  async function onItsWay(claims: Claims, work: () => Promise<void>): Promise<void> {
    for (const { notification } of claims) onTheirWay.add(notification.id);
    try {
      await work();
    } finally {
      for (const { notification } of claims) onTheirWay.delete(notification.id);
    }
  }

  async function sendAlone(claimed: Claim, route: Route, mayBegin: MayBegin): Promise<void> {
    const say = (speech: Speech): Promise<Posted | null> =>
      sayAlone(platformOf(route), claimed, { route, speech, mayBegin });
    await onItsWay([claimed], () => send([claimed], route, { speak: () => claimed.speak(), say, mayBegin }));
  }

  async function sendTogether(
    { key, roots }: Extract<NextRoots<RootIn>, { kind: 'together' }>,
    route: Route,
    mayBegin: MayBegin,
  ): Promise<number> {
    const wanted = roots.map(({ outbox, id }) =>
      outbox.claim(route, holds.failures(route), isFree, { id, joined: key }),
    );
    const [first, ...others] = (await Promise.all(wanted)).filter((one) => one !== null);
    if (!first) return 0;
    const claims: Claims = [first, ...others];
    const speak = (): Promise<CardSpeech | null> => wording.ofJoined(key, route, clock.now());
    const say = (speech: CardSpeech): Promise<Posted | null> =>
      sayTogether(platformOf(route), claims, { key, route, speech, mayBegin });
    await onItsWay(claims, () => send(claims, route, { speak, say, mayBegin }));
    return claims.length;
  }

  /** The outboxes in which something may wait, of however many there are. */
  async function filled(): Promise<readonly Outgoing[]> {
    const waiting = new Set(await store.waiting());
    const own = waiting.size === 0 ? [] : ofPortfolios.filter(([id]) => waiting.has(id));
    return [...own.map(([, outbox]) => outbox), ofBot];
  }

  async function isAnythingDue(route: Route, outboxes: readonly Outgoing[]): Promise<boolean> {
    for (const outbox of outboxes) if (await outbox.isDue(route, isFree)) return true;
    return false;
  }

  async function drain(route: Route, outboxes: () => Promise<readonly Outgoing[]>): Promise<number> {
    const { routeClaims } = options;
    if (!routeClaims) return drainHeld(route, null);
    if (!(await isAnythingDue(route, await outboxes()))) return 0;
    const claim = await routeClaims.take(route);
    if (claim === null) return 0;
    try {
      holds.recall(route, claim.note);
      return await drainHeld(route, claim);
    } finally {
      await claim.drop(holds.noteOf(route));
    }
  }

  async function waitingOn(route: Route): Promise<readonly Outgoing[]> {
    const waiting: Outgoing[] = [];
    for (const outbox of await filled()) if (await outbox.hasAny(route)) waiting.push(outbox);
    return waiting;
  }

  async function rootsIn(waiting: readonly Outgoing[], route: Route): Promise<readonly RootIn[]> {
    const roots: RootIn[] = [];
    for (const outbox of waiting)
      roots.push(...(await outbox.roots(route, isFree)).map((root) => ({ ...root, outbox })));
    return roots;
  }

  async function drainHeld(route: Route, claim: RouteClaim | null): Promise<number> {
    const mayBegin = claim === null ? undefined : (): boolean => claim.isHeld();
    const mayGoOn = (): boolean => !closing && !holds.isHeld(route) && mayBegin?.() !== false;
    const { joins } = platformOf(route);
    let sent = 0;

    /** New alerts of all portfolios go before whatever else waits. Returns where something waits. */
    async function sendRoots(): Promise<readonly Outgoing[]> {
      let isWorstTold = false;
      for (;;) {
        const waiting = await waitingOn(route);
        const next: NextRoots<RootIn> | null = nextRoots(await rootsIn(waiting, route), joins, isWorstTold);
        if (next === null || !mayGoOn()) return waiting;
        if (next.kind === 'together') {
          sent += await sendTogether(next, route, mayBegin);
          continue;
        }
        const { id, outbox } = next.root;
        const claimed = await outbox.claim(route, holds.failures(route), isFree, { id, joined: null });
        isWorstTold = next.isOfMany;
        if (!claimed) continue;
        await sendAlone(claimed, route, mayBegin);
        sent += 1;
      }
    }

    for (const outbox of await sendRoots()) {
      while (mayGoOn()) {
        const claimed = await outbox.claim(route, holds.failures(route), isFree);
        if (!claimed) break;
        await sendAlone(claimed, route, mayBegin);
        sent += 1;
        await sendRoots();
      }
    }
    return sent;
  }

  return {
    async deliverDue() {
      let sent = 0;
      let asked: Promise<readonly Outgoing[]> | null = null;
      const outboxes = (): Promise<readonly Outgoing[]> => (asked ??= filled());
      await Promise.all(
        open.map((route) => {
          const running = busy.get(route.id);
          if (running) return running;
          const started = drain(route, outboxes)
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

/** A root, and whose it is. */
interface RootIn extends WaitingRoot {
  readonly outbox: Outgoing;
}

/** What one message says. */
type Claims = readonly [Claim, ...Claim[]];

interface Sending<S> {
  readonly speak: () => Promise<S | null>;
  readonly say: (speech: S) => Promise<Posted | null>;
  readonly mayBegin: MayBegin;
}
