import { alertCard } from '../cards/alert.js';
import { digestCard, type DigestPortfolio } from '../cards/digest.js';
import { entryCard } from '../cards/entry.js';
import { eventCard } from '../cards/event.js';
import type { Reader } from '../cards/reader.js';
import { channelBrokenCard, droppedCard, testCard } from '../cards/desk.js';
import type { DigestFacts } from '../domain/digest.js';
import { worstOf } from '../domain/finding.js';
import type { Notice } from '../domain/incident.js';
import { incidentsOf, type Notification } from '../domain/outbox.js';
import { coversPortfolio, type Route } from '../domain/route.js';
import { freshState, type PortfolioState } from '../domain/state.js';
import type { Instant } from '../domain/time.js';
import type { PortfolioPlan, Store } from '../ports.js';
import type { Speech } from './deliver.js';
import type { DigestParts } from './digest-parts.js';

/** What wording needs from the world. */
export interface SpeakOptions {
  readonly plans: readonly PortfolioPlan[];
  readonly store: Store;
  /** Who reads a route's channel at this moment. */
  readonly readerOf: (route: Route, now: Instant) => Reader;
  /** What a digest takes from the record. */
  readonly digestParts: DigestParts;
}

/** Puts notifications into words for their route, from the truth of the moment they are sent. */
export interface Speaker {
  speak(
    state: PortfolioState,
    notification: Notification,
    route: Route,
    now: Instant,
  ): Promise<Speech | null>;
  /** The digest for a route as it is told now. */
  digest(route: Route, facts: DigestFacts, now: Instant): Promise<Speech>;
}

/** Builds the speaker. */
export function speaker(options: SpeakOptions): Speaker {
  const { digestParts } = options;
  const toNobody = (card: Speech['card']): Speech => ({ card, mention: null, loud: true });

  async function digest(route: Route, facts: DigestFacts, now: Instant): Promise<Speech> {
    const reader = options.readerOf(route, now);
    const plans = options.plans.filter((plan) => coversPortfolio(route, plan.id));
    const portfolios: DigestPortfolio[] = [];
    for (const plan of plans) {
      const state = (await options.store.read(plan.id)) ?? freshState(plan.id, plan.name);
      portfolios.push({ state, ...(await digestParts.outlook(plan, state, facts.since, reader)) });
    }
    const picture = await digestParts.picture(
      portfolios.map((one) => one.state),
      route,
      reader,
    );
    return toNobody(digestCard({ ...facts, portfolios, picture }, reader));
  }

  return {
    digest,
    async speak(state, notification, route, now) {
      const { body } = notification;
      const reader = options.readerOf(route, now);
      switch (body.kind) {
        case 'root': {
          const thread = state.threads.find((one) => one.id === body.thread && one.route === route.id);
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
        case 'digest':
          return digest(route, body.digest, now);
        case 'test':
          return toNobody(testCard(route.id, reader));
        case 'channel-broken':
          return toNobody(channelBrokenCard(body.route, body.detail, reader));
        case 'dropped':
          return toNobody(droppedCard(body.count, body.oldest, reader));
      }
    },
  };
}

function mentionFor(notices: readonly Notice[], route: Route): string | null {
  return route.mention[worstOf(notices.map((one) => one.incident.finding.severity))] ?? null;
}
