import { deliverer, type Deliverer } from '../../../src/app/deliver.js';
import { desk, type Desk } from '../../../src/app/desk.js';
import type { DigestParts } from '../../../src/app/digest-parts.js';
import { speaker } from '../../../src/app/speak.js';
import type { Route } from '../../../src/domain/route.js';
import { deskId } from '../../../src/domain/state.js';
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

/** The desk of the shop, and what sends from its outbox, as the bot puts them together. */
export function tellerOf(parts: TellerParts): { readonly office: Desk; readonly send: Deliverer } {
  const { store, routes, chats, clock, log } = parts;
  const office = desk({ routes, store, calendar: parts.calendar, clock, log });
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
    documents: [tokoMaju.id, deskId],
    routes,
    platforms: new Map(chats.map((chat) => [chat.name, chat])),
    store,
    clock,
    log,
    speak: (state, notification, route, now) => speech.speak(state, notification, route, now),
    onChannel: (route, trouble) => office.noteChannel(route, trouble),
  });
  return { office, send };
}
