import type { DeliveryTrouble } from './delivery-trouble.js';
import type { DigestFacts } from './digest.js';
import type { Incident, Notice } from './incident.js';
import { fingerprint } from './fingerprint.js';
import type { Route } from './route.js';
import type { PortfolioId } from './snapshot.js';
import { MINUTE, SECOND, type Instant, type Span } from './time.js';
import { isOn, waitFrom } from './wait.js';

/** Where a posted message lives, in its platform's own terms. */
export interface Receipt {
  readonly channel: string;
  readonly message: string;
  /** The platform's id of the thread that hangs on the message, where it differs from the message's. */
  readonly thread: string | null;
}

/** One root message on one route and the incidents it stands for, through their life. */
export interface Thread {
  readonly id: string;
  readonly route: string;
  readonly incidents: readonly string[];
  readonly openedAt: Instant;
  /** Null until the root message is posted. */
  readonly receipt: Receipt | null;
  /** What the route was told, or is about to be told, of each incident. */
  readonly told: Readonly<Record<string, Told>>;
}

/** How an incident stands before its readers. */
export type Standing = 'open' | 'acknowledged' | 'silenced' | 'resolved' | 'withdrawn';

/** What a route knows of an incident: the worst level it was woken for, the level it is shown, and its standing. */
export interface Told {
  readonly worst: number;
  readonly level: number;
  readonly standing: Standing;
}

/** What is to be said. Facts, not strings: it is worded when it is sent, from the truth of that moment. */
export type NotificationBody =
  | {
      /** Post the root message, or edit it to the present truth. */
      readonly kind: 'root';
      readonly thread: string;
      /** The worst reason it is sent for; an edit for good news is quiet. */
      readonly notices: readonly Notice[];
      readonly loud: boolean;
    }
  | {
      /** A line in the log of a thread whose root is posted. */
      readonly kind: 'entry';
      readonly thread: string;
      readonly notices: readonly Notice[];
      readonly loud: boolean;
    }
  | { readonly kind: 'event'; readonly notices: readonly Notice[] }
  | { readonly kind: 'digest'; readonly digest: DigestFacts }
  | {
      /** The picture of a digest whose words were told, where a picture is a message of its own. */
      readonly kind: 'picture';
      readonly digest: DigestFacts;
    }
  /** Of older stores: a test alert is no longer queued. */
  | { readonly kind: 'test' }
  | {
      readonly kind: 'channel-broken';
      readonly route: string;
      /** Absent: an older version of the bot saved it. */
      readonly trouble?: DeliveryTrouble;
    }
  | {
      /** Alerts wait too long on another route. */
      readonly kind: 'undelivered';
      readonly route: string;
      readonly since: Instant;
      readonly trouble?: DeliveryTrouble;
    }
  | {
      /** Amends what was told of another route's trouble, which is over. */
      readonly kind: 'delivers-again';
      readonly route: string;
      readonly since: Instant;
      readonly until: Instant;
      readonly receipt: Receipt;
    }
  | { readonly kind: 'dropped'; readonly count: number; readonly oldest: Instant };

/** One thing to say on one route. */
export interface Notification {
  /** At most 25 letters, digits and dashes: also the key by which a platform recognises a repeat. */
  readonly id: string;
  readonly route: string;
  readonly createdAt: Instant;
  /** From when on it could be sent, to count how long it has waited. */
  readonly wantedAt: Instant;
  /** Not before this instant. */
  readonly dueAt: Instant;
  /** When the wait for it began; a clock that shows less was put back, and it is due. */
  readonly waitsFrom: Instant;
  /** While it waits, the rest of its route waits with it, so that nothing overtakes it. */
  readonly holdsRoute: boolean;
  readonly attempts: number;
  /** When the first attempt began whose end is not known: it may have arrived. Null: none has. */
  readonly sendingSince: Instant | null;
  /** Why the newest attempt failed; absent: none did. */
  readonly lastTrouble?: DeliveryTrouble;
  /** Set aside for good: the platform says it can never be delivered like this. */
  readonly parked: boolean;
  readonly body: NotificationBody;
}

/** The key within which order is kept: a thread's root goes before its entries, entries in their order. */
export function orderKeyOf(notification: Notification): string {
  const body = notification.body;
  return body.kind === 'root' || body.kind === 'entry'
    ? `${notification.route}|${body.thread}`
    : `${notification.route}|${notification.id}`;
}

/**
 * The notifications that may be sent now: due, not set aside, and first in their order. At most one per route,
 * oldest first, because a chat channel takes about one message a second.
 */
export function dueNotifications(outbox: readonly Notification[], now: Instant): readonly Notification[] {
  const blockedOrders = new Set<string>();
  const takenRoutes = new Set<string>();
  const due: Notification[] = [];
  for (const notification of outbox) {
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

/** Whether it waits on purpose for a time to be said, and not because an attempt failed. */
export function isPutOff(notification: Notification, now: Instant): boolean {
  return notification.attempts === 0 && isWaiting(notification, now);
}

function isWaiting({ waitsFrom, dueAt }: Notification, now: Instant): boolean {
  return isOn({ from: waitsFrom, to: dueAt }, now);
}

/** The notification, not to be sent before the end of a wait. */
export function putOff(notification: Notification, { from, to }: Span): Notification {
  return { ...notification, waitsFrom: from, dueAt: to };
}

/**
 * How long to wait after the `attempts`-th failed attempt: 2 s doubling up to 5 minutes, plus up to a quarter,
 * spread by the notification's id so that a burst does not come back as one.
 */
export function backOff(id: string, attempts: number): number {
  const base = Math.min(5 * MINUTE, 2 * SECOND * 2 ** Math.max(0, attempts - 1));
  const spread = (parseInt(fingerprint(`${id}|${String(attempts)}`), 36) % 1000) / 1000;
  return base + Math.round((base / 4) * spread);
}

/** The notification after an attempt that failed for now. `retryAfter` is the platform's own wish, in ms. */
export function postponed(
  notification: Notification,
  now: Instant,
  trouble: DeliveryTrouble,
  retryAfter: number | null,
): Notification {
  const attempts = notification.attempts + 1;
  const wait = waitFrom(now, retryAfter ?? backOff(notification.id, attempts));
  return putOff({ ...notification, attempts, lastTrouble: trouble }, wait);
}

/** What a thread shows: its incidents that are known, live ones and ended ones. */
export function incidentsOf(thread: Thread, all: readonly Incident[]): readonly Incident[] {
  const byId = new Map(all.map((incident) => [incident.id, incident]));
  return thread.incidents.flatMap((id) => byId.get(id) ?? []);
}

/** A new notification that is due at once. */
export function notificationOf(
  portfolio: PortfolioId,
  route: Pick<Route, 'id'>,
  sequence: number,
  body: NotificationBody,
  now: Instant,
): Notification {
  return {
    id: notificationId(portfolio, route.id, sequence),
    route: route.id,
    createdAt: now,
    wantedAt: now,
    dueAt: now,
    waitsFrom: now,
    holdsRoute: false,
    attempts: 0,
    sendingSince: null,
    parked: false,
    body,
  };
}

/** The fingerprint of portfolio and route and a number that never repeats: `tw-1x2y3z4-9`. */
function notificationId(portfolio: PortfolioId, route: string, sequence: number): string {
  return `tw-${fingerprint(`${portfolio}|${route}`)}-${sequence.toString(36)}`;
}
