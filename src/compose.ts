import { commands } from '../commands/index.js';
import type { Configuration } from '../config/configuration.js';
import { chartArtist } from './adapters/chart/artist.js';
import { phoneBook } from './adapters/phone/phone-book.js';
import { cronCalendar } from './adapters/system/cron-times.js';
import { accessBy } from './app/access.js';
import type { Doer } from './app/audit.js';
import { alertCause, causeFinder } from './app/causes.js';
import { countedNow, type CountedNow } from './app/counted-now.js';
import { deliverer, type Deliverer } from './app/deliver.js';
import { digestParts } from './app/digest-parts.js';
import { digestQueue, type DigestQueue } from './app/digest-queue.js';
import { responder } from './app/dispatch.js';
import { outlook } from './app/outlook.js';
import { drawPast } from './app/picture.js';
import { poller, type Poller } from './app/poll.js';
import { rememberedOutlook } from './app/remembered-outlook.js';
import { reasonOf } from './app/reason.js';
import { rounds, type Rounds } from './app/rounds.js';
import { routeClaims } from './app/route-claims.js';
import { routeTester, type RouteTest } from './app/route-test.js';
import { routeWatch, type RouteWatch } from './app/route-watch.js';
import { drawSignals } from './app/signal-picture.js';
import { signalsNow } from './app/signals-now.js';
import { speaker, type Speaker } from './app/speak.js';
import { stopsYesterday } from './app/stops-yesterday.js';
import type { OpenGraphSource } from './adapters/graph/graph-source.js';
import { graphOf, graphSettings } from './compose-graph.js';
import { inquiriesOf } from './compose-inquiries.js';
import { webhooksOf } from './compose-webhooks.js';
import type { Attendance } from './app/attendance.js';
import type { Reader } from './cards/reader.js';
import type { JudgingRules } from './domain/absorb.js';
import type { BotState } from './domain/bot-state.js';
import type { PlatformName, Route } from './domain/route.js';
import type { Rulebook } from './domain/rulebook.js';
import type { PortfolioState } from './domain/state.js';
import { configuredFor } from './domain/same-phone.js';
import type { Instant } from './domain/time.js';
import { platforms } from './platforms.js';
import type {
  ChatPlatform,
  Clock,
  Inquiries,
  Log,
  Mount,
  PhoneBook,
  PortfolioPlan,
  Responder,
} from './ports.js';
import type { Roles } from './domain/roles.js';
import type { SharedState, Sharing } from './sharing-port.js';
import type { Stores } from './store-description.js';
import { openStores } from './stores.js';
import { wordsOf } from './words/index.js';

/** The whole bot, put together. */
export interface Bot {
  readonly poller: Poller;
  /** Looks that are shared with other processes; null: there are none. */
  readonly rounds: Rounds | null;
  /** What other processes share; null: there are none. */
  readonly sharing: Sharing | null;
  readonly roles: Roles;
  readonly deliverer: Deliverer;
  readonly digests: DigestQueue;
  readonly routeWatch: RouteWatch;
  readonly speaker: Speaker;
  readonly responder: Responder;
  readonly platforms: readonly ChatPlatform[];
  /** Where vendors send requests. */
  readonly mounts: readonly Mount[];
  /** What answers programs over HTTP; null: nobody does. */
  readonly inquiries: Inquiries | null;
  /** Null: webhooks are not used. */
  readonly attendance: Attendance | null;
  /** Posts a marked test alert on a route, at once. */
  testRoute(route: Route, who: Doer): Promise<RouteTest>;
  /** The states of all portfolios, those that are there. */
  states(): Promise<readonly PortfolioState[]>;
  /** Who was counted in a portfolio until now. */
  readonly counted: CountedNow;
  /** How the processes stand that share the store; null: it is not shared. Throws StoreError. */
  sharedState(): Promise<SharedState | null>;
  /** The state of the bot itself. */
  ownState(): Promise<BotState>;
  /** Names what keeps the stores from being trusted; null when nothing does. */
  storeTrouble(): string | null;
  /** Who reads a route's channel. */
  readerOf(route: Pick<Route, 'locale' | 'timezone'>, now: Instant): Reader;
}

