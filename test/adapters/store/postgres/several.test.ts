import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { tableLedger } from '../../../../src/adapters/store/ledger/table-ledger.js';
import { openPostgres } from '../../../../src/adapters/store/postgres/database.js';
import { freshState } from '../../../../src/domain/state.js';
import { instantOf } from '../../../../src/domain/time.js';
import type { Store } from '../../../../src/ports.js';
import type { Turn } from '../../../../src/sharing-port.js';
import type { Stores } from '../../../../src/store-description.js';
import { historyContract } from '../../../support/contracts/history-contract.js';
import { ledgerContract } from '../../../support/contracts/ledger-contract.js';
import { preferencesContract } from '../../../support/contracts/preferences-contract.js';
import { counted, toko, waba } from '../../../support/contracts/state-changes.js';
import { storeContract } from '../../../support/contracts/store-contract.js';
import { fakeLog } from '../../../support/fakes/log.js';
import { facts } from '../../../support/ledger-facts.js';
import { noon, portfolioOf, wabaOf } from '../../../support/looks.js';
import { filledThrough } from '../../../support/filled-history.js';
import { describeWithPostgres, sharedPostgres } from '../../../support/postgres.js';
import { historyByTurns, ledgerByTurns, preferencesByTurns, storeByTurns } from './by-turns.js';
import { databaseAt, newStore, storesAt } from './opened.js';

/** Three processes' stores on one empty place. */
async function three(): Promise<readonly Stores[]> {
  const url = await newStore();
  return Promise.all([1, 2, 3].map(() => storesAt(url)));
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await pause(5);
}

