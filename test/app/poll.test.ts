import { describe, expect, it } from 'vitest';
import { memoryHistory, memoryStore } from '../../src/adapters/store/memory.js';
import { poller } from '../../src/app/poll.js';
import { defaultPolicy } from '../../src/domain/incident.js';
import { defaultThresholds } from '../../src/domain/rules/rule.js';
import type { PortfolioId } from '../../src/domain/snapshot.js';
import type { GraphLook, PortfolioPlan } from '../../src/ports.js';
import { tokoMaju } from '../support/asking.js';
import { fakeClock } from '../support/fakes/clock.js';
import { fakeLog } from '../support/fakes/log.js';
import { noon, numberOf, portfolioOf } from '../support/looks.js';
import { portfolio2025 } from '../support/rulebooks.js';
import { routeOf } from '../support/story.js';

const slow: PortfolioPlan = { ...tokoMaju, id: '9' as PortfolioId, name: 'Toko Lambat' };

describe('a round of looks', () => {
  it('lets what one portfolio brought be told, once it is saved, while another does not answer', async () => {
    const store = memoryStore();
    let answer: (look: GraphLook) => void = () => undefined;
    const seen: GraphLook = {
      observation: {
        kind: 'seen',
        at: noon,
        snapshot: portfolioOf({ numbers: [numberOf(1, { quality: 'red' })] }),
      },
      volumes: new Map(),
      owner: null,
    };
    const looks = poller({
      plans: [slow, tokoMaju],
      graph: {
        observe: ({ id }) =>
          id === slow.id ? new Promise((resolve) => (answer = resolve)) : Promise.resolve(seen),
      },
      store,
      history: memoryHistory(),
      clock: fakeClock(noon),
      log: fakeLog(),
      judging: () => ({
        rulebook: portfolio2025,
        thresholds: defaultThresholds,
        policy: defaultPolicy,
        routes: [routeOf()],
        escalateTo: null,
        maintenance: [],
      }),
    });
    const waiting: (number | undefined)[] = [];
    let told = (): void => undefined;
    const once = new Promise<void>((resolve) => (told = resolve));
    const round = looks.pollAll(() => {
      void store.read(tokoMaju.id).then((state) => {
        waiting.push(state?.outbox.length);
        told();
      });
    });
    await once;
    expect(waiting).toEqual([1]);
    expect(await store.read(slow.id)).toBeNull();
    answer(seen);
    expect(await round).toHaveLength(2);
    expect(waiting).toEqual([1, 1]);
  });
});