/** A bot and all that it goes by. */
export interface OwnBot extends Bot {
  /** Releases all that was opened, in reverse order. */
  stop(): Promise<void>;
}

/** What is handed in: the time, the log, and the chats. */
export interface ComposeParts {
  readonly clock: Clock;
  readonly log: Log;
  readonly chats: readonly ChatPlatform[];
  /** `read` leaves the stores to another process and changes nothing. */
  readonly access?: 'read' | 'write';
}

/** What a bot goes by beside its settings. It belongs to others, and may outlive the bot. */
export interface BotParts extends Pick<ComposeParts, 'clock' | 'log' | 'chats'> {
  readonly stores: Stores;
  readonly graph: OpenGraphSource;
  /** The newest time planned for looks by several processes; absent: as the settings say. */
  readonly plannedBy?: ((now: Instant) => Instant | null) | undefined;
}

/** Opens the stores and Graph, and puts the bot together. Throws StoreError when the stores cannot be opened. */
export async function compose(configuration: Configuration, parts: ComposeParts): Promise<OwnBot> {
  const { clock, log, chats } = parts;
  const stores = await openStores({
    url: configuration.storeUrl,
    access: parts.access ?? 'write',
    keeping: configuration.historyKept,
    log,
  });
  const graph = graphOf(graphSettings(configuration), clock, log);
  return {
    ...botOf(configuration, { clock, log, chats, stores, graph }),
    async stop() {
      await Promise.allSettled(chats.map((chat) => chat.stop()));
      graph.close();
      await stores.close();
    },
  };
}

