import { deliverer, type Deliverer } from '../../src/app/deliver.js';
import { speaker } from '../../src/app/speak.js';
import type { Route } from '../../src/domain/route.js';
import type { PortfolioId, Quality } from '../../src/domain/snapshot.js';
import { freshState, type PortfolioState } from '../../src/domain/state.js';
import { MINUTE } from '../../src/domain/time.js';
import type { ChatPlatform, PortfolioPlan, Store } from '../../src/ports.js';
import { tokoMaju } from './asking.js';
import { fakeClock, type FakeClock } from './fakes/clock.js';
import { fakeLog } from './fakes/log.js';
import { memoryStore } from './fakes/stores.js';
import { noon, numberOf, portfolioOf } from './looks.js';
import { noDigests } from './posting-chat.js';
import { readerOf } from './reading.js';
import { absorbNext, judgingOf } from './story.js';

/** Shops that are each a portfolio of their own, told of in one channel. */
export interface City<C extends ChatPlatform = ChatPlatform> {
  readonly plans: readonly PortfolioPlan[];
  readonly store: Store;
  readonly chat: C;
  readonly clock: FakeClock;
  readonly route: Route;
}

/** So many shops at noon, at which nobody has looked. */
export function cityWith<C extends ChatPlatform>(shops: number, chat: C, route: Route): City<C> {
  const plans = Array.from({ length: shops }, (_, i) => ({
    ...tokoMaju,
    id: `shop-${i}` as PortfolioId,
    name: `Shop ${i}`,
  }));
  return { plans, store: memoryStore(), chat, clock: fakeClock(noon), route };
}

/** What sends the alerts of a city, with its own store and chat unless others are given. */
export function sending(city: City, store: Store = city.store, chat: ChatPlatform = city.chat): Deliverer {
  const { plans, clock, route } = city;
  const wording = speaker({
    plans,
    store,
    readerOf: (_route, now) => readerOf({ now }),
    digestParts: noDigests,
    picturesApart: () => false,
  });
  return deliverer({
    portfolios: plans,
    routes: [route],
    platforms: new Map([[chat.name, chat]]),
    store,
    clock,
    log: fakeLog(),
    wording,
    onChannel: () => Promise.resolve(),
  });
}

/** One look at each shop, five minutes later. */
export async function look(city: City, qualityOf: (shop: number) => Quality): Promise<void> {
  const judging = judgingOf({ routes: [city.route] });
  city.clock.move(5 * MINUTE);
  for (const [i, plan] of city.plans.entries()) {
    await city.store.update(plan.id, (saved) => {
      const snapshot = portfolioOf({ numbers: [numberOf(1, { quality: qualityOf(i) })] });
      const seen = { kind: 'seen', at: city.clock.now(), snapshot } as const;
      return {
        state: absorbNext(saved ?? freshState(plan.id, plan.name), seen, judging).state,
        result: undefined,
      };
    });
  }
}

/** How the shops stand, in their order. */
export function statesOf({ plans, store }: City): Promise<readonly PortfolioState[]> {
  return Promise.all(plans.map(async ({ id, name }) => (await store.read(id)) ?? freshState(id, name)));
}
