import { describe, expect, it, onTestFinished } from 'vitest';
import { graphSource } from '../../../src/adapters/graph/graph-source.js';
import { startSimulator } from '../../../src/simulator/server.js';
import { tellStory } from '../../../src/simulator/story.js';
import type { SimToken } from '../../../src/simulator/world.js';
import { fakeLog } from '../../support/fakes/log.js';
import { fakeClock } from '../../support/fakes/clock.js';
import { instantOf } from '../../../src/domain/time.js';
import { aPortfolio, aToken, aWaba, aWorld, noon, token } from '../../simulator/world-for-tests.js';

const shared = aWaba('2009', {
  owned: false,
  name: 'Toko Mitra',
  owner: { id: '1009', name: 'Mitra Group' },
});
const portfolios = [
  aPortfolio([aWaba('2001'), shared]),
  aPortfolio([aWaba('2002')], { id: '1002', name: 'Toko Kedua' }),
];

async function reachWith(change: Partial<SimToken>, asks = token): Promise<unknown> {
  const [first, ...more] = portfolios;
  if (first === undefined) throw new Error('There is no portfolio.');
  const start = aWorld(first, { portfolios: [first, ...more], tokens: [aToken(change)] });
  const simulator = await startSimulator({ story: tellStory({ start }), now: () => noon });
  const graph = graphSource({
    baseUrl: simulator.url,
    tokenOf: () => ({ token: asks, label: 'TOKEN' }),
    appSecret: null,
    clock: fakeClock(instantOf(noon)),
    log: fakeLog(),
    sleep: () => Promise.resolve(),
  });
  onTestFinished(async () => {
    graph.close();
    await simulator.close();
  });
  return graph.reach(asks);
}

describe('what a token sees', () => {
  it('is each portfolio of its user', async () => {
    expect(await reachWith({})).toEqual({
      portfolios: [
        { id: '1001', name: 'Toko Uji', wabas: [] },
        { id: '1002', name: 'Toko Kedua', wabas: [] },
      ],
    });
  });

  it('is the one portfolio that it is limited to', async () => {
    expect(await reachWith({ grants: ['1002'] })).toEqual({
      portfolios: [{ id: '1002', name: 'Toko Kedua', wabas: [] }],
    });
  });

  it('is accounts under the name of their owner, where it sees no portfolio', async () => {
    const scopes = ['whatsapp_business_management'];
    expect(await reachWith({ scopes, grants: ['2001', '2009'] })).toEqual({
      portfolios: [
        { id: null, name: 'Toko Uji', wabas: [{ id: '2001', name: 'Account 2001' }] },
        { id: null, name: 'Mitra Group', wabas: [{ id: '2009', name: 'Toko Mitra' }] },
      ],
    });
  });

  it('is not known where Meta refuses to name any', async () => {
    expect(await reachWith({ scopes: ['whatsapp_business_management'] })).toMatchObject({ code: 200 });
  });

  it('is not known of a token that Meta does not know', async () => {
    expect(await reachWith({}, 'somebody-else')).toMatchObject({ reason: 'token-unreadable', code: 190 });
  });
});
