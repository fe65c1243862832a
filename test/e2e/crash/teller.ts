import { setTimeout as pause } from 'node:timers/promises';
import { deliverer, type Deliverer } from '../../../src/app/deliver.js';
import type { DigestParts } from '../../../src/app/digest-parts.js';
import { digestQueue, type DigestQueue } from '../../../src/app/digest-queue.js';
import { routeClaims } from '../../../src/app/route-claims.js';
import { routeWatch } from '../../../src/app/route-watch.js';
import { speaker } from '../../../src/app/speak.js';
import type { Route } from '../../../src/domain/route.js';
import { HOUR } from '../../../src/domain/time.js';
import type { Sharing } from '../../../src/sharing-port.js';
import type { Calendar, ChatPlatform, Clock, Log, PortfolioPlan, Store } from '../../../src/ports.js';
import { wordsOf } from '../../../src/words/index.js';
import { tokoMaju } from '../../support/asking.js';

/** What a killed process tells its chats with. */
export interface TellerParts {
  /** Absent: one portfolio. */
  readonly plans?: readonly PortfolioPlan[];
  readonly store: Store;
  /** What it shares with others on the store; null: it is alone. */
  readonly sharing: Sharing | null;
  readonly routes: readonly Route[];
  readonly chats: readonly ChatPlatform[];
  readonly calendar: Calendar;
  readonly digestParts: DigestParts;
  readonly clock: Clock;
  readonly log: Log;
}

/** What queues digests, and what sends from the outboxes. */
interface Teller {
  readonly digests: DigestQueue;
  readonly send: Deliverer;
  /** Resolves when nobody has a route. */
  readonly isFree: () => Promise<void>;
}

/** Puts together what tells as the bot does. */
export function tellerOf(parts: TellerParts): Teller {
  const { store, sharing, routes, chats, clock, log, plans = [tokoMaju] } = parts;
  const digests = digestQueue({ routes, store, calendar: parts.calendar, clock, log });
  const portfolios = plans.map(({ id }) => id);
  const watch = routeWatch({ portfolios, routes, store, clock, log, undeliveredAfter: HOUR });
  const speech = speaker({
    plans,
    store,
    readerOf: (route, now) => ({
      words: wordsOf[route.locale],
      zone: route.timezone,
      now,
      masked: false,
      print: (phone) => phone,
      alias: () => null,
    }),
    digestParts: parts.digestParts,
    picturesApart: (platform) => chats.some((chat) => chat.name === platform && chat.postPicture !== null),
  });
  const send = deliverer({
    portfolios: plans,
    routes,
    platforms: new Map(chats.map((chat) => [chat.name, chat])),
    store,
    clock,
    log,
    wording: speech,
    onChannel: (route, trouble) => watch.noteChannel(route, trouble),
    ...(sharing && { routeClaims: routeClaims(sharing) }),
  });
  return {
    digests,
    send,
    async isFree() {
      while (sharing && (await sharing.leases.held()).length > 0) await pause(20);
    },
  };
}
