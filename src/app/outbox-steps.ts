import type { Notification, Receipt, Thread } from '../domain/outbox.js';
import type { Route } from '../domain/route.js';
import type { PortfolioState } from '../domain/state.js';

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

/** The state after somebody deleted the message of a thread: the next attempt posts it anew. Null when there was none. */
export function postedAnew(state: PortfolioState, notification: Notification): PortfolioState | null {
  const { body, route } = notification;
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

/** The state after a notification was said: out of the outbox, and its thread knows where its messages are. */
export function said(
  state: PortfolioState,
  notification: Notification,
  receipt: Receipt | null,
): PortfolioState {
  const rest = without(state, notification.id);
  const body = notification.body;
  if (!receipt || (body.kind !== 'root' && body.kind !== 'entry')) return rest;
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
