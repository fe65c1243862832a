import type { Notification, NotificationBody } from '../domain/notification.js';
import { dueNotifications, replaced, threadOf, without, type Outbox } from '../domain/outbox.js';
import type { Route } from '../domain/route.js';
import { postedAnew } from '../domain/said.js';
import type { Thread } from '../domain/thread.js';
import type { Clock, Posted } from '../ports.js';
import type { OutboxOwner } from './outbox-owners.js';
import type { Speech } from './speech.js';

/** What waits in one outbox, whoever owns it. */
export interface Outgoing {
  /** Whether something of a route seems to be due. Throws StoreError. */
  isDue(route: Route, isFree: (id: string) => boolean): Promise<boolean>;
  /**
   * Marks a route's next due notification as on its way, before anything is sent. The mark is in the store; null: none
   * is due. `failures` says how often the route failed since something was said there. Throws StoreError.
   */
  claim(route: Route, failures: number, isFree: (id: string) => boolean): Promise<Claim | null>;
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
  owner: OutboxOwner<B, S>,
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
          const outbox = current ? replaced(saved.outbox, id, later(current)) : saved.outbox;
          return { state: current ? withOutbox(saved, outbox) : saved, result: undefined };
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
    return dueNotifications(here, clock.now()).find(({ id }) => isFree(id));
  }

  async function isDue(route: Route, isFree: (id: string) => boolean): Promise<boolean> {
    const waiting = await owner.read();
    return waiting !== null && nextIn(waiting, route, isFree) !== undefined;
  }

  return {
    isDue,
    async claim(route, failures, isFree) {
      if (!(await isDue(route, isFree))) return null;
      return owner.update<Claim | null>((saved) => {
        const state = owner.withoutStale(saved, { route, now: clock.now(), failures });
        const notification = nextIn(state, route, isFree);
        if (!notification) return { state, result: null };
        const { id, sendingSince } = notification;
        // The first time is kept: whatever attempt arrived, it arrived after that.
        const sending = { ...notification, sendingSince: sendingSince ?? clock.now() };
        const next = withOutbox(state, replaced(state.outbox, id, sending));
        return { state: next, result: claimed(next, sending, route, sendingSince) };
      });
    },
  };
}
