import { existsSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { copyStore } from '../../../../src/adapters/store/copy/copy-store.js';
import type { Database } from '../../../../src/adapters/store/database.js';
import { openPostgres } from '../../../../src/adapters/store/postgres/database.js';
import { keyedTables } from '../../../../src/adapters/store/copy/keyed-tables.js';
import { openSqlite } from '../../../../src/adapters/store/sqlite-file.js';
import { storesIn } from '../../../../src/adapters/store/stores-in.js';
import type { NumberId } from '../../../../src/domain/snapshot.js';
import { HALF_HOUR, instantOf, MINUTE } from '../../../../src/domain/time.js';
import { botCounted, counted, looked, toko, waba } from '../../../support/contracts/state-changes.js';
import { fakeLog } from '../../../support/fakes/log.js';
import { ledgerHistories } from '../../../support/ledger-histories.js';
import { happens } from '../../../support/ledger-life.js';
import { describeWithPostgres } from '../../../support/postgres.js';
import { keeping, newPlace } from '../opened.js';
import { newStore, storesAt } from './opened.js';

const open = (url: string): Promise<Database> =>
  url.startsWith('postgres')
    ? openPostgres({ url, access: 'write', log: fakeLog() })
    : openSqlite({ url, access: 'write', log: fakeLog() });

const copy = (from: string, to: string, onCopied: (rows: number) => void = () => undefined) =>
  copyStore({ from, to, log: fakeLog(), begins: () => onCopied });

const newFile = (): string => `sqlite://${newPlace()}`;

/** Does something with the database of a STORE_URL. */
async function within<T>(url: string, work: (database: Database) => Promise<T>): Promise<T> {
  const database = await open(url);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

/** Every row of every table. */
const rowsAt = (url: string): Promise<ReadonlyMap<string, readonly unknown[]>> =>
  within(url, (database) =>
    database.reading(async (tables) => {
      const rows = new Map<string, readonly unknown[]>();
      for (const { name, key } of await keyedTables(tables))
        rows.set(
          name,
          await tables(name)
            .orderBy([...key])
            .select(),
        );
      return rows;
    }),
  );

/** One thing that a bot saves. */
const deeds = fc.oneof(
  fc.record({ does: fc.constant('counts' as const), id: fc.constantFrom(toko, waba) }),
  fc.record({
    does: fc.constant('looks' as const),
    id: fc.constantFrom(toko, waba),
    slot: fc.integer({ min: 1, max: 200 }),
    numbers: fc.integer({ min: 0, max: 30 }),
    recipients: fc.constantFrom(0, 1, 300, 70_000, 4_000_000_000),
  }),
  fc.record({
    does: fc.constant('prefers' as const),
    person: fc.string({ unit: 'grapheme', maxLength: 20 }),
  }),
  fc.record({ does: fc.constant('tells' as const) }),
);

type Deed = typeof deeds extends fc.Arbitrary<infer T> ? T : never;

async function fill(database: Database, all: readonly Deed[]): Promise<void> {
  const { store, preferences } = storesIn(database, { keeping, log: fakeLog() });
  for (const deed of all) {
    if (deed.does === 'counts') await store.update(deed.id, counted(deed.id));
    if (deed.does === 'tells') await store.updateBot(botCounted);
    if (deed.does === 'prefers') await preferences.setLocale(`slack:${deed.person}`, 'id');
    if (deed.does === 'looks') {
      const at = instantOf(deed.slot * HALF_HOUR + MINUTE);
      const usage = new Map([
        ['1' as NumberId, [{ at: instantOf(deed.slot * HALF_HOUR), recipients: deed.recipients }]],
      ]);
      await store.update(deed.id, (state) => ({
        ...looked(deed.id, at, deed.numbers)(state),
        past: {
          usage,
          note: {
            at,
            usageSince: null,
            standings: { portfolio: { quality: 'green', status: null, limit: null }, numbers: new Map() },
            incidents: [{ id: String(deed.slot % 5), number: null, severity: 'warning', at, until: null }],
            people: { atLeast: deed.slot, atMost: null },
          },
        },
      }));
    }
  }
}

describeWithPostgres('a copy of a store', () => {
  it('there and back is the same, row by row, whatever it holds', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(deeds, { minLength: 1, maxLength: 8 }),
        ledgerHistories,
        async (all, { events }) => {
          const [first, server, back] = [newFile(), await newStore(), newFile()];
          await within(first, async (database) => {
            await fill(database, all);
            const { ledger } = storesIn(database, { keeping, log: fakeLog() });
            for (const event of events.slice(0, 6))
              await happens(ledger, event.does === 'live' ? { ...event, to: event.at } : event);
          });
          await copy(first, server);
          await copy(server, back);
          const rows = await rowsAt(back);
          expect(rows).toEqual(await rowsAt(first));
          expect(rows.size).toBeGreaterThan(12);
          const [one, other] = [await storesAt(first, 'read'), await storesAt(server, 'read')];
          for (const id of [toko, waba]) expect(await other.store.read(id)).toEqual(await one.store.read(id));
          expect(await other.store.readBot()).toEqual(await one.store.readBot());
          await one.close();
          await other.close();
        },
      ),
      { numRuns: Number(process.env['STORE_COPIES'] ?? 3) },
    );
  });

  it('goes on where the store ended, and numbers incidents after those that are there', async () => {
    const [from, to] = [newFile(), await newStore()];
    const look = { does: 'looks', id: toko, numbers: 3, recipients: 300 } as const;
    await within(from, (database) =>
      fill(database, [
        { ...look, slot: 1 },
        { ...look, slot: 2 },
      ]),
    );
    const seen: number[] = [];
    const { rows } = await copy(from, to, (more) => seen.push(more));
    expect(seen.reduce((sum, more) => sum + more, 0)).toBe(rows);
    await within(to, (database) =>
      fill(database, [
        { ...look, slot: 3 },
        { does: 'counts', id: toko },
      ]),
    );
    expect((await rowsAt(to)).get('incident_trace')).toHaveLength(3);
    expect((await (await storesAt(to)).store.read(toko))?.outbox.sequence).toBe(1);
  });

  it('is refused into what holds something, and from what holds nothing or is not there', async () => {
    const [from, to, empty] = [newFile(), await newStore(), await newStore()];
    for (const url of [from, to])
      await within(url, (database) => fill(database, [{ does: 'counts', id: toko }]));
    await expect(copy(from, to)).rejects.toThrow(/holds something already\. Copy into an empty one\.$/);
    await expect(copy(to, from)).rejects.toThrow(/holds something already/);
    const target = newFile();
    await expect(copy(empty, target)).rejects.toThrow(/holds nothing to copy\.$/);
    await expect(copy(newFile(), empty)).rejects.toThrow(/^There is no store at \S+ to copy from\.$/);
    await expect(storesAt(target), 'and leaves no mark').resolves.toBeDefined();
  });

  it('is refused while a bot has the store open, on either engine', async () => {
    for (const from of [newFile(), await newStore()]) {
      const stores = await storesAt(from);
      await stores.store.update(toko, counted(toko));
      const target = newFile();
      await expect(copy(from, target)).rejects.toMatchObject({ kind: 'locked' });
      expect(existsSync(target.replace('sqlite://', ''))).toBe(false);
      await stores.close();
    }
  });

  it('that ended in the middle is no store for a bot, and can be made again', async () => {
    const from = newFile();
    const all = Array.from({ length: 40 }, (_, i) => ({ does: 'prefers', person: String(i) }) as const);
    await within(from, (database) => fill(database, [...all, { does: 'counts', id: toko }]));
    for (const to of [newFile(), await newStore()]) {
      let pages = 0;
      const killed = copy(from, to, () => {
        pages += 1;
        if (pages === 3) throw new Error('killed');
      });
      await expect(killed).rejects.toThrow();
      for (const access of ['write', 'read'] as const)
        await expect(storesAt(to, access)).rejects.toThrow(
          /holds a copy that was never finished\. Run "tierwatch store copy" into it again\.$/,
        );
      await copy(from, to);
      const { store } = await storesAt(to);
      expect((await store.read(toko))?.outbox.sequence).toBe(1);
    }
  });
});
