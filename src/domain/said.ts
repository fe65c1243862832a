import { notificationOf, type BotBody, type Notification, type NotificationBody } from './notification.js';
import { orderKeyOf, replaced, without, type Outbox } from './outbox.js';
import { apart, type Receipt } from './thread.js';
import type { Instant } from './time.js';

/** A message that was posted; `earlier`: by an attempt before, or maybe so. */
interface Message extends Receipt {
  readonly earlier: boolean;
}

/**
 * The outbox after a notification was said; its thread knows where its messages are. `worded` is the outbox at the time
 * it was put into words: a root that was posted then told all that waited for its thread.
 */
export function afterSaid<B extends NotificationBody>(
  outbox: Outbox<B>,
  notification: Notification<B>,
  posted: Message | null,
  worded: Outbox<B>,
): Outbox<B> {
  const body: NotificationBody = notification.body;
  const spoken = without(outbox, notification.id);
  if (!posted || (body.kind !== 'root' && body.kind !== 'entry')) return spoken;
  const { channel, message, thread } = posted;
  const receipt: Receipt = { channel, message, thread };
  const told = body.kind === 'root' && !posted.earlier ? alsoTold(worded, notification) : new Set<string>();
  return {
    ...spoken,
    notifications: spoken.notifications.filter(({ id }) => !told.has(id)),
    threads: spoken.threads.map((one) => {
      if (one.id !== body.thread || one.route !== notification.route) return one;
      if (body.kind === 'root') return { ...one, receipt };
      if (!one.receipt || receipt.thread === null) return one;
      return { ...one, receipt: { ...one.receipt, thread: receipt.thread } };
    }),
  };
}

/**
 * The outbox after somebody deleted a message: the next attempt posts that of a thread anew; one of trouble that is over
 * is let go. Null when there was none.
 */
export function postedAnew<B extends NotificationBody>(
  outbox: Outbox<B>,
  notification: Notification<B>,
): Outbox<B> | null {
  const body: NotificationBody = notification.body;
  const { route } = notification;
  if (body.kind === 'delivers-again') return without(outbox, notification.id);
  const thread = outbox.threads.find(
    (one) => body.kind === 'root' && one.id === body.thread && one.route === route && one.receipt !== null,
  );
  if (!thread) return null;
  return {
    ...replaced(outbox, notification.id, { ...notification, sendingSince: null }),
    threads: outbox.threads.map((one) => (one === thread ? { ...apart(one), receipt: null } : one)),
  };
}

/** The bot's outbox after a digest's words were told on their own: its picture waits in their place. */
export function pictureNext(
  outbox: Outbox<BotBody>,
  told: Notification<BotBody>,
  now: Instant,
): Outbox<BotBody> {
  if (told.body.kind !== 'digest') return outbox;
  const body = { kind: 'picture', digest: told.body.digest } as const;
  const sequence = outbox.sequence + 1;
  const picture = notificationOf('bot', { id: told.route }, sequence, body, now);
  return { ...replaced(outbox, told.id, picture), sequence };
}

/** What waited for a root's thread when the root was put into words. It would only repeat the same later. */
function alsoTold(worded: Outbox, root: Notification): ReadonlySet<string> {
  const key = orderKeyOf(root);
  const waited = worded.notifications.filter((n) => n.id !== root.id && orderKeyOf(n) === key);
  return new Set(waited.filter((n) => isLoud(root) || !isLoud(n)).map((n) => n.id));
}

function isLoud({ body }: Notification): boolean {
  return 'loud' in body && body.loud;
}
