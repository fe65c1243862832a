import { atLeast } from './severity.js';
import type { Incident } from './incident.js';
import { isWaiting, type Notification, type NotificationBody } from './notification.js';
import { orderKeyOf, threadOf, type Outbox } from './outbox.js';
import type { Route } from './route.js';
import type { PortfolioState } from './state.js';
import { apart, incidentsOf, type Thread } from './thread.js';
import type { Instant } from './time.js';

/** The root message of a thread that may be posted or edited now. */
export interface WaitingRoot {
  /** Of the notification that asks for it. */
  readonly id: string;
  /** The key of the message that it shares with other threads; null: none. */
  readonly joined: string | null;
  readonly isPosted: boolean;
  /** Whether an attempt to say it may have arrived. */
  readonly mayBeSent: boolean;
  readonly badness: Badness;
}

/** How bad the live incidents of a thread are, for comparison. */
interface Badness {
  /** Higher is worse. */
  readonly severity: number;
  readonly level: number;
  readonly since: Instant;
}

/** So many alerts each get a message of their own; of more, only the worst does. */
const toldAlone = 4;

/** The root messages of a route that may be posted now. Shared ones that may be edited are among them. */
export function rootsWaiting(
  state: PortfolioState,
  route: Pick<Route, 'id'>,
  now: Instant,
): readonly WaitingRoot[] {
  const { outbox } = state;
  const orders = new Set<string>();
  const roots: WaitingRoot[] = [];
  for (const one of outbox.notifications) {
    if (one.route !== route.id || one.parked) continue;
    const order = orderKeyOf(one);
    if (orders.has(order)) continue;
    orders.add(order);
    const waits = isWaiting(one, now);
    if (waits && one.holdsRoute) break;
    const thread = one.body.kind === 'root' ? threadOf(outbox, one) : undefined;
    if (waits || !thread || (thread.receipt !== null && thread.joined === undefined)) continue;
    roots.push({
      id: one.id,
      joined: thread.joined ?? null,
      isPosted: thread.receipt !== null,
      mayBeSent: one.sendingSince !== null,
      badness: badnessOf(thread, state, one.createdAt),
    });
  }
  return roots;
}

/** Whether a notification is about a message that several threads share; it is said for all of them at once. */
export function isOfJoined(outbox: Outbox, notification: Notification): boolean {
  return notification.body.kind === 'root' && threadOf(outbox, notification)?.joined !== undefined;
}

/** The outbox in which a root shares the message with a key. */
export function withJoined<B extends NotificationBody>(
  outbox: Outbox<B>,
  root: Notification,
  key: string,
): Outbox<B> {
  return withThread(outbox, root, (thread) => ({ ...thread, joined: key }));
}

/** The outbox in which a root whose message was not posted shares none. Often the same one. */
export function withoutUnposted<B extends NotificationBody>(
  outbox: Outbox<B>,
  root: Notification,
): Outbox<B> {
  const thread = threadOf(outbox, root);
  if (root.body.kind !== 'root' || thread?.joined === undefined || thread.receipt !== null) return outbox;
  return withThread(outbox, root, apart);
}

/** What is to be said next for the roots that wait on a route. */
export type NextRoots<R extends WaitingRoot> =
  | {
      readonly kind: 'alone';
      readonly root: R;
      /** Whether the rest is told together, because the worst of many is told. */
      readonly isOfMany: boolean;
    }
  | {
      /** One message with this key says them all. */
      readonly kind: 'together';
      readonly key: string;
      readonly roots: readonly R[];
    };

/**
 * What comes first of the roots that wait on a route; null: none waits. What was on its way, together or alone, goes on
 * so: under another key nobody would find what arrived of it. Then come new alerts, the worst first. A few each stand
 * alone. Of many only the worst does, and the rest follows together. There are at most `most` in a message. Shared
 * messages are edited last. `isWorstTold`: the worst of these many was just told.
 */
export function nextRoots<R extends WaitingRoot>(
  roots: readonly R[],
  most: number,
  isWorstTold: boolean,
): NextRoots<R> | null {
  const onTheirWay = roots.find(({ joined, isPosted }) => joined !== null && !isPosted);
  if (onTheirWay) return sharing(onTheirWay, roots);
  const fresh = roots.filter(({ joined }) => joined === null).toSorted(worstFirst);
  const begun = fresh.find(({ mayBeSent }) => mayBeSent);
  if (begun) return { kind: 'alone', root: begun, isOfMany: isWorstTold };
  const [worst, ...others] = fresh;
  if (worst !== undefined) {
    const areMany = most > 1 && (isWorstTold ? others.length > 0 : fresh.length > toldAlone);
    return areMany && isWorstTold
      ? { kind: 'together', key: keyOfJoined(worst.id), roots: fresh.slice(0, most) }
      : { kind: 'alone', root: worst, isOfMany: areMany };
  }
  const [shared] = roots;
  return shared === undefined ? null : sharing(shared, roots);
}

/** What is said by the same message as a root, in the same way: posted, or edited. */
function sharing<R extends WaitingRoot>({ joined, isPosted }: R, roots: readonly R[]): NextRoots<R> | null {
  if (joined === null) return null;
  const same = roots.filter((one) => one.joined === joined && one.isPosted === isPosted);
  return { kind: 'together', key: joined, roots: same };
}

/** The key of a message that says several roots: made of the first one's, so that it never repeats. */
function keyOfJoined(id: string): string {
  return `${id}j`;
}

/** Whether a text can be the key of a message that alerts share. */
export function isKeyOfJoined(text: string): boolean {
  return /^tw-[0-9a-z]+-[0-9a-z]+j$/.test(text);
}

/** The live incidents of a portfolio that a message with a key tells of. */
export function liveInJoined(state: PortfolioState, key: string): readonly Incident[] {
  const told = new Set(idsInJoined(state, key));
  return state.incidents.filter((one) => told.has(one.id) && one.state !== 'pending');
}

/** How many incidents a message with a key tells of, live ones and ended ones. */
export function toldInJoined(states: readonly PortfolioState[], key: string): number {
  return states.reduce((sum, state) => sum + idsInJoined(state, key).length, 0);
}

function idsInJoined({ outbox }: PortfolioState, key: string): readonly string[] {
  return outbox.threads.filter((thread) => thread.joined === key).flatMap((thread) => thread.incidents);
}

function worstFirst({ badness: a }: WaitingRoot, { badness: b }: WaitingRoot): number {
  return b.severity - a.severity || b.level - a.level || a.since - b.since;
}

function badnessOf(thread: Thread, { incidents, ended }: PortfolioState, since: Instant): Badness {
  const live = incidentsOf(thread, [...incidents, ...ended]).filter(({ endedAt }) => endedAt === null);
  const severityOf = ({ finding: { severity } }: Incident): number =>
    Number(atLeast(severity, 'warning')) + Number(atLeast(severity, 'critical'));
  return {
    severity: Math.max(-1, ...live.map(severityOf)),
    level: Math.max(0, ...live.map(({ finding }) => finding.level)),
    since,
  };
}

function withThread<B extends NotificationBody>(
  outbox: Outbox<B>,
  root: Notification,
  change: (thread: Thread) => Thread,
): Outbox<B> {
  const thread = threadOf(outbox, root);
  return { ...outbox, threads: outbox.threads.map((one) => (one === thread ? change(one) : one)) };
}
