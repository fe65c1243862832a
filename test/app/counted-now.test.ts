import { describe, expect, it } from 'vitest';
import { memoryHistory, memoryStore } from '../support/fakes/stores.js';
import { countedNow } from '../../src/app/counted-now.js';
import { noSignals } from '../../src/domain/signals/window.js';
import { poller } from '../../src/app/poll.js';
import type { LedgerFigure } from '../../src/domain/ledger/figure.js';
import { known } from '../../src/domain/reading.js';
import type { PortfolioSnapshot } from '../../src/domain/snapshot.js';
import { tokoMaju } from '../support/asking.js';
import { countedOf } from '../support/counted.js';
import { fakeClock } from '../support/fakes/clock.js';
import { fakeLog } from '../support/fakes/log.js';
import { noon, portfolioId, portfolioOf, usageOf } from '../support/looks.js';
import { judgingOf } from '../support/story.js';

const volume = portfolioOf({ usage: known(usageOf(9_100)) });

function watch(figure: () => Promise<LedgerFigure | null>, snapshot: PortfolioSnapshot = volume) {
  const [store, log, clock] = [memoryStore(), fakeLog(), fakeClock(noon)];
  const looks = poller({
    plans: [tokoMaju],
    graph: {
      observe: () =>
        Promise.resolve({
          observation: { kind: 'seen', at: noon, snapshot },
          volumes: new Map(),
          owner: null,
        }),
      notBefore: () => null,
    },
    store,
    history: memoryHistory(),
    counted: countedNow({ figure }, clock, log),
    signals: () => Promise.resolve(noSignals),
    clock,
    log,
    judging: () => judgingOf({}),
  });
  return { looks, store, log };
}

describe('a look where people are counted', () => {
  it('warns by the people, not by the volume, and keeps both', async () => {
    const { looks, store } = watch(() => Promise.resolve(countedOf(6_120)));
    const { verdicts } = await looks.poll(portfolioId);
    expect(verdicts.filter(({ kind }) => kind === 'firing')).toEqual([]);
    const saved = await store.read(portfolioId);
    expect(saved?.sight?.snapshot.usage).toMatchObject({
      value: { recipients: 6_120, accuracy: 'exact', volume: { value: { recipients: 9_100 } } },
    });
  });

  it('goes by the volume while the ledger cannot be read, and says so in the log', async () => {
    const { looks, log } = watch(() => Promise.reject(new Error('disk')));
    const { verdicts } = await looks.poll(portfolioId);
    expect(verdicts).toContainEqual(expect.objectContaining({ kind: 'firing' }));
    expect(log.lines.map(({ event }) => event)).toContain('ledger.read-failed');
  });
});
