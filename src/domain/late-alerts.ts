import type { DeliveryTrouble } from './delivery-trouble.js';
import { atLeast } from './finding.js';
import { incidentsOf } from './thread.js';
import { isPutOff, type Notification, type NotificationBody } from './notification.js';
import { threadOf, type Outbox } from './outbox.js';
import type { PortfolioState } from './state.js';
import type { Instant } from './time.js';

/** Since when an alert waits on a route that should have taken it. `trouble`: what its newest attempt met. */
export interface Late {
  readonly since: Instant;
  readonly trouble?: DeliveryTrouble;
}

/** When an alert that nothing is known to hold up counts as late. */
export interface LateAfter {
  /** Milliseconds. */
  readonly wait: number;
  /** The routes on which something that waits has failed. */
  readonly failing: ReadonlySet<string>;
  /** Whether it was tried, or seen to wait. So a start of the bot alone makes nothing late. */
  readonly wasTried: (notification: Notification) => boolean;
}

/** By route: the longest waiting alert of severity warning or worse. Only where it waits too long. */
export function lateAlerts(
  states: readonly PortfolioState[],
  now: Instant,
  { wait, failing, wasTried }: LateAfter,
): ReadonlyMap<string, Late> {
  const late = new Map<string, Late>();
  for (const state of states) {
    for (const one of state.outbox.notifications) {
      const { route, wantedAt, lastTrouble } = one;
      const known = late.get(route);
      if (now - wantedAt < wait || (known && known.since <= wantedAt)) continue;
      if (isPutOff(one, now) || !isAlert(one, state) || !(failing.has(route) || wasTried(one))) continue;
      late.set(route, { since: wantedAt, ...(lastTrouble === undefined ? {} : { trouble: lastTrouble }) });
    }
  }
  return late;
}

/** The routes on which an alert waits that has failed, however short a time ago. */
export function routesOwingAlerts(states: readonly PortfolioState[]): ReadonlySet<string> {
  return new Set(
    states.flatMap((state) =>
      state.outbox.notifications
        .filter((one) => one.attempts > 0 && isAlert(one, state))
        .map(({ route }) => route),
    ),
  );
}

/** The routes on which something that waits has failed. */
export function failingRoutes(outboxes: readonly Outbox[]): ReadonlySet<string> {
  return new Set(
    outboxes.flatMap(({ notifications }) =>
      notifications.filter(({ attempts }) => attempts > 0).map(({ route }) => route),
    ),
  );
}

/** By route: since when its oldest notification waits that is not put off on purpose. */
export function oldestWaiting(outboxes: readonly Outbox[], now: Instant): ReadonlyMap<string, Instant> {
  const oldest = new Map<string, Instant>();
  for (const one of outboxes.flatMap(({ notifications }) => notifications)) {
    const known = oldest.get(one.route);
    if (isPutOff(one, now) || (known !== undefined && known <= one.wantedAt)) continue;
    oldest.set(one.route, one.wantedAt);
  }
  return oldest;
}

/** The outbox in which nothing has been wanted since a time ahead: the clock was put back. Often the same one. */
export function withNothingWantedAhead<B extends NotificationBody>(
  outbox: Outbox<B>,
  now: Instant,
): Outbox<B> {
  const isAhead = (one: Notification): boolean => one.wantedAt > now && !isPutOff(one, now);
  if (!outbox.notifications.some(isAhead)) return outbox;
  const notifications = outbox.notifications.map((one) => (isAhead(one) ? { ...one, wantedAt: now } : one));
  return { ...outbox, notifications };
}

function isAlert(notification: Notification, state: PortfolioState): boolean {
  const { body } = notification;
  if (!('notices' in body)) return false;
  const told = body.notices.map(({ incident }) => incident);
  const thread = threadOf(state.outbox, notification);
  const shown = thread ? incidentsOf(thread, [...state.incidents, ...state.ended]) : [];
  return [...told, ...shown].some(({ finding }) => atLeast(finding.severity, 'warning'));
}
