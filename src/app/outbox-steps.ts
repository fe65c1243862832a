import { notificationOf, orderKeyOf, type Notification, type Thread } from '../domain/outbox.js';
import { withTroubleTold } from '../domain/trouble-telling.js';
import type { Route } from '../domain/route.js';
import type { PortfolioState } from '../domain/state.js';
import type { Instant } from '../domain/time.js';
import type { Posted } from '../ports.js';

/** The thread that a notification of a route belongs to. */
export function threadOf(
  state: PortfolioState,
  notification: Notification,
  route: Pick<Route, 'id'>,
): Thread | undefined {
  const body = notification.body;
  if (body.kind !== 'root' && body.kind !== 'entry') return undefined;
  return state.threads.find((thread) => thread.id === body.thread && thread.route === route.id);
}

/** The state with another notification in place of the one with the id. */
export function replaced(state: PortfolioState, id: string, notification: Notification): PortfolioState {
  return { ...state, outbox: state.outbox.map((n) => (n.id === id ? notification : n)) };
}

/**
 * The state after somebody deleted a message: the next attempt posts that of a thread anew; one of trouble that is over is
 * let go. Null when there was none.
 */
export function postedAnew(state: PortfolioState, notification: Notification): PortfolioState | null {
  const { body, route } = notification;
  if (body.kind === 'delivers-again') return without(state, notification.id);
  const thread = state.threads.find(
    (one) => body.kind === 'root' && one.id === body.thread && one.route === route && one.receipt !== null,
  );
  if (!thread) return null;
  return {
    ...replaced(state, notification.id, { ...notification, sendingSince: null }),
    threads: state.threads.map((one) => (one === thread ? { ...one, receipt: null } : one)),
  };
}

/** The state without a notification. */
export function without(state: PortfolioState, id: string): PortfolioState {
  return { ...state, outbox: state.outbox.filter((n) => n.id !== id) };
}

/** The state after a digest's words were told on their own: its picture waits in their place. */
export function pictureNext(state: PortfolioState, told: Notification, now: Instant): PortfolioState {
  if (told.body.kind !== 'digest') return state;
  const sequence = state.sequence + 1;
  const body = { kind: 'picture', digest: told.body.digest } as const;
  const picture = notificationOf(state.portfolio, { id: told.route }, sequence, body, now);
  return { ...replaced(state, told.id, picture), sequence };
}

/**
 * The state after a notification was said: out of the outbox, and its thread knows where its messages are. `worded` is
 * the state it was put into words from: a root that was posted from it told all that waited for its thread by then.
 */
export function said(
  state: PortfolioState,
  notification: Notification,
  posted: Posted | null,
  worded: PortfolioState,
  now: Instant,
): PortfolioState {
  const body = notification.body;
  const spoken = without(state, notification.id);
  if (!posted) return spoken;
  const receipt = { channel: posted.channel, message: posted.message, thread: posted.thread };
  if (body.kind !== 'root' && body.kind !== 'entry')
    return withTroubleTold(spoken, notification, receipt, now);
  const told = body.kind === 'root' && !posted.earlier ? alsoTold(worded, notification) : new Set<string>();
  const rest = { ...spoken, outbox: spoken.outbox.filter((n) => !told.has(n.id)) };
  return {
    ...rest,
    threads: rest.threads.map((thread) => {
      if (thread.id !== body.thread || thread.route !== notification.route) return thread;
      if (body.kind === 'root') return { ...thread, receipt };
      if (!thread.receipt || receipt.thread === null) return thread;
      return { ...thread, receipt: { ...thread.receipt, thread: receipt.thread } };
    }),
  };
}

/** What waited for the thread of a root when it was put into words, and would only say the same again later. */
function alsoTold(worded: PortfolioState, root: Notification): ReadonlySet<string> {
  const key = orderKeyOf(root);
  const waited = worded.outbox.filter((n) => n.id !== root.id && orderKeyOf(n) === key);
  return new Set(waited.filter((n) => isLoud(root) || !isLoud(n)).map((n) => n.id));
}

function isLoud({ body }: Notification): boolean {
  return 'loud' in body && body.loud;
}
