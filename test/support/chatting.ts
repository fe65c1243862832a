import { memoryStore } from './fakes/stores.js';
import { deliverer } from '../../src/app/deliver.js';
import type { ResponderOptions } from '../../src/app/dispatch.js';
import { commandCards } from '../../src/app/dispatch.js';
import { alertCard } from '../../src/cards/alert.js';
import { entryCard } from '../../src/cards/entry.js';
import { commands } from '../../commands/index.js';
import type { Incident } from '../../src/domain/incident.js';
import { incidentsOf } from '../../src/domain/thread.js';
import type { Notification, PortfolioBody } from '../../src/domain/notification.js';
import type { Route } from '../../src/domain/route.js';
import type { NumberSnapshot } from '../../src/domain/snapshot.js';
import { freshState, type PortfolioState } from '../../src/domain/state.js';
import { after, HOUR } from '../../src/domain/time.js';
import type { ChatPlatform, Store } from '../../src/ports.js';
import { asking, tokoMaju, type Asking } from './asking.js';
import { fakeLog } from './fakes/log.js';
import { noon, portfolioId } from './looks.js';
import { readerOf } from './reading.js';
import { story } from './story.js';

/** A whole bot but for Graph: a chat, its commands, and alerts that are posted and edited. */
export interface Chatting extends Asking {
  /** The message of the one alert on the route, once it is posted. */
  alertMessage(): Promise<string>;
  incident(): Promise<Incident>;
  /** Waits until all that is queued was said. */
  settled(): Promise<void>;
}

/** Every command as a platform must know it. */
export const offered = commandCards(commands);

/** Connects such a bot, which has seen these numbers, to a chat and posts its alerts on the route. */
export async function chatting(
  chat: ChatPlatform,
  route: Route,
  numbers: readonly NumberSnapshot[],
  more: Partial<ResponderOptions> = {},
): Promise<Chatting> {
  const store: Store = more.store ?? memoryStore();
  const told = story({ routes: [route] });
  told.down = [route.id];
  told.sees({ numbers });
  await store.update(portfolioId, () => ({ state: told.state, result: undefined }));

  async function speak(
    state: PortfolioState,
    { body }: Notification<PortfolioBody>,
  ): Promise<{
    card: ReturnType<typeof alertCard>;
    mention: null;
    loud: boolean;
  } | null> {
    const reader = readerOf({ now: after(noon, HOUR / 4) });
    if (body.kind === 'entry') {
      return { card: entryCard(body.notices, state, reader), mention: null, loud: body.loud };
    }
    const thread =
      body.kind === 'root' ? state.outbox.threads.find(({ id }) => id === body.thread) : undefined;
    if (body.kind !== 'root' || !thread) return null;
    const incidents = incidentsOf(thread, [...state.ended, ...state.incidents]);
    return {
      card: alertCard({ state, incidents, thread: thread.id }, reader),
      mention: null,
      loud: body.loud,
    };
  }

  const send = deliverer({
    portfolios: [tokoMaju],
    routes: [route],
    platforms: new Map([[chat.name, chat]]),
    store,
    // The look's own attempt failed, and its next one is due after a while.
    clock: { now: () => after(noon, HOUR) },
    log: fakeLog(),
    wording: {
      ofPortfolio: speak,
      ofJoined: () => Promise.resolve(null),
      ofBot: () => Promise.resolve(null),
    },
    onChannel: () => Promise.resolve(),
  });
  const bot = await asking({}, { routes: [route], onQueued: () => void send.deliverDue(), ...more, store });
  await chat.start(offered, bot.responder);
  await send.deliverDue();
  const stateNow = async (): Promise<PortfolioState> =>
    (await store.read(portfolioId)) ?? freshState(portfolioId, '');
  return {
    ...bot,
    async alertMessage() {
      const message = (await stateNow()).outbox.threads[0]?.receipt?.message;
      if (message === undefined) throw new Error('No alert is posted.');
      return message;
    },
    async incident() {
      const [incident] = (await stateNow()).incidents;
      if (!incident) throw new Error('Nothing is wrong.');
      return incident;
    },
    settled: async () => {
      await send.deliverDue();
      await send.settle();
    },
  };
}
