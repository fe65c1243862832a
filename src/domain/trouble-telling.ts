import type { Notification, NotificationBody } from './notification.js';
import { withNotification, type Outbox } from './outbox.js';
import type { Receipt } from './thread.js';
import type { Late } from './late-alerts.js';
import type { Route } from './route.js';
import type { PortfolioState } from './state.js';
import { MINUTE, type Instant } from './time.js';

/** What waits on the routes. */
export interface Waiting {
  /** Where alerts wait for too long. */
  readonly late: ReadonlyMap<string, Late>;
  /** Where alerts that failed wait, for however long. */
  readonly owing: ReadonlySet<string>;
  /** Where anything that waits has failed. */
  readonly failing: ReadonlySet<string>;
}

/** A route that has failed so often to tell of another one's trouble leaves that to the next. */
const triedAtMost = 3;
/** What was asked to be told so lately is on its way. */
const onItsWay = MINUTE;

/**
 * The desk's state after routes were looked at: of each route in trouble one other route is asked to tell, and another
 * one when that fails; of trouble that is over nothing more is told, and what was told is amended. Doing it again changes
 * nothing. What tells of trouble is no alert, so trouble with it begets no more.
 */
export function withTroublesTold(
  desk: PortfolioState,
  { late, owing, failing }: Waiting,
  routes: readonly Route[],
  now: Instant,
): PortfolioState {
  const watched = new Set(routes.map(({ id }) => id));
  const gone = Object.keys(desk.routeTroubles).filter((id) => !watched.has(id));
  const begun = gone.reduce((state, id) => withTroubleOver(state, id, watched, now), desk);
  return routes.reduce((state, route) => {
    const one = late.get(route.id);
    const known = state.routeTroubles[route.id];
    const goesOn = state.broken[route.id] !== undefined || owing.has(route.id);
    if (!one && !(known && goesOn)) {
      return known ? withTroubleOver(state, route.id, watched, now) : state;
    }
    const since = known && known.since <= now ? known.since : (one?.since ?? now);
    const body: NotificationBody = { kind: 'undelivered', route: route.id, since, ...troubleOf(one) };
    return withTroubleAsked({ state, route, since, body }, routes, failing, now);
  }, begun);
}

/** The desk's state after a route refused for good: another route is asked to tell at once. */
export function withRefusalAsked(
  desk: PortfolioState,
  route: Route,
  body: NotificationBody,
  routes: readonly Route[],
  now: Instant,
): PortfolioState {
  const since = desk.routeTroubles[route.id]?.since ?? now;
  const state = { ...desk, broken: { ...desk.broken, [route.id]: now } };
  const to = bestOther(state, route, routes, new Set(), []);
  return withAsked(state, route.id, since, to, body, now);
}

/**
 * The desk's state after another route's trouble was told: nobody else is to tell of it, and if it is over by now, that is
 * said too.
 */
export function withTroubleTold(
  desk: PortfolioState,
  { id, body, route }: Notification,
  receipt: Receipt,
  now: Instant,
): PortfolioState {
  if (body.kind !== 'undelivered' && body.kind !== 'channel-broken') return desk;
  const known = desk.routeTroubles[body.route];
  const told = { route, receipt };
  if (!known) {
    // A store of an older version knows of no trouble: there it is not over.
    if (desk.broken[body.route] !== undefined) return desk;
    const since = body.kind === 'undelivered' ? body.since : now;
    return withAsking(desk, route, againOf(body.route, since, receipt, now), now);
  }
  return {
    ...desk,
    outbox: withoutWords(desk.outbox, body.route, id),
    routeTroubles: {
      ...desk.routeTroubles,
      [body.route]: { ...known, toldOn: [...known.toldOn, told] },
    },
  };
}

/** The routes whose trouble nobody heard of for so long. */
export function unheardTroubles(desk: PortfolioState, now: Instant, wait: number): readonly string[] {
  return Object.entries(desk.routeTroubles).flatMap(([route, { since, toldOn }]) => {
    const isYoung = (one: Notification): boolean => one.createdAt <= now && now - one.createdAt < onItsWay;
    const isFresh = desk.outbox.notifications.some(
      (one) => isWord(one, route) && one.attempts === 0 && isYoung(one),
    );
    return toldOn.length > 0 || isFresh || now - since < wait ? [] : [route];
  });
}

