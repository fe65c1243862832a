import {
  isWaiting,
  notificationOf,
  putOff,
  type Notification,
  type NotificationBody,
} from './notification.js';
import type { Route } from './route.js';
import type { PortfolioId } from './snapshot.js';
import type { Thread } from './thread.js';
import type { Instant, Span } from './time.js';
import { waitFrom } from './wait.js';

/** What is still to be said on the routes, and the threads of what was. */
export interface Outbox<B extends NotificationBody = NotificationBody> {
  /** Numbers notifications, so that each has a key of its own. */
  readonly sequence: number;
  readonly threads: readonly Thread[];
  /** The oldest first. */
  readonly notifications: readonly Notification<B>[];
}

/** Whose outbox it is: a portfolio's, or the bot's own. */
export type OutboxOwner = PortfolioId | 'bot';

/** An outbox in which nothing was ever put; it fits whoever owns it. */
export const emptyOutbox: Outbox<never> = { sequence: 0, threads: [], notifications: [] };

/** What is to be put into an outbox. */
interface Wish<B extends NotificationBody> {
  readonly owner: OutboxOwner;
  readonly route: Pick<Route, 'id'>;
  readonly body: B;
  readonly now: Instant;
  /** Until when it is put off; absent: it is due at once. */
  readonly wait?: Span;
}

/** The outbox with one more notification, the last in order. */
export function withNotification<B extends NotificationBody>(
  outbox: Outbox<B>,
  { owner, route, body, now, wait = waitFrom(now, 0) }: Wish<B>,
): Outbox<B> {
  const sequence = outbox.sequence + 1;
  const one = notificationOf(owner, route, sequence, body, now);
  const notification = putOff({ ...one, wantedAt: wait.to }, wait);
  return { ...outbox, sequence, notifications: [...outbox.notifications, notification] };
}

/** The outbox with another notification in place of the one with the id. */
export function replaced<B extends NotificationBody>(
  outbox: Outbox<B>,
  id: string,
  notification: Notification<B>,
): Outbox<B> {
  return {
    ...outbox,
    notifications: outbox.notifications.map((one) => (one.id === id ? notification : one)),
  };
}

/** The outbox without a notification. */
export function without<B extends NotificationBody>(outbox: Outbox<B>, id: string): Outbox<B> {
  return { ...outbox, notifications: outbox.notifications.filter((one) => one.id !== id) };
}

/** The thread that a notification belongs to; undefined: none, or it is gone. */
export function threadOf(outbox: Outbox, { body, route }: Notification): Thread | undefined {
  if (body.kind !== 'root' && body.kind !== 'entry') return undefined;
  return outbox.threads.find((thread) => thread.id === body.thread && thread.route === route);
}

/** The key within which order is kept: a thread's root goes before its entries, entries in their order. */
export function orderKeyOf(notification: Notification): string {
  const body = notification.body;
  return body.kind === 'root' || body.kind === 'entry'
    ? `${notification.route}|${body.thread}`
    : `${notification.route}|${notification.id}`;
}

/**
 * The notifications that may be sent now: due, not set aside, and first in their order. At most one per route, oldest
 * first. A chat channel takes about one message a second.
 */
export function dueNotifications<B extends NotificationBody>(
  notifications: readonly Notification<B>[],
  now: Instant,
): readonly Notification<B>[] {
  const blockedOrders = new Set<string>();
  const takenRoutes = new Set<string>();
  const due: Notification<B>[] = [];
  for (const notification of notifications) {
    if (notification.parked) continue;
    const order = orderKeyOf(notification);
    if (blockedOrders.has(order)) continue;
    blockedOrders.add(order);
    const waits = isWaiting(notification, now);
    if (takenRoutes.has(notification.route) || (waits && !notification.holdsRoute)) continue;
    takenRoutes.add(notification.route);
    if (waits) continue;
    due.push(notification);
  }
  return due;
}
