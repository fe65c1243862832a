import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { tableLedger } from '../../../src/adapters/store/ledger/table-ledger.js';
import { migrate } from '../../../src/adapters/store/migrate.js';
import { bot } from '../../../src/adapters/store/migrations/bot.js';
import { identifiers } from '../../../src/adapters/store/migrations/identifiers.js';
import { passingTables } from '../../../src/adapters/store/migrations/sharing.js';
import { migrations } from '../../../src/adapters/store/migrations/index.js';
import { sqliteTables } from '../../../src/adapters/store/sqlite-tables.js';
import { freshBotState } from '../../../src/domain/bot-state.js';
import type { PortfolioId } from '../../../src/domain/snapshot.js';
import { freshState } from '../../../src/domain/state.js';
import { botCounted, counted, toko } from '../../support/contracts/state-changes.js';
import { folderWith } from '../../support/folder.js';
import { facts } from '../../support/ledger-facts.js';
import { noon } from '../../support/looks.js';
import { fileAt, newPlace, storesAt } from './opened.js';

type Row = Readonly<Record<string, string | number>>;

/** A store that version 0.1.0 wrote. */
function oldStore(): string {
  const path = join(folderWith(), 'tierwatch.sqlite');
  const packed = readFileSync(new URL('../../fixtures/store-0.1.0/store.sqlite.gz', import.meta.url));
  writeFileSync(path, gunzipSync(packed));
  return path;
}

async function oldKeysAt(path: string): Promise<ReadonlyMap<string, string>> {
  const tables = sqliteTables(path);
  const rows = await tables<{ key: string; value: string }>('keyv').select();
  await tables.destroy();
  return new Map(rows.map(({ key, value }) => [key, value]));
}

const portfolioIn = async (path: string): Promise<PortfolioId> => {
  const [key = ''] = [...(await oldKeysAt(path)).keys()].filter((one) => /^portfolio:state:\d/.test(one));
  return key.slice('portfolio:state:'.length) as PortfolioId;
};

describe('the tables of a store', () => {
  it('are lifted once: what was written since is still there the next time', async () => {
    const path = oldStore();
    const id = await portfolioIn(path);
    const first = await storesAt(path);
    const before = (await first.store.read(id))?.outbox.sequence ?? Number.NaN;
    await first.store.update(id, counted(id));
    await first.close();
    const { store } = await storesAt(path);
    expect((await store.read(id))?.outbox.sequence).toBe(before + 1);
  });

  it('are lifted in memory for who only reads, and the file stays as it is', async () => {
    const path = oldStore();
    const id = await portfolioIn(path);
    const bytes = readFileSync(path);
    const reading = await storesAt(path, 'read');
    const seen = await reading.store.read(id);
    expect(seen?.portfolio).toBe(id);
    await reading.close();
    expect(readFileSync(path).equals(bytes)).toBe(true);
    expect(await (await storesAt(path)).store.read(id)).toEqual(seen);
  });

  it('have the bot’s own state in a place of its own, of whichever version it is', async () => {
    const path = join(folderWith(), 'tierwatch.sqlite');
    const tables = sqliteTables(path);
    // As it lay there before: among the portfolios.
    const before = migrations.filter(({ number }) => number < bot.number);
    await migrate(tables, before, path);
    const { outbox, ...rest } = freshBotState;
    const kept = { ...freshState('desk' as PortfolioId, ''), ...rest, outbox: { ...outbox, sequence: 7 } };
    await tables('portfolio').insert({
      id: 'desk',
      updates: 3,
      state: JSON.stringify({ ...kept, sight: undefined }),
    });
    await tables('sight').insert({ portfolio: 'desk', sight: '{"version":2,"sight":null}' });
    await tables.destroy();

    const { store } = await storesAt(path);
    expect(await store.readBot()).toEqual({ ...freshBotState, outbox: { ...outbox, sequence: 7 } });
    expect(await store.updateBot(botCounted)).toBe(8);
    expect(await store.read('desk' as PortfolioId)).toBeNull();
  });

  it('know people by the identifiers that stood in one table before', async () => {
    const path = join(folderWith(), 'tierwatch.sqlite');
    const file = await fileAt(path);
    const told = [
      facts('phone:628111', 'user:ID.1').status('delivered', 'a', 0),
      facts('phone:628222').status('delivered', 'b', 0),
    ];
    await tableLedger(file).record(toko, told, noon);
    const rowsOf = (table: string): Promise<Row[]> => file.reading((tables) => tables<Row>(table).select());
    const people = await rowsOf('ledger_person');
    await file.writing(async (tables) => {
      const named = await tables<Row>('ledger_identifier').select('hash', 'person', 'profile');
      const since = ['ledger_identifier', 'ledger_hash', ...passingTables, 'signal_hour', 'signal_ask'];
      for (const table of since) await tables.schema.dropTable(table);
      await tables.schema.alterTable('ledger', (table) => {
        table.dropColumns('next_identifier', 'sorted_before');
      });
      await tables.schema.createTable('ledger_identity', (table) => {
        table.string('hash', 12).primary();
        table.integer('person').notNullable().index();
        table.integer('profile').notNullable();
      });
      await tables('ledger_identity').insert(named);
      await tables('migration').where('number', '>=', identifiers.number).delete();
    });
    await file.close();

    const lifted = await fileAt(path);
    const ledger = tableLedger(lifted);
    await ledger.record(toko, told, noon);
    await ledger.record(toko, [facts('user:ID.1', 'phone:628111').status('read', 'a', 1)], noon);
    const rows = await lifted.reading((tables) => tables<Row>('ledger_person').select());
    expect(rows.map(({ number }) => number)).toEqual(people.map(({ number }) => number));
    await ledger.record(toko, [facts('phone:628333').status('delivered', 'c', 0)], noon);
    const named = await lifted.reading((tables) => tables<Row>('ledger_identifier').pluck('person'));
    expect(named).toHaveLength(4);
    expect(new Set(named).size).toBe(3);
  });

  it('leave the older version a document from the future, so that it does not begin anew', async () => {
    const path = oldStore();
    await (await storesAt(path)).close();
    const documents = [...(await oldKeysAt(path))].filter(([key]) => key.startsWith('portfolio:'));
    expect(documents.length).toBeGreaterThan(2);
    for (const [, value] of documents) expect(JSON.parse(value)).toEqual({ value: { version: 1000 } });
  });

  it.each(['write', 'read'] as const)('of a newer bot are refused, to %s', async (access) => {
    const path = newPlace();
    const first = await storesAt(path);
    await first.store.update(toko, counted(toko));
    await first.close();
    const tables = sqliteTables(path);
    await tables('migration').insert({ number: 99, name: 'of tomorrow' });
    await tables.destroy();
    await expect(storesAt(path, access)).rejects.toMatchObject({
      name: 'StoreError',
      kind: 'newer',
      message: expect.stringContaining('its tables are of version 99') as string,
    });
  });
});
