import { alertCard } from '../cards/alert.js';
import { digestCard, type DigestPortfolio } from '../cards/digest.js';
import { entryAmongOthers, entryCard } from '../cards/entry.js';
import { eventCard } from '../cards/event.js';
import { joinedCard } from '../cards/joined.js';
import type { AlertView } from '../cards/storm.js';
import type { Reader } from '../cards/reader.js';
import {
  channelBrokenCard,
  deliversAgainCard,
  droppedCard,
  testCard,
  undeliveredCard,
} from '../cards/delivery-news.js';
import type { PossibleCause } from '../domain/causes/cause.js';
import type { DigestFacts } from '../domain/digest.js';
import { worstOf, type Severity } from '../domain/finding.js';
import type { Incident, Notice } from '../domain/incident.js';
import type { Matter } from '../domain/matter.js';
import { incidentsOf } from '../domain/thread.js';
import type { AnyonesBody } from '../domain/notification.js';
import { threadOf } from '../domain/outbox.js';
import { coversPortfolio, type PlatformName, type Route } from '../domain/route.js';
import { freshState, type PortfolioState } from '../domain/state.js';
import type { Instant } from '../domain/time.js';
import type { PortfolioPlan, Store } from '../ports.js';
import { ownMatter, portfolioMatter } from './matter.js';
import type { CardSpeech, Wording } from './speech.js';
import type { DigestParts } from './digest-parts.js';

/** What wording needs from the world. */
export interface SpeakOptions {
  readonly plans: readonly PortfolioPlan[];
  readonly store: Store;
  /** Who reads a route's channel at this moment. */
  readonly readerOf: (route: Route, now: Instant) => Reader;
  /** What a digest takes from the record. */
  readonly digestParts: DigestParts;
  /** The likeliest of what came before an incident; absent: none is told. Never throws. */
  readonly causeOf?: (
    state: PortfolioState,
    incident: Incident,
    at: Instant,
  ) => Promise<PossibleCause | null>;
  /** Whether a picture is a message of its own there. Then a digest's words go without it. */
  readonly picturesApart: (platform: PlatformName) => boolean;
}

/** Puts notifications into words for their route. Tells the truth of the moment they are sent. */
export interface Speaker extends Wording {
  /** The digest for a route as it is told now. */
  digest(route: Route, facts: DigestFacts, now: Instant): Promise<CardSpeech>;
}

