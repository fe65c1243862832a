import { incidentsOf } from './thread.js';
import type { Notification } from './notification.js';
import { threadOf, withNotification } from './outbox.js';
import type { Route } from './route.js';
import type { PortfolioState } from './state.js';
import { after, DAY, instantOf, type Instant } from './time.js';

/** News that waited longer than this helps nobody any more. */
const staleAfter = DAY;
/**
 * So many attempts take hours, whatever the clock shows. What was tried less often may be old only because the bot was not
 * running, or because the clock was moved, and can be told.
 */
export const triedOften = 90;

/**
 * The state without what waited on a route for more than a day and is over: log lines, events, digests and tests, and
 * alerts nobody ever saw whose trouble has ended. One notification says how many were dropped, so that nothing is lost
 * in silence; a picture is not counted, because its digest was told. An alert whose trouble goes on is never dropped:
 * it tells the truth of the moment it arrives. `failures` says how often the route failed since something was said there.
 */
export function withoutStale(
  state: PortfolioState,
  route: Pick<Route, 'id'>,
  now: Instant,
  failures: number,
): PortfolioState {
  const { notifications } = state.outbox;
  const dropped = notifications.filter((one) => one.route === route.id && isStale(one, state, now, failures));
  if (dropped.length === 0) return state;
  const told = dropped.flatMap(({ body }) => (body.kind === 'dropped' ? [body] : []));
  const left = { ...state.outbox, notifications: notifications.filter((one) => !dropped.includes(one)) };
  const news = dropped.filter(({ body }) => body.kind !== 'picture');
  if (news.length === 0) return { ...state, outbox: left };
  const counted = news.length - told.length + told.reduce((sum, { count }) => sum + count, 0);
  const oldest = Math.min(...news.map((one) => one.createdAt), ...told.map((one) => one.oldest));
  const threads = new Set(dropped.flatMap(({ body }) => (body.kind === 'root' ? [body.thread] : [])));
  const body = { kind: 'dropped', count: counted, oldest: instantOf(oldest) } as const;
  const outbox = {
    ...left,
    threads: left.threads.filter((one) => one.route !== route.id || !threads.has(one.id)),
  };
  return { ...state, outbox: withNotification(outbox, { owner: state.portfolio, route, body, now }) };
}

function isStale(notification: Notification, state: PortfolioState, now: Instant, failures: number): boolean {
  if (notification.createdAt > after(now, -staleAfter)) return false;
  if (Math.max(failures, notification.attempts) < triedOften) return false;
  const { body } = notification;
  if (body.kind === 'undelivered' || body.kind === 'channel-broken')
    return state.routeTroubles[body.route] === undefined;
  if (body.kind !== 'root') return true;
  const thread = threadOf(state.outbox, notification);
  if (!thread) return true;
  const shown = incidentsOf(thread, [...state.incidents, ...state.ended]);
  return thread.receipt === null && shown.every((incident) => incident.endedAt !== null);
}
