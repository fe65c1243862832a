import { deliverer, type Deliverer } from '../../../src/app/deliver.js';
import type { DigestParts } from '../../../src/app/digest-parts.js';
import { digestQueue, type DigestQueue } from '../../../src/app/digest-queue.js';
import { routeWatch } from '../../../src/app/route-watch.js';
import { speaker } from '../../../src/app/speak.js';
import type { Route } from '../../../src/domain/route.js';
import { HOUR } from '../../../src/domain/time.js';
import type { Calendar, ChatPlatform, Clock, Log, Store } from '../../../src/ports.js';
import { wordsOf } from '../../../src/words/index.js';
import { tokoMaju } from '../../support/asking.js';

/** What a killed process tells its chats with. */
export interface TellerParts {
  readonly store: Store;
  readonly routes: readonly Route[];
  readonly chats: readonly ChatPlatform[];
  readonly calendar: Calendar;
  readonly digestParts: DigestParts;
  readonly clock: Clock;
  readonly log: Log;
}

/** What queues digests, and what sends from the outboxes, as the bot puts them together. */
export function tellerOf(parts: TellerParts): { readonly digests: DigestQueue; readonly send: Deliverer } {
  const { store, routes, chats, clock, log } = parts;
  const digests = digestQueue({ routes, store, calendar: parts.calendar, clock, log });
  const portfolios = [tokoMaju.id];
  const watch = routeWatch({ portfolios, routes, store, clock, log, undeliveredAfter: HOUR });
  const speech = speaker({
    plans: [tokoMaju],
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
    portfolios: [tokoMaju],
    routes,
    platforms: new Map(chats.map((chat) => [chat.name, chat])),
    store,
    clock,
    log,
    wording: speech,
    onChannel: (route, trouble) => watch.noteChannel(route, trouble),
  });
  return { digests, send };
}
