import { isOfJoined, withJoined, withoutUnposted, type WaitingRoot } from '../domain/joined.js';
import type { Notification, NotificationBody } from '../domain/notification.js';
import { dueNotifications, replaced, threadOf, without, type Outbox } from '../domain/outbox.js';
import type { Route } from '../domain/route.js';
import { postedAnew } from '../domain/said.js';
import type { Thread } from '../domain/thread.js';
import type { Clock, Posted } from '../ports.js';
import type { OutboxHolder } from './outbox-owners.js';
import type { Speech } from './speech.js';

/** What waits in one outbox, whoever owns it. */
export interface Outgoing {
  /** Whether something of a route seems to be due. Throws StoreError. */
  isDue(route: Route, isFree: (id: string) => boolean): Promise<boolean>;
  /**
   * Marks a route's next due notification as on its way, before anything is sent. The mark is in the store; null: none
   * is due. `failures` says how often the route failed since something was said there.
   * `root` says which one is wanted. Throws StoreError.
   */
  claim(
    route: Route,
    failures: number,
    isFree: (id: string) => boolean,
    root?: WantedRoot,
  ): Promise<Claim | null>;
  /** Whether anything is still to be said on a route, now or later. Throws StoreError. */
  hasAny(route: Route): Promise<boolean>;
  /** The roots of a route that are told before all else. Throws StoreError. */
  roots(route: Route, isFree: (id: string) => boolean): Promise<readonly WaitingRoot[]>;
}

/** A root that is to be sent, by the id of its notification. */
interface WantedRoot {
  readonly id: string;
  /** The key of the message that says it together with others; null: it has one of its own. */
  readonly joined: string | null;
}

/** A notification on its way. All of it throws StoreError. */
export interface Claim {
  readonly notification: Notification;
  /** Where it belongs; undefined: nowhere. */
  readonly thread: Thread | undefined;
  /** When the first attempt began that may have arrived; null: none has. */
  readonly maybeSentSince: Notification['sendingSince'];
  /** Words it from the truth of this moment; null when there is nothing left to say. */
  speak(): Promise<Speech | null>;
  /** Lets go of it. */
  drop(): Promise<void>;
  /** Remembers in one write that it was said, and what that leaves to be said. */
  said(posted: Posted | null, picturesApart: boolean): Promise<void>;
  /** Puts `later` in its place. */
  failed(later: <B extends NotificationBody>(current: Notification<B>) => Notification<B>): Promise<void>;
  /** The message to edit is gone: lets it be posted anew. False when there was none, and nothing changed. */
  gone(): Promise<boolean>;
}

/** Builds the way out of an outbox. */
export function outgoing<B extends NotificationBody, S extends { readonly outbox: Outbox<B> }>(
  owner: OutboxHolder<B, S>,
  clock: Clock,
): Outgoing {
  const withOutbox = (state: S, outbox: Outbox<B>): S => ({ ...state, outbox });

  function claimed(
    state: S,
    notification: Notification<B>,
    route: Route,
    maybeSentSince: Claim['maybeSentSince'],
  ): Claim {
    const { id } = notification;
    return {
      notification,
      thread: threadOf(state.outbox, notification),
      maybeSentSince,
      speak: () => owner.speak(state, notification, route, clock.now()),
      drop: () =>
        owner.update((saved) => ({ state: withOutbox(saved, without(saved.outbox, id)), result: undefined })),
      said: (posted, picturesApart) =>
        owner.update((saved) => {
          const said = { notification, posted, worded: state, picturesApart, now: clock.now() };
          return { state: owner.afterSaid(saved, said), result: undefined };
        }),
      failed: (later) =>
        owner.update((saved) => {
          const current = saved.outbox.notifications.find((one) => one.id === id);
          if (!current) return { state: saved, result: undefined };
          const next = later(current);
          // What has not arrived may be told in another way.
          const free = next.sendingSince === null ? withoutUnposted(saved.outbox, next) : saved.outbox;
          const outbox = replaced(free, id, next);
          return { state: withOutbox(saved, outbox), result: undefined };
        }),
      gone: () =>
        owner.update((saved) => {
          const current = saved.outbox.notifications.find((one) => one.id === id);
          const anew = current ? postedAnew(saved.outbox, current) : null;
          return { state: anew ? withOutbox(saved, anew) : saved, result: anew !== null };
        }),
    };
  }

  function nextIn({ outbox }: S, route: Route, isFree: (id: string) => boolean): Notification<B> | undefined {
    const here = outbox.notifications.filter((one) => one.route === route.id);
    return dueNotifications(here, clock.now()).find((one) => isFree(one.id) && !isOfJoined(outbox, one));
  }

  function rootsIn(state: S, route: Route, isFree: (id: string) => boolean): readonly WaitingRoot[] {
    return owner.roots(state, route, clock.now()).filter(({ id }) => isFree(id));
  }

  function rootIn(state: S, route: Route, { id }: WantedRoot): Notification<B> | undefined {
    const isWaiting = owner.roots(state, route, clock.now()).some((one) => one.id === id);
    return isWaiting ? state.outbox.notifications.find((one) => one.id === id) : undefined;
  }

  async function isDue(route: Route, isFree: (id: string) => boolean): Promise<boolean> {
    const waiting = await owner.read();
    if (waiting === null) return false;
    return nextIn(waiting, route, isFree) !== undefined || rootsIn(waiting, route, isFree).length > 0;
  }

  return {
    isDue,
    async hasAny(route) {
      const waiting = await owner.read();
      return waiting?.outbox.notifications.some((one) => one.route === route.id) === true;
    },
    async roots(route, isFree) {
      const waiting = await owner.read();
      return waiting === null ? [] : rootsIn(waiting, route, isFree);
    },
    async claim(route, failures, isFree, root) {
      const waiting = await owner.read();
      if (waiting === null || (root === undefined && nextIn(waiting, route, isFree) === undefined))
        return null;
      return owner.update<Claim | null>((saved) => {
        const state = owner.withoutStale(saved, { route, now: clock.now(), failures });
        const notification = root === undefined ? nextIn(state, route, isFree) : rootIn(state, route, root);
        if (!notification) return { state, result: null };
        const { id, sendingSince } = notification;
        // The first time is kept: whatever attempt arrived, it arrived after that.
        const sending = { ...notification, sendingSince: sendingSince ?? clock.now() };
        const marked = replaced(state.outbox, id, sending);
        const key = root?.joined ?? null;
        const next = withOutbox(state, key === null ? marked : withJoined(marked, sending, key));
        return { state: next, result: claimed(next, sending, route, sendingSince) };
      });
    },
  };
}