describeWithPostgres('several processes on one store', () => {
  storeContract('three processes, one after the other', async () =>
    storeByTurns((await three()).map(({ store }) => store)),
  );
  historyContract('the history of three processes', async () => {
    const all = await three();
    return filledThrough({
      store: storeByTurns(all.map(({ store }) => store)),
      history: historyByTurns(all.map(({ history }) => history)),
    });
  });
  preferencesContract('the preferences of three processes', async () =>
    preferencesByTurns((await three()).map(({ preferences }) => preferences)),
  );
  ledgerContract(
    'the ledger of three processes',
    newStore,
    async (url) => {
      const log = fakeLog();
      const all = await Promise.all([1, 2, 3].map(() => openPostgres({ url, access: 'write', log })));
      return {
        ledger: ledgerByTurns(all.map((database) => tableLedger(database, 3))),
        async close() {
          await Promise.all(all.map((database) => database.close()));
        },
      };
    },
    Number(process.env['STORED_LEDGER_HISTORIES'] ?? 3),
  );

  it('lose no update of all that come at once, and number looks as one', async () => {
    const all = await three();
    const turns = Array.from({ length: 30 }, () => all).flat();
    const results = await Promise.all(turns.map(({ store }) => store.update(toko, counted(toko))));
    expect(new Set(results).size).toBe(90);
    const numbers = await Promise.all(turns.map(({ store }) => store.claimLook(toko)));
    expect(new Set(numbers).size).toBe(90);
  });

  it('hear of each other’s writes by themselves', async () => {
    const [one, two] = await three();
    if (!one || !two) throw new Error('There are three.');
    let news = 0;
    const forget = one.sharing?.onNews(() => (news += 1));
    expect(await one.store.read(waba)).toBeNull();
    await two.store.update(waba, counted(waba));
    await until(async () => (await one.store.read(waba)) !== null);
    expect(news).toBeGreaterThan(0);
    forget?.();
    await one.store.update(waba, counted(waba));
    await until(async () => (await two.store.read(waba))?.outbox.sequence === 2);
  });

  it('know everybody whom another one has met, after a body that one of them could not write', async () => {
    const url = await newStore();
    const [one, two] = [await databaseAt(url), await databaseAt(url)];
    let isFull = true;
    const writing: typeof one.writing = (work) =>
      one.writing(async (tables) => {
        const done = await work(tables);
        if (isFull) throw new Error('no room');
        return done;
      });
    const [broken, well] = [tableLedger({ ...one, writing }), tableLedger(two)];
    const told = (phone: string) => [facts(`phone:${phone}`).status('delivered', phone, 0)];
    await expect(broken.record(toko, told('628111'), noon)).rejects.toThrow();
    await well.record(toko, told('628222'), noon);
    isFull = false;
    await broken.record(toko, told('628222'), noon);
    await broken.record(toko, told('628111'), noon);
    const people = await two.reading((tables) => tables('ledger_identifier').pluck<number[]>('person'));
    expect(people).toHaveLength(2);
    expect(new Set(people).size).toBe(2);
  });

  it('go by the clock of the server', async () => {
    const [one, two] = await three();
    const apart = (one?.clock?.now() ?? 0) - (two?.clock?.now() ?? Infinity);
    expect(Math.abs(apart)).toBeLessThan(200);
    expect(Math.abs((one?.clock?.now() ?? 0) - Date.now())).toBeLessThan(1_000);
  });

  const looked = (store: Store, turn: Turn): Promise<number> =>
    store.update(toko, (saved) => {
      const state = saved ?? freshState(toko, '');
      return { state: { ...state, look: state.look + 1 }, result: state.look + 1, turn };
    });

  it('take in one look for a planned time: what another process has overtaken is refused', async () => {
    const [one, two] = await three();
    if (!one?.sharing || !two?.sharing) throw new Error('There are three.');
    const slot = instantOf(1_000);
    await one.sharing.schedule.offer(slot, [toko]);
    const [frozen] = await one.sharing.schedule.take([], 1, 100);
    await pause(120);
    const [taken] = await two.sharing.schedule.take([], 1, 60_000);
    if (!frozen || !taken) throw new Error('Nothing was due.');
    const refused = { name: 'StoreError', kind: 'overtaken' };
    await expect(looked(one.store, frozen), 'before the other one is done').rejects.toMatchObject(refused);
    expect(await looked(two.store, taken)).toBe(1);
    await expect(looked(one.store, frozen), 'and after that').rejects.toMatchObject(refused);
    await expect(looked(two.store, taken), 'nor twice').rejects.toMatchObject(refused);
    expect((await one.store.read(toko))?.look).toBe(1);
    expect([one.ready(), two.ready()], 'nothing is wrong with the store').toEqual([true, true]);
  });

  it('know who shares a limit from the looks of all, and only who does', async () => {
    const [one, two, other] = await three();
    if (!one?.sharing || !two?.sharing || !other?.sharing) throw new Error('There are three.');
    const slot = instantOf(1_000);
    await one.sharing.schedule.offer(slot, [toko, waba]);
    for (const [{ store, sharing }, owners] of [
      [one, ['1', '2']],
      [two, ['1', '3']],
    ] as const) {
      const [turn] = (await sharing?.schedule.take([], 1, 60_000)) ?? [];
      if (!turn) throw new Error('Nothing was due.');
      const snapshot = portfolioOf({ wabas: [wabaOf(), ...owners.map((owner) => wabaOf({ owner }))] });
      const state = { ...freshState(turn.portfolio, ''), look: 1, sight: { at: slot, snapshot } };
      await store.update(turn.portfolio, () => ({ state, result: null, turn }));
    }
    expect([...(await other.sharing.limitSharers())]).toEqual([['1', [toko, waba].toSorted()]]);
  });

  it('answer from what they know when the server is gone, and change nothing', async () => {
    const server = await sharedPostgres();
    const [one, two] = await three();
    if (!one || !two) throw new Error('There are three.');
    await one.store.update(toko, counted(toko));
    await until(async () => (await two.store.read(toko)) !== null);
    await server.crash();
    try {
      await until(async () => !one.ready() && !two.ready());
      for (const { store } of [one, two]) {
        const began = performance.now();
        expect((await store.read(toko))?.outbox.sequence).toBe(1);
        expect(performance.now() - began, 'without waiting for it').toBeLessThan(100);
        await expect(store.update(toko, counted(toko))).rejects.toMatchObject({ kind: 'unreachable' });
      }
    } finally {
      await server.startAgain();
    }
    await until(async () => one.ready() && two.ready());
    expect(await two.store.update(toko, counted(toko))).toBe(2);
    await until(async () => (await one.store.read(toko))?.outbox.sequence === 2);
  });
});
