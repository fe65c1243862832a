import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { WabaId } from '../../../src/domain/snapshot.js';
import { after, DAY, MINUTE } from '../../../src/domain/time.js';
import { facts } from '../../support/ledger-facts.js';
import { noon, portfolioId } from '../../support/looks.js';
import { fileAt, newPlace, storesAt } from './opened.js';
import { tableLedger } from '../../../src/adapters/store/ledger/table-ledger.js';
import type { Database } from '../../../src/adapters/store/database.js';

const account = '901' as WabaId;
const phone = '6281234567890';
const ani = facts(`phone:${phone}`, 'user:ID.13491208655302741918');
const told = [
  ani.wrote(-100),
  ani.status('sent', `wamid.${phone}`, 0),
  ani.status('delivered', `wamid.${phone}`, 5),
];

const rowsIn = (file: Database, table: string): Promise<readonly unknown[]> =>
  file.reading((tables) => tables(table).select());

describe('the ledger on disk', () => {
  it('holds no phone, no id of a user and no id of a message', async () => {
    const path = newPlace();
    const stores = await storesAt(path);
    const { ledger } = stores;
    await ledger.alive(portfolioId, [account], noon);
    await ledger.record(portfolioId, told, noon);
    await stores.close();
    const bytes = readFileSync(path);
    for (const secret of [phone, '13491208655302741918', 'wamid']) expect(bytes.includes(secret)).toBe(false);
  });

  it('hashes people with a key of its own, so that two stores have nothing in common', async () => {
    const hashes = async (): Promise<readonly unknown[]> => {
      const file = await fileAt(newPlace());
      await tableLedger(file).record(portfolioId, told, noon);
      return rowsIn(file, 'ledger_identifier');
    };
    const [first, second] = [await hashes(), await hashes()];
    expect(first).toHaveLength(2);
    expect(second).not.toEqual(first);
  });

  it('writes nothing of people for a body that is told again', async () => {
    const file = await fileAt(newPlace());
    const ledger = tableLedger(file);
    await ledger.record(portfolioId, told, noon);
    const before = await rowsIn(file, 'ledger_person');
    await ledger.record(portfolioId, [...told].reverse(), after(noon, MINUTE));
    expect(await rowsIn(file, 'ledger_person')).toEqual(before);
  });

  it('forgets people and places by itself once nothing more can be told of them', async () => {
    const file = await fileAt(newPlace());
    const ledger = tableLedger(file);
    await ledger.record(portfolioId, [...told, facts('phone:62822').status('read', 'b', 0)], noon);
    await ledger.alive(portfolioId, [account], after(noon, 7 * DAY));
    expect(await rowsIn(file, 'ledger_person')).toHaveLength(2);
    expect(await rowsIn(file, 'ledger_place')).toHaveLength(0);
    await ledger.alive(portfolioId, [account], after(noon, 9 * DAY));
    expect(await rowsIn(file, 'ledger_person')).toHaveLength(1);
    await ledger.alive(portfolioId, [account], after(noon, 32 * DAY));
    expect(await rowsIn(file, 'ledger_person')).toHaveLength(0);
    expect(await rowsIn(file, 'ledger_identifier')).toHaveLength(0);
  });

  it('is read by a process that only looks', async () => {
    const path = newPlace();
    const { ledger } = await storesAt(path);
    await ledger.alive(portfolioId, [account], noon);
    await ledger.record(portfolioId, told, noon);
    const reading = await storesAt(path, 'read');
    const figure = await reading.ledger.figure(portfolioId, after(noon, MINUTE));
    expect(figure).toEqual(await ledger.figure(portfolioId, after(noon, MINUTE)));
    expect(figure).toMatchObject({ accuracy: 'at-least', atLeast: 0, atMost: null, countingSince: noon });
  });
});
