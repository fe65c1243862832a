import type { BotState } from './bot-state.js';
import type { BotBody, Notification } from './notification.js';
import { withNotification, type Outbox } from './outbox.js';
import type { Receipt } from './thread.js';
import type { Late } from './late-alerts.js';
import type { Route } from './route.js';
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

/** After so many failures to tell another route's trouble, it passes to the next route. */
const triedAtMost = 3;
/** What was asked to be told so lately is on its way. */
const onItsWay = MINUTE;

/**
 * The bot's state after routes were looked at. For each route in trouble one other route is asked to tell. When that
 * fails, another one is asked. Of trouble that is over nothing more is told, and what was told is amended. Doing it
 * again changes nothing. What tells of trouble is no alert, so trouble with it begets no more.
 */
export function withTroublesTold(
  bot: BotState,
  { late, owing, failing }: Waiting,
  routes: readonly Route[],
  now: Instant,
): BotState {
  const watched = new Set(routes.map(({ id }) => id));
  const gone = Object.keys(bot.routeTroubles).filter((id) => !watched.has(id));
  const begun = gone.reduce((state, id) => withTroubleOver(state, id, watched, now), bot);
  return routes.reduce((state, route) => {
    const one = late.get(route.id);
    const known = state.routeTroubles[route.id];
    const goesOn = state.broken[route.id] !== undefined || owing.has(route.id);
    if (!one && !(known && goesOn)) {
      return known ? withTroubleOver(state, route.id, watched, now) : state;
    }
    const since = known && known.since <= now ? known.since : (one?.since ?? now);
    const body: BotBody = { kind: 'undelivered', route: route.id, since, ...troubleOf(one) };
    return withTroubleAsked({ state, route, since, body }, routes, failing, now);
  }, begun);
}

/** The bot's state after a route refused for good: another route is asked to tell at once. */
export function withRefusalAsked(
  bot: BotState,
  route: Route,
  body: BotBody,
  routes: readonly Route[],
  now: Instant,
): BotState {
  const since = bot.routeTroubles[route.id]?.since ?? now;
  const state = { ...bot, broken: { ...bot.broken, [route.id]: now } };
  const to = bestOther(state, route, routes, new Set(), []);
  return withAsked(state, route.id, since, to, body, now);
}

/**
 * The bot's state after another route's trouble was told. Nobody else is to tell of it. If it is over by now, that is
 * said too.
 */
export function withTroubleTold(
  bot: BotState,
  { id, body, route }: Notification<BotBody>,
  receipt: Receipt,
  now: Instant,
): BotState {
  if (body.kind !== 'undelivered' && body.kind !== 'channel-broken') return bot;
  const known = bot.routeTroubles[body.route];
  const told = { route, receipt };
  if (!known) {
    // A store of an older version knows of no trouble: there it is not over.
    if (bot.broken[body.route] !== undefined) return bot;
    const since = body.kind === 'undelivered' ? body.since : now;
    return withAsking(bot, route, againOf(body.route, since, receipt, now), now);
  }
  return {
    ...bot,
    outbox: withoutWords(bot.outbox, body.route, id),
    routeTroubles: {
      ...bot.routeTroubles,
      [body.route]: { ...known, toldOn: [...known.toldOn, told] },
    },
  };
}

/** The routes whose trouble nobody heard of for so long. */
export function unheardTroubles(bot: BotState, now: Instant, wait: number): readonly string[] {
  return Object.entries(bot.routeTroubles).flatMap(([route, { since, toldOn }]) => {
    const isYoung = (one: Notification<BotBody>): boolean =>
      one.createdAt <= now && now - one.createdAt < onItsWay;
    const isFresh = bot.outbox.notifications.some(
      (one) => isWord(one, route) && one.attempts === 0 && isYoung(one),
    );
    return toldOn.length > 0 || isFresh || now - since < wait ? [] : [route];
  });
}

interface Asking {
  readonly state: BotState;
  readonly route: Route;
  readonly since: Instant;
  readonly body: BotBody;
}

function withTroubleAsked(
  { state, route, since, body }: Asking,
  routes: readonly Route[],
  failing: ReadonlySet<string>,
  now: Instant,
): BotState {
  const { askedOn = [], toldOn = [] } = state.routeTroubles[route.id] ?? {};
  const isWatched = (id: string): boolean => routes.some((one) => one.id === id);
  const isHopeful = (one: Notification<BotBody>): boolean =>
    isWord(one, route.id) &&
    isWatched(one.route) &&
    one.attempts < triedAtMost &&
    state.broken[one.route] === undefined;
  const mayWait = toldOn.length > 0 || state.outbox.notifications.some(isHopeful);
  const to = mayWait ? undefined : bestOther(state, route, routes, failing, askedOn);
  return withAsked(state, route.id, since, to, body, now);
}

function withAsked(
  state: BotState,
  route: string,
  since: Instant,
  to: Route | undefined,
  body: BotBody,
  now: Instant,
): BotState {
  const known = state.routeTroubles[route];
  if (known && known.since === since && to === undefined) return state;
  const { askedOn = [], toldOn = [] } = known ?? {};
  const trouble = { since, askedOn: to === undefined ? askedOn : [...askedOn, to.id], toldOn };
  const next = { ...state, routeTroubles: { ...state.routeTroubles, [route]: trouble } };
  return to === undefined ? next : withAsking(next, to.id, body, now);
}

/** A route that was not asked yet: best one that does not fail, on another platform. */
function bestOther(
  { broken }: BotState,
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
function withTroubleOver(bot: BotState, route: string, watched: ReadonlySet<string>, now: Instant): BotState {
  const { [route]: over, ...routeTroubles } = bot.routeTroubles;
  const state: BotState = {
    ...bot,
    routeTroubles,
    outbox: withoutWords(bot.outbox, route),
  };
  // Of a route that is no longer in the settings nothing is known any more.
  if (!over || !watched.has(route)) return state;
  return over.toldOn
    .filter((told) => watched.has(told.route))
    .reduce<BotState>(
      (s, told) => withAsking(s, told.route, againOf(route, over.since, told.receipt, now), now),
      state,
    );
}

function againOf(route: string, since: Instant, receipt: Receipt, until: Instant): BotBody {
  return { kind: 'delivers-again', route, since, until, receipt };
}

function troubleOf(late: Late | undefined): Pick<Late, 'trouble'> {
  return late?.trouble === undefined ? {} : { trouble: late.trouble };
}

function isWord({ body }: Notification<BotBody>, about: string): boolean {
  return (body.kind === 'undelivered' || body.kind === 'channel-broken') && body.route === about;
}

/** The outbox without words on a route's trouble. What is on its way stays, and `butFor` stays. */
function withoutWords(outbox: Outbox<BotBody>, about: string, butFor?: string): Outbox<BotBody> {
  const stays = (one: Notification<BotBody>): boolean =>
    one.id === butFor || !isWord(one, about) || one.sendingSince !== null;
  return { ...outbox, notifications: outbox.notifications.filter(stays) };
}

function withAsking(state: BotState, to: string, body: BotBody, now: Instant): BotState {
  return { ...state, outbox: withNotification(state.outbox, { owner: 'bot', route: { id: to }, body, now }) };
}