interface Asking {
  readonly state: PortfolioState;
  readonly route: Route;
  readonly since: Instant;
  readonly body: NotificationBody;
}

function withTroubleAsked(
  { state, route, since, body }: Asking,
  routes: readonly Route[],
  failing: ReadonlySet<string>,
  now: Instant,
): PortfolioState {
  const { askedOn = [], toldOn = [] } = state.routeTroubles[route.id] ?? {};
  const isHopeful = (one: Notification): boolean =>
    isWord(one, route.id) && one.attempts < triedAtMost && state.broken[one.route] === undefined;
  const mayWait = toldOn.length > 0 || state.outbox.notifications.some(isHopeful);
  const to = mayWait ? undefined : bestOther(state, route, routes, failing, askedOn);
  return withAsked(state, route.id, since, to, body, now);
}

function withAsked(
  state: PortfolioState,
  route: string,
  since: Instant,
  to: Route | undefined,
  body: NotificationBody,
  now: Instant,
): PortfolioState {
  const known = state.routeTroubles[route];
  if (known && known.since === since && to === undefined) return state;
  const { askedOn = [], toldOn = [] } = known ?? {};
  const trouble = { since, askedOn: to === undefined ? askedOn : [...askedOn, to.id], toldOn };
  const next = { ...state, routeTroubles: { ...state.routeTroubles, [route]: trouble } };
  return to === undefined ? next : withAsking(next, to.id, body, now);
}

/** A route that was not asked yet: best one that does not fail, on another platform. */
function bestOther(
  { broken }: PortfolioState,
  about: Route,
  routes: readonly Route[],
  failing: ReadonlySet<string>,
  asked: readonly string[],
): Route | undefined {
  const can = routes.filter(({ id }) => id !== about.id && broken[id] === undefined && !asked.includes(id));
  const well = can.filter(({ id }) => !failing.has(id));
  const elsewhere = (all: readonly Route[]): Route | undefined =>
    all.find(({ platform }) => platform !== about.platform);
  return elsewhere(well) ?? well[0] ?? elsewhere(can) ?? can[0];
}

/** What nobody heard of yet is told to nobody; what was told is amended. */
function withTroubleOver(
  desk: PortfolioState,
  route: string,
  watched: ReadonlySet<string>,
  now: Instant,
): PortfolioState {
  const { [route]: over, ...routeTroubles } = desk.routeTroubles;
  const state: PortfolioState = {
    ...desk,
    routeTroubles,
    outbox: withoutWords(desk.outbox, route),
  };
  // Of a route that is no longer in the settings nothing is known any more.
  if (!over || !watched.has(route)) return state;
  return over.toldOn
    .filter((told) => watched.has(told.route))
    .reduce<PortfolioState>(
      (s, told) => withAsking(s, told.route, againOf(route, over.since, told.receipt, now), now),
      state,
    );
}

function againOf(route: string, since: Instant, receipt: Receipt, until: Instant): NotificationBody {
  return { kind: 'delivers-again', route, since, until, receipt };
}

function troubleOf(late: Late | undefined): Pick<Late, 'trouble'> {
  return late?.trouble === undefined ? {} : { trouble: late.trouble };
}

function isWord({ body }: Notification, about: string): boolean {
  return (body.kind === 'undelivered' || body.kind === 'channel-broken') && body.route === about;
}

/** The outbox without what is not on its way and tells of a route's trouble, but for the one with the id. */
function withoutWords(outbox: Outbox, about: string, butFor?: string): Outbox {
  const stays = (one: Notification): boolean =>
    one.id === butFor || !isWord(one, about) || one.sendingSince !== null;
  return { ...outbox, notifications: outbox.notifications.filter(stays) };
}

function withAsking(state: PortfolioState, to: string, body: NotificationBody, now: Instant): PortfolioState {
  const wish = { owner: state.portfolio, route: { id: to }, body, now };
  return { ...state, outbox: withNotification(state.outbox, wish) };
}