/** Puts the bot together over what is open. It opens nothing, and begins nothing by itself. */
export function botOf(configuration: Configuration, parts: BotParts): Bot {
  const { clock, log, chats, stores, graph } = parts;
  const { portfolios: plans, routes, roles } = configuration;
  const { store, history, preferences, sharing } = stores;
  const counted = countedNow(stores.ledger, clock, log);
  const phones = phoneBook(configuration.defaultCountry);
  const rulebookOf = rulebooks(configuration);
  const ahead = outlook({ history, clock, rulebookOf });
  const telling = { routes, escalateTo: configuration.escalateTo };
  const readerOf = readers(configuration, phones);

  const judging = (plan: PortfolioPlan): JudgingRules => ({
    ...telling,
    rulebook: rulebookOf(plan),
    maintenance: configuration.maintenance.get(plan.id) ?? [],
    thresholds: configuration.thresholds,
    policy: configuration.policy,
  });
  const signals = signalsNow(stores.signals, configuration.thresholds.warningSigns, clock, log);
  const causes = causeFinder({
    history,
    signals: stores.signals,
    settings: configuration.thresholds.warningSigns,
    sharesLimit: (id) => plans.some((plan) => plan.id === id && rulebookOf(plan).scope === 'portfolio'),
  });
  const look = poller({ plans, graph, store, history, counted, signals, clock, log, judging });
  const drawing = {
    history,
    artist: chartArtist,
    thresholds: configuration.thresholds,
    groundOf: (platform: PlatformName) => platforms[platform].pictures,
    width: Math.min(process.stdout.isTTY ? process.stdout.columns : 80, 100),
  };
  const speech = speaker({
    plans,
    store,
    readerOf,
    digestParts: digestParts(ahead, drawing, log),
    causeOf: alertCause(causes, log),
    picturesApart: (platform) => chats.some((chat) => chat.name === platform && chat.postPicture !== null),
  });
  const opened = new Map<PlatformName, ChatPlatform>(chats.map((chat) => [chat.name, chat]));
  const watch = routeWatch({
    portfolios: plans.map(({ id }) => id),
    routes,
    store,
    clock,
    log,
    undeliveredAfter: configuration.undeliveredAfter,
  });
  const send = deliverer({
    portfolios: plans,
    routes,
    platforms: opened,
    store,
    clock,
    log,
    wording: speech,
    onChannel: (route, trouble) => watch.noteChannel(route, trouble),
    ...(sharing && { routeClaims: routeClaims(sharing) }),
  });
  const onQueued = (): void => {
    if (!roles.has('deliver')) return;
    send.deliverDue().catch((error: unknown) => log.error('delivery.failed', { reason: reasonOf(error) }));
  };
  const remembered = rememberedOutlook(ahead, clock);
  const stops = stopsYesterday(stores.signals, clock, log);
  const answers = responder({
    ...telling,
    commands,
    plans,
    rulebookOf,
    store,
    history,
    counted,
    outlook: remembered,
    causes,
    stopsYesterday: stops,
    picture: (wanted) => drawPast(wanted, drawing),
    signalPicture: (wanted) => drawSignals(wanted, { ...drawing, signals: stores.signals }),
    preferences,
    phoneBook: phones,
    clock,
    log,
    defaultLocale: configuration.language,
    defaultZone: configuration.timezone,
    prefix: configuration.commandPrefix,
    may: accessBy(configuration.access),
    isMasked: () => configuration.maskNumbers,
    look: (id) => look.poll(id),
    refreshAfter: configuration.poll.refreshAfter,
    onQueued,
  });
  const { mount, attendance } = webhooksOf(configuration, {
    plans,
    store,
    ledger: stores.ledger,
    setup: graph.webhooks,
    clock,
    log,
    judging,
    onQueued,
  });
  const shared =
    sharing &&
    rounds({
      plans,
      schedule: sharing.schedule,
      // Who plans the looks sees to Meta's allowance too.
      graph: parts.plannedBy === undefined ? graph : { notBefore: () => null },
      poller: look,
      atOnce: configuration.graph.concurrency,
      plannedBy: parts.plannedBy ?? ((now) => cronCalendar.previous(configuration.poll.every, 'UTC', now)),
      clock,
      log,
    });
  return {
    poller: look,
    rounds: shared,
    sharing,
    roles,
    deliverer: send,
    digests: digestQueue({ routes, store, calendar: cronCalendar, clock, log }),
    routeWatch: watch,
    speaker: speech,
    responder: answers,
    platforms: chats,
    mounts: [
      ...(roles.has('chat') ? chats.flatMap((chat) => chat.http ?? []) : []),
      ...(roles.has('http') ? [mount] : []),
    ],
    inquiries: inquiriesOf(configuration, {
      store,
      rulebookOf,
      counted,
      outlook: remembered,
      stopsYesterday: stops,
      phoneBook: phones,
      clock,
      log,
    }),
    attendance,
    testRoute: routeTester({ platforms: opened, readerOf, clock, log }),
    readerOf,
    async states() {
      const all = await Promise.all(plans.map(({ id }) => store.read(id)));
      return all.filter((state) => state !== null);
    },
    counted,
    sharedState: () => stores.sharedState(),
    ownState: () => store.readBot(),
    storeTrouble: () => (stores.ready() ? null : 'the store cannot be written'),
  };
}

function rulebooks({ rulebooks: known }: Configuration): (plan: PortfolioPlan) => Rulebook {
  return (plan) => {
    const rulebook = known.get(plan.rulebook);
    if (!rulebook) throw new Error(`There is no rulebook named ${plan.rulebook}.`);
    return rulebook;
  };
}

function readers(configuration: Configuration, phones: PhoneBook): Bot['readerOf'] {
  const aliases = Object.fromEntries(
    configuration.portfolios.flatMap((plan) => Object.entries(plan.aliases)),
  );
  return (route, now) => ({
    words: wordsOf[route.locale],
    zone: route.timezone,
    now,
    masked: configuration.maskNumbers,
    print: (phone) => phones.print(phone),
    alias: (phone) => configuredFor(aliases, phone) ?? null,
  });
}
