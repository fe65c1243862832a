import { alertCard } from '../cards/alert.js';
import { digestCard, type DigestPortfolio } from '../cards/digest.js';
import { entryCard } from '../cards/entry.js';
import { eventCard } from '../cards/event.js';
import type { Reader } from '../cards/reader.js';
import {
  channelBrokenCard,
  deliversAgainCard,
  droppedCard,
  testCard,
  undeliveredCard,
} from '../cards/delivery-news.js';
import type { DigestFacts } from '../domain/digest.js';
import { worstOf } from '../domain/finding.js';
import type { Notice } from '../domain/incident.js';
import { incidentsOf } from '../domain/thread.js';
import type { AnyonesBody } from '../domain/notification.js';
import { threadOf } from '../domain/outbox.js';
import { coversPortfolio, type PlatformName, type Route } from '../domain/route.js';
import { freshState, type PortfolioState } from '../domain/state.js';
import type { Instant } from '../domain/time.js';
import type { PortfolioPlan, Store } from '../ports.js';
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
    return toNobody(digestCard({ ...facts, portfolios, picture }, reader));
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
          const card = alertCard({ state, incidents, thread: thread.id }, reader);
          const live = incidents.filter((one) => one.endedAt === null);
          const mention = route.mention[worstOf(live.map((one) => one.finding.severity))] ?? null;
          return { card, mention: body.loud ? mention : null, loud: body.loud };
        }
        case 'entry':
          return {
            card: entryCard(body.notices, state, reader),
            mention: body.loud ? mentionFor(body.notices, route) : null,
            loud: body.loud,
          };
        case 'event':
          return toNobody(eventCard(body.notices, state, reader));
        default:
          return anyones(body, route, reader);
      }
    },
    async ofBot({ body }, route, now) {
      const reader = options.readerOf(route, now);
      switch (body.kind) {
        case 'digest':
          return digest(route, body.digest, now);
        case 'picture': {
          const states = await Promise.all(plansOf(route).map(stateOf));
          const picture = await digestParts.picture(states, route, reader);
          return picture === null ? null : { picture };
        }
        case 'channel-broken':
          return toNobody(channelBrokenCard(body.route, body.trouble, reader));
        case 'undelivered':
          return toNobody(undeliveredCard(body.route, body.since, body.trouble, reader));
        case 'delivers-again':
          return { ...toNobody(deliversAgainCard(body.route, body, reader)), loud: false };
        default:
          return anyones(body, route, reader);
      }
    },
  };
}

function anyones(body: AnyonesBody, route: Route, reader: Reader): CardSpeech {
  switch (body.kind) {
    case 'test':
      return toNobody(testCard(route.id, reader));
    case 'dropped':
      return toNobody(droppedCard(body.count, body.oldest, reader));
  }
}

function toNobody(card: CardSpeech['card']): CardSpeech {
  return { card, mention: null, loud: true };
}

function mentionFor(notices: readonly Notice[], route: Route): string | null {
  return route.mention[worstOf(notices.map((one) => one.incident.finding.severity))] ?? null;
}
