import { expect, it } from 'vitest';
import { openPostgres } from '../../../../src/adapters/store/postgres/database.js';
import { storesIn } from '../../../../src/adapters/store/stores-in.js';
import { historyContract } from '../../../support/contracts/history-contract.js';
import { ledgerContract, ledgerIn } from '../../../support/contracts/ledger-contract.js';
import { preferencesContract } from '../../../support/contracts/preferences-contract.js';
import { signalsContract } from '../../../support/contracts/signals-contract.js';
import { counted, looked, toko } from '../../../support/contracts/state-changes.js';
import { storeContract } from '../../../support/contracts/store-contract.js';
import { fakeLog } from '../../../support/fakes/log.js';
import { filledThrough } from '../../../support/filled-history.js';
import { describeWithPostgres } from '../../../support/postgres.js';
import { keeping } from '../opened.js';
import { databaseAt, newStore, storesAt } from './opened.js';

describeWithPostgres('what is kept in PostgreSQL', () => {
  storeContract('the store postgres', async () => (await storesAt(await newStore())).store);
  historyContract('the history postgres', async () => filledThrough(await storesAt(await newStore())));
  preferencesContract('preferences postgres', async () => (await storesAt(await newStore())).preferences);
  signalsContract('the signals postgres', async () => storesAt(await newStore()));
  ledgerContract(
    'the ledger in PostgreSQL',
    newStore,
    async (url) => ledgerIn(await openPostgres({ url, access: 'write', log: fakeLog() })),
    Number(process.env['STORED_LEDGER_HISTORIES'] ?? 3),
  );

  it('is still there when it is opened again, and for who only reads meanwhile', async () => {
    const url = await newStore();
    const first = await storesAt(url);
    await first.store.update(toko, looked(toko, 1_000, 200));
    await first.preferences.setLocale('slack:U1', 'id');
    const saved = await first.store.read(toko);
    await first.close();
    const second = await storesAt(url);
    expect(await second.store.read(toko)).toEqual(saved);
    expect(await second.preferences.localeOf('slack:U1')).toBe('id');
    const reading = await storesAt(url, 'read');
    await second.store.update(toko, counted(toko));
    expect((await reading.store.read(toko))?.outbox.sequence).toBe(1);
    await expect(reading.store.update(toko, counted(toko))).rejects.toMatchObject({ kind: 'unwritable' });
  });

  it('is not made by who only reads', async () => {
    const url = await newStore();
    expect(await (await storesAt(url, 'read')).store.read(toko)).toBeNull();
    const stores = await storesAt(url);
    expect(await stores.store.read(toko)).toBeNull();
    expect(stores.engine).toMatch(/^PostgreSQL \d+\.\d+$/);
  });

  it('loses no update to one that another process overtook', async () => {
    const database = await databaseAt(await newStore());
    const two = [1, 2].map(() => storesIn(database, { keeping, log: fakeLog() }));
    const turns = Array.from({ length: 20 }, () => two).flat();
    const results = await Promise.all(turns.map(({ store }) => store.update(toko, counted(toko))));
    expect(new Set(results).size).toBe(40);
    for (const { store } of two) await store.update(toko, counted(toko));
    expect((await two[1]?.store.read(toko))?.outbox.sequence).toBe(42);
  });
});
