import type { DeliveryTrouble } from './delivery-trouble.js';
import type { DigestFacts } from './digest.js';
import { fingerprint } from './fingerprint.js';
import type { Notice } from './incident.js';
import type { Route } from './route.js';
import type { Receipt } from './thread.js';
import { MINUTE, SECOND, type Instant, type Span } from './time.js';
import { isOn, waitFrom } from './wait.js';

/** What is to be said. Facts, not strings: it is worded when it is sent, from the truth of that moment. */
export type NotificationBody = PortfolioBody | BotBody;

/** What a portfolio has to say. */
export type PortfolioBody =
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
  | AnyonesBody;

/** What the bot has to say of itself, or of all portfolios together. */
export type BotBody =
  | { readonly kind: 'digest'; readonly digest: DigestFacts }
  | {
      /** The picture of a digest whose words were told. There, a picture is its own message. */
      readonly kind: 'picture';
      readonly digest: DigestFacts;
    }
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
  | AnyonesBody;

/** What may wait in any outbox. */
export type AnyonesBody =
  /** Of older stores: a test alert is no longer queued. */
  { readonly kind: 'test' } | DroppedBody;

/** So many waited in vain and were let go. */
export interface DroppedBody {
  readonly kind: 'dropped';
  readonly count: number;
  readonly oldest: Instant;
}

/** One thing to say on one route. */
export interface Notification<B extends NotificationBody = NotificationBody> {
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
  /** While it waits, the rest of its route waits too. Nothing overtakes it. */
  readonly holdsRoute: boolean;
  readonly attempts: number;
  /** When the first attempt began whose end is not known: it may have arrived. Null: none has. */
  readonly sendingSince: Instant | null;
  /** Why the newest attempt failed; absent: none did. */
  readonly lastTrouble?: DeliveryTrouble;
  /** Set aside for good: the platform says it can never be delivered like this. */
  readonly parked: boolean;
  readonly body: B;
}

/** A new notification that is due at once. */
export function notificationOf<B extends NotificationBody>(
  owner: string,
  route: Pick<Route, 'id'>,
  sequence: number,
  body: B,
  now: Instant,
): Notification<B> {
  return {
    id: notificationId(owner, route.id, sequence),
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

/** The fingerprint of owner and route and a number that never repeats: `tw-1x2y3z4-9`. */
function notificationId(owner: string, route: string, sequence: number): string {
  return `tw-${fingerprint(`${owner}|${route}`)}-${sequence.toString(36)}`;
}

/** Whether it waits for its time on purpose, and not because an attempt failed. */
export function isPutOff(notification: Notification, now: Instant): boolean {
  return notification.attempts === 0 && isWaiting(notification, now);
}

/** Whether it may not be sent yet. */
export function isWaiting({ waitsFrom, dueAt }: Notification, now: Instant): boolean {
  return isOn({ from: waitsFrom, to: dueAt }, now);
}

/** The notification, not to be sent before the end of a wait. */
export function putOff<B extends NotificationBody>(
  notification: Notification<B>,
  { from, to }: Span,
): Notification<B> {
  return { ...notification, waitsFrom: from, dueAt: to };
}

/**
 * Milliseconds to wait after the `attempts`-th failed attempt. 2 s, doubling up to 5 minutes, plus up to a quarter. The
 * id sets that part, so that a burst does not come back as one.
 */
export function backOff(id: string, attempts: number): number {
  const base = Math.min(5 * MINUTE, 2 * SECOND * 2 ** Math.max(0, attempts - 1));
  const spread = (parseInt(fingerprint(`${id}|${String(attempts)}`), 36) % 1000) / 1000;
  return base + Math.round((base / 4) * spread);
}

/** The notification after an attempt that failed for now. `retryAfter` is the platform's own wish, in ms. */
export function postponed<B extends NotificationBody>(
  notification: Notification<B>,
  now: Instant,
  trouble: DeliveryTrouble,
  retryAfter: number | null,
): Notification<B> {
  const attempts = notification.attempts + 1;
  const wait = waitFrom(now, retryAfter ?? backOff(notification.id, attempts));
  return putOff({ ...notification, attempts, lastTrouble: trouble }, wait);
}
