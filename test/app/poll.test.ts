import { describe, expect, it } from 'vitest';
import { memoryHistory, memoryStore } from '../support/fakes/stores.js';
import { poller, type Poller } from '../../src/app/poll.js';
import type { PortfolioId } from '../../src/domain/snapshot.js';
import { after, MINUTE } from '../../src/domain/time.js';
import { noSignals } from '../../src/domain/signals/window.js';
import type { GraphLook, GraphSource, PortfolioPlan, Store } from '../../src/ports.js';
import { tokoMaju } from '../support/asking.js';
import { fakeClock } from '../support/fakes/clock.js';
import { fakeLog } from '../support/fakes/log.js';
import { noon, numberOf, portfolioOf } from '../support/looks.js';
import { judgingOf, routeOf } from '../support/story.js';

const slow: PortfolioPlan = { ...tokoMaju, id: '9' as PortfolioId, name: 'Toko Lambat' };

const seen: GraphLook = {
  observation: {
    kind: 'seen',
    at: noon,
    snapshot: portfolioOf({ numbers: [numberOf(1, { quality: 'red' })] }),
  },
  volumes: new Map(),
  owner: null,
};

/** Looks at both shops through `graph`. */
function looking(graph: Partial<GraphSource>, store: Store = memoryStore(), clock = fakeClock(noon)): Poller {
  return poller({
    plans: [slow, tokoMaju],
    graph: { observe: () => Promise.resolve(seen), notBefore: () => null, ...graph },
    store,
    counted: () => Promise.resolve(null),
    signals: () => Promise.resolve(noSignals),
    history: memoryHistory(),
    clock,
    log: fakeLog(),
    judging: () => judgingOf({ routes: [routeOf()] }),
  });
}

describe('a round of looks', () => {
  it('lets what one portfolio brought be told, once it is saved, while another does not answer', async () => {
    const store = memoryStore();
    let answer: (look: GraphLook) => void = () => undefined;
    const looks = looking(
      {
        observe: ({ id }) =>
          id === slow.id ? new Promise((resolve) => (answer = resolve)) : Promise.resolve(seen),
      },
      store,
    );
    const waiting: (number | undefined)[] = [];
    let told = (): void => undefined;
    const once = new Promise<void>((resolve) => (told = resolve));
    const round = looks.pollAll(() => {
      void store.read(tokoMaju.id).then((state) => {
        waiting.push(state?.outbox.notifications.length);
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

  it('passes over a portfolio whose calls run short, until it is due again', async () => {
    const clock = fakeClock(noon);
    const due = after(noon, 10 * MINUTE);
    const looks = looking({ notBefore: ({ id }) => (id === slow.id ? due : null) }, memoryStore(), clock);
    const names = async (): Promise<readonly string[]> =>
      (await looks.pollAll()).map(({ plan }) => plan.name);
    expect(await names()).toEqual(['Toko Maju']);
    clock.move(10 * MINUTE);
    expect(await names()).toEqual(['Toko Lambat', 'Toko Maju']);
  });

  it('looks all the same when somebody asks', async () => {
    const asked = looking({ notBefore: () => after(noon, 10 * MINUTE) });
    expect((await asked.poll(slow.id)).observation.kind).toBe('seen');
  });
});
