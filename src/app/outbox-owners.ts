import type { BotState } from '../domain/bot-state.js';
import type { BotBody, Notification, NotificationBody, PortfolioBody } from '../domain/notification.js';
import { rootsWaiting, type WaitingRoot } from '../domain/joined.js';
import type { Outbox } from '../domain/outbox.js';
import type { Route } from '../domain/route.js';
import { afterSaid, pictureNext } from '../domain/said.js';
import { withoutStale, withoutStaleOfBot, type FailingRoute } from '../domain/stale.js';
import { freshState, type PortfolioState } from '../domain/state.js';
import type { Instant } from '../domain/time.js';
import { withTroubleTold } from '../domain/trouble-telling.js';
import type { PortfolioPlan, Posted, Store } from '../ports.js';
import type { Speech, Wording } from './speech.js';

/** Whoever has an outbox, and how its state changes as things are said. */
export interface OutboxHolder<B extends NotificationBody, S extends { readonly outbox: Outbox<B> }> {
  /** Null: it never had anything to say. Throws StoreError. */
  read(): Promise<S | null>;
  /** As the store's. Throws StoreError. */
  update<R>(change: (state: S) => { readonly state: S; readonly result: R }): Promise<R>;
  withoutStale(state: S, failing: FailingRoute): S;
  /** The roots of a route that are told before all else. */
  roots(state: S, route: Route, now: Instant): readonly WaitingRoot[];
  /** Words it from the state; null when there is nothing left to say. */
  speak(state: S, notification: Notification<B>, route: Route, now: Instant): Promise<Speech | null>;
  afterSaid(state: S, said: Said<B, S>): S;
}

/** A notification that was said. */
interface Said<B extends NotificationBody, S> {
  readonly notification: Notification<B>;
  /** Null: nothing was posted, only edited. */
  readonly posted: Posted | null;
  /** The state it was put into words from. */
  readonly worded: S;
  /** Whether a picture is a message of its own there. */
  readonly picturesApart: boolean;
  readonly now: Instant;
}

/** A portfolio and its alerts. */
export function portfolioOwner(
  store: Store,
  { id, name }: Pick<PortfolioPlan, 'id' | 'name'>,
  wording: Wording,
): OutboxHolder<PortfolioBody, PortfolioState> {
  return {
    read: () => store.read(id),
    update: (change) => store.update(id, (saved) => change(saved ?? freshState(id, name))),
    withoutStale,
    roots: rootsWaiting,
    speak: (state, notification, route, now) => wording.ofPortfolio(state, notification, route, now),
    afterSaid: (state, { notification, posted, worded }) => ({
      ...state,
      outbox: afterSaid(state.outbox, notification, posted, worded.outbox),
    }),
  };
}

/** The bot, with digests and what it says of itself. */
export function botOwner(store: Store, wording: Wording): OutboxHolder<BotBody, BotState> {
  return {
    read: () => store.readBot(),
    update: (change) => store.updateBot(change),
    withoutStale: withoutStaleOfBot,
    roots: () => [],
    speak: (_, notification, route, now) => wording.ofBot(notification, route, now),
    afterSaid(state, { notification, posted, worded, picturesApart, now }) {
      // In the same write: a process that dies here or later still owes the picture, or still asks for the words.
      if (notification.body.kind === 'digest' && picturesApart)
        return { ...state, outbox: pictureNext(state.outbox, notification, now) };
      const said = { ...state, outbox: afterSaid(state.outbox, notification, posted, worded.outbox) };
      if (!posted) return said;
      const { channel, message, thread } = posted;
      return withTroubleTold(said, notification, { channel, message, thread }, now);
    },
  };
}
