import { beforeEach, describe, expect, it } from 'vitest';
import { accountsApart } from '../../src/app/accounts-apart.js';
import { unknown } from '../../src/domain/reading.js';
import type { AccountUse, PortfolioId, WabaId, WabaSnapshot } from '../../src/domain/snapshot.js';
import { freshState } from '../../src/domain/state.js';
import { MINUTE } from '../../src/domain/time.js';
import { StoreError, type PortfolioPlan, type Store } from '../../src/ports.js';
import type { LimitSharers } from '../../src/sharing-port.js';
import { tokoMaju } from '../support/asking.js';
import { fakeClock, type FakeClock } from '../support/fakes/clock.js';
import { fakeLog, type FakeLog } from '../support/fakes/log.js';
import { memoryStore } from '../support/fakes/stores.js';
import { noon, portfolioOf, wabaOf } from '../support/looks.js';

const planOf = (name: string, business: string | null = null): PortfolioPlan => ({
  ...tokoMaju,
  id: name as PortfolioId,
  name,
  business,
});
const [shop, promo, other] = [planOf('Shop'), planOf('Promo'), planOf('Other')];
const used: AccountUse = { source: 'pricing_analytics', series: [{ at: noon, recipients: 7 }] };

let store: Store;
let clock: FakeClock;
let log: FakeLog;
let sharers: LimitSharers;
beforeEach(() => {
  store = memoryStore();
  clock = fakeClock(noon);
  log = fakeLog();
  sharers = new Map([['1', [shop.id, promo.id]]]);
});

const apartOf = (plans: readonly PortfolioPlan[] = [shop, promo, other]) =>
  accountsApart({ plans, shares: () => true, store, sharers: () => Promise.resolve(sharers), clock, log });

async function saw(
  { id, name }: PortfolioPlan,
  ...accounts: readonly Partial<WabaSnapshot>[]
): Promise<void> {
  const wabas = accounts.map((account) => ({ ...wabaOf(), ...account }));
  const sight = { at: noon, snapshot: portfolioOf({ id, wabas }) };
  await store.update(id, () => ({ state: { ...freshState(id, name), sight }, result: null }));
}

describe('accounts of one owner in several portfolios', () => {
  it('are found in what was saved, whoever looked, and those of others are not', async () => {
    const [mine, theirs] = ['11' as WabaId, '22' as WabaId];
    await saw(promo, { id: mine, owner: '1', used }, { id: theirs, owner: '2', used });
    await saw(other, { owner: '3', used });
    const apart = apartOf();
    expect(await apart.of('1', shop.id)).toEqual([
      { id: mine, at: noon, used: { known: true, value: used } },
    ]);
    expect(await apart.of('3', other.id)).toEqual([]);
    expect([apart.isShared('1'), apart.isShared('3')]).toEqual([true, false]);
  });

  it('are unknown while nobody saw them, or when it cannot be read what they used', async () => {
    await saw(promo, { id: '11' as WabaId, owner: '1' });
    const apart = apartOf([shop, promo, planOf('New', '1')]);
    expect(await apart.of('1', shop.id)).toMatchObject([
      { id: '11', used: unknown('incomplete') },
      { id: null, used: unknown('not-looked-yet') },
    ]);
    store = { ...store, read: () => Promise.reject(new StoreError('unreachable', 'away')) };
    expect(await apartOf([shop, promo]).of('1', shop.id)).toMatchObject([
      { id: null, used: { known: false } },
    ]);
  });

  it('are told to the operator once, and asked for once a minute', async () => {
    await saw(promo, { owner: '1', used });
    const apart = apartOf();
    for (let i = 0; i < 3; i += 1) await apart.of('1', shop.id);
    const told = (): readonly unknown[] =>
      log.lines.filter(({ event }) => event === 'portfolios.share-a-limit').map(({ facts }) => facts);
    expect(told()).toMatchObject([{ portfolios: 'Shop, Promo' }]);
    sharers = new Map([['1', [promo.id]]]);
    expect(await apart.of('1', shop.id)).toHaveLength(1);
    clock.move(MINUTE);
    await apart.of('1', shop.id);
    expect(apart.isShared('1')).toBe(false);
    expect(told()).toHaveLength(1);
  });
});