/** Builds the speaker. */
export function speaker(options: SpeakOptions): Speaker {
  const { digestParts } = options;

  const stateOf = async (plan: PortfolioPlan): Promise<PortfolioState> =>
    (await options.store.read(plan.id)) ?? freshState(plan.id, plan.name);
  const plansOf = (route: Route): readonly PortfolioPlan[] =>
    options.plans.filter((plan) => coversPortfolio(route, plan.id));

  /** Only of a single incident, and while it goes on. A table has no room for causes. */
  async function causeOf(
    state: PortfolioState,
    incidents: readonly Incident[],
    at: (incident: Incident) => Instant,
  ): Promise<PossibleCause | null> {
    const [only, ...others] = incidents;
    if (!only || others.length > 0 || only.endedAt !== null) return null;
    return (await options.causeOf?.(state, only, at(only))) ?? null;
  }

  async function digest(route: Route, facts: DigestFacts, now: Instant): Promise<CardSpeech> {
    const reader = options.readerOf(route, now);
    const portfolios: DigestPortfolio[] = [];
    for (const plan of plansOf(route)) {
      const state = await stateOf(plan);
      portfolios.push({ state, ...(await digestParts.outlook(plan, state, facts.since, reader)) });
    }
    const states = portfolios.map((one) => one.state);
    const picture = options.picturesApart(route.platform)
      ? null
      : await digestParts.picture(states, route, reader);
    return { card: digestCard({ ...facts, portfolios, picture }, reader), mention: null, loud: true };
  }

  return {
    digest,
    async ofPortfolio(state, notification, route, now) {
      const { body } = notification;
      const reader = options.readerOf(route, now);
      switch (body.kind) {
        case 'root': {
          const thread = threadOf(state.outbox, notification);
          if (!thread) return null;
          const incidents = incidentsOf(thread, [...state.ended, ...state.incidents]);
          const live = incidents.filter((one) => one.endedAt === null);
          const cause = await causeOf(state, incidents, (one) => one.worsenedAt);
          const card = alertCard({ state, incidents, thread: thread.id, cause }, reader);
          const mention = route.mention[worstOf(live.map((one) => one.finding.severity))] ?? null;
          const { notices, loud } = body;
          const told = { kind: 'alert', alert: thread.id, incidents, notices, loud } as const;
          const matter = portfolioMatter(state, notification, told, reader);
          return { card, mention: loud ? mention : null, loud, matter };
        }
        case 'entry': {
          const { notices, loud, thread: alert } = body;
          const told = { kind: 'log', alert, incidents: incidentsIn(notices), notices, loud } as const;
          const isShared = threadOf(state.outbox, notification)?.joined !== undefined;
          return {
            card: (isShared ? entryAmongOthers : entryCard)(notices, state, reader),
            mention: loud ? mentionFor(notices, route) : null,
            loud,
            matter: portfolioMatter(state, notification, told, reader),
          };
        }
        case 'event': {
          const { notices } = body;
          const incidents = incidentsIn(notices);
          const told = { kind: 'event', alert: null, incidents, notices, loud: true } as const;
          const cause = await causeOf(state, incidents, () => notices[0]?.at ?? now);
          const card = eventCard(notices, state, reader, cause);
          return toNobody(card, portfolioMatter(state, notification, told, reader));
        }
        default:
          return anyones(body, notification.createdAt, route, reader);
      }
    },
    async ofJoined(key, route, now) {
      const reader = options.readerOf(route, now);
      const views: AlertView[] = [];
      for (const plan of options.plans) {
        const state = await stateOf(plan);
        for (const thread of state.outbox.threads) {
          if (thread.route !== route.id || thread.joined !== key) continue;
          const incidents = incidentsOf(thread, [...state.ended, ...state.incidents]);
          views.push({ state, incidents, thread: thread.id });
        }
      }
      const card = joinedCard(key, views, reader);
      if (card === null) return null;
      const live = views.flatMap(({ incidents }) => incidents.filter(({ endedAt }) => endedAt === null));
      return { card, mention: route.mention[worstOf(live.map(severityOf))] ?? null, loud: true };
    },
    async ofBot({ body, createdAt }, route, now) {
      const reader = options.readerOf(route, now);
      switch (body.kind) {
        case 'digest':
          return { ...(await digest(route, body.digest, now)), matter: ownMatter('digest', createdAt) };
        case 'picture': {
          const states = await Promise.all(plansOf(route).map(stateOf));
          const picture = await digestParts.picture(states, route, reader);
          return picture === null ? null : { picture };
        }
        case 'channel-broken':
          return toNobody(
            channelBrokenCard(body.route, body.trouble, reader),
            ownMatter('route-failing', createdAt, { route: body.route }),
          );
        case 'undelivered':
          return toNobody(
            undeliveredCard(body.route, body.since, body.trouble, reader),
            ownMatter('route-failing', createdAt, { route: body.route }),
          );
        case 'delivers-again':
          return {
            card: deliversAgainCard(body.route, body, reader),
            mention: null,
            loud: false,
            matter: ownMatter('route-recovered', createdAt, { route: body.route, loud: false }),
          };
        default:
          return anyones(body, createdAt, route, reader);
      }
    },
  };
}

function anyones(body: AnyonesBody, at: Instant, route: Route, reader: Reader): CardSpeech {
  switch (body.kind) {
    case 'test':
      return toNobody(testCard(route.id, reader), ownMatter('test', at));
    case 'dropped':
      return toNobody(droppedCard(body.count, body.oldest, reader), ownMatter('dropped', at));
  }
}

function toNobody(card: CardSpeech['card'], matter: Matter): CardSpeech {
  return { card, mention: null, loud: true, matter };
}

/** The incidents as they were then, each once. */
function incidentsIn(notices: readonly Notice[]): readonly Incident[] {
  return [...new Map(notices.map(({ incident }) => [incident.id, incident])).values()];
}

function severityOf({ finding }: Incident): Severity {
  return finding.severity;
}

function mentionFor(notices: readonly Notice[], route: Route): string | null {
  return route.mention[worstOf(notices.map((one) => one.incident.finding.severity))] ?? null;
}
