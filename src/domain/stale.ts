import type { BotState } from './bot-state.js';
import type { DroppedBody, Notification, NotificationBody } from './notification.js';
import { threadOf, withNotification, type Outbox, type OutboxOwner } from './outbox.js';
import type { Route } from './route.js';
import type { PortfolioState } from './state.js';
import { incidentsOf } from './thread.js';
import { after, DAY, instantOf, type Instant } from './time.js';

/** News that waited longer than this helps nobody any more. */
const staleAfter = DAY;
/**
 * So many attempts take hours, whatever the clock shows. What was tried less often can be told. It may be old only
 * because the bot rested or the clock moved.
 */
export const triedOften = 90;

/** A route, and how often it failed since something was said there. */
export interface FailingRoute {
  readonly route: Pick<Route, 'id'>;
  readonly now: Instant;
  readonly failures: number;
}

/**
 * The state without what waited on a route for over a day and is over: log lines, events, tests, and alerts nobody ever
 * saw whose trouble has ended. One notification says how many were dropped, so that nothing is lost in silence. An
 * alert whose trouble goes on is never dropped: it tells the truth of the moment it arrives.
 */
export function withoutStale(state: PortfolioState, failing: FailingRoute): PortfolioState {
  const outbox = withoutOld(state.outbox, state.portfolio, failing, (one) => {
    if (one.body.kind !== 'root') return true;
    const thread = threadOf(state.outbox, one);
    if (!thread) return true;
    const shown = incidentsOf(thread, [...state.incidents, ...state.ended]);
    return thread.receipt === null && shown.every((incident) => incident.endedAt !== null);
  });
  return outbox === state.outbox ? state : { ...state, outbox };
}

/** The same of the bot's own: digests, and the word of another route's trouble once that is over. */
export function withoutStaleOfBot(state: BotState, failing: FailingRoute): BotState {
  const outbox = withoutOld(state.outbox, 'bot', failing, ({ body }) =>
    body.kind === 'undelivered' || body.kind === 'channel-broken'
      ? state.routeTroubles[body.route] === undefined
      : true,
  );
  return outbox === state.outbox ? state : { ...state, outbox };
}

/** Often the same outbox. A picture that is dropped is not counted, because its digest was told. */
function withoutOld<B extends NotificationBody>(
  outbox: Outbox<B | DroppedBody>,
  owner: OutboxOwner,
  { route, now, failures }: FailingRoute,
  isOver: (notification: Notification<B | DroppedBody>) => boolean,
): Outbox<B | DroppedBody> {
  const { notifications } = outbox;
  const isOld = ({ createdAt, attempts }: Notification): boolean =>
    createdAt <= after(now, -staleAfter) && Math.max(failures, attempts) >= triedOften;
  const dropped = notifications.filter((one) => one.route === route.id && isOld(one) && isOver(one));
  if (dropped.length === 0) return outbox;
  const bodies = dropped.map(({ body }): NotificationBody => body);
  const told = bodies.flatMap((body) => (body.kind === 'dropped' ? [body] : []));
  const left = { ...outbox, notifications: notifications.filter((one) => !dropped.includes(one)) };
  const news = dropped.filter(({ body }) => body.kind !== 'picture');
  if (news.length === 0) return left;
  const count = news.length - told.length + told.reduce((sum, one) => sum + one.count, 0);
  const oldest = Math.min(...news.map((one) => one.createdAt), ...told.map((one) => one.oldest));
  const threads = new Set(bodies.flatMap((body) => (body.kind === 'root' ? [body.thread] : [])));
  const body: DroppedBody = { kind: 'dropped', count, oldest: instantOf(oldest) };
  return withNotification(
    { ...left, threads: left.threads.filter((one) => one.route !== route.id || !threads.has(one.id)) },
    { owner, route, body, now },
  );
}
