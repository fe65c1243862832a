import { describe, expect, it } from 'vitest';
import { openPostgres } from '../../../../src/adapters/store/postgres/database.js';
import { storeErrorOf } from '../../../../src/adapters/store/postgres/trouble.js';
import { StoreError } from '../../../../src/ports.js';
import { openStores } from '../../../../src/stores.js';
import { counted, looked, toko, waba } from '../../../support/contracts/state-changes.js';
import { fakeLog } from '../../../support/fakes/log.js';
import { describeWithPostgres, postgresUser, sharedPostgres } from '../../../support/postgres.js';
import { tornLine } from '../../../support/torn-line.js';
import { keeping } from '../opened.js';
import { newStore, storesAt } from './opened.js';

/** Waits for what comes by itself. */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20));
}

async function troubleOf(url: string): Promise<StoreError> {
  const log = fakeLog();
  const trouble = await openStores({ url, keeping, log }).then(
    async (stores) => {
      await stores.close();
      throw new Error('It was opened.');
    },
    (error: unknown) => error,
  );
  if (!(trouble instanceof StoreError)) throw trouble;
  for (const secret of [postgresUser.password, encodeURIComponent(postgresUser.password), 'wrong'])
    expect(trouble.message + JSON.stringify(log.lines)).not.toContain(secret);
  return trouble;
}

describe('what PostgreSQL says', () => {
  const name = 'postgres://db:5432/watch';
  const failure = (code: string): Error => Object.assign(new Error('secret'), { code });
  it.each([
    ['28P01', 'unwritable', /refuses this user or password/],
    ['3D000', 'unwritable', /does not exist\. Create the database/],
    ['42501', 'unwritable', /may not be written by this user/],
    ['25006', 'unwritable', /may not be written by this user/],
    ['53100', 'full', /its disk is full/],
    ['53300', 'unreachable', /has no connection left/],
    ['57P01', 'unreachable', /cannot be reached/],
    ['57P03', 'unreachable', /cannot be reached/],
    ['08006', 'unreachable', /cannot be reached/],
    ['ECONNREFUSED', 'unreachable', /cannot be reached/],
    ['ENOTFOUND', 'unreachable', /no such host/],
    ['55P03', 'locked', /is busy with other work/],
    ['XX001', 'damaged', /is damaged/],
    ['42P01', 'other', /failed \(42P01\)/],
  ])('is told in a sentence: %s', (code, kind, sentence) => {
    const error = storeErrorOf(failure(code), name);
    expect(error).toMatchObject({ kind, message: expect.stringMatching(sentence) as string });
    expect(error.message).toContain(`The store ${name}`);
    expect(error.message).not.toContain('secret');
  });

  it('is told in a sentence also where it has no code', () => {
    const ended = new Error('Connection terminated unexpectedly');
    expect(storeErrorOf(ended, name)).toMatchObject({ kind: 'unreachable' });
    const each = new AggregateError([failure('ECONNREFUSED'), failure('ECONNREFUSED')]);
    expect(storeErrorOf(each, name)).toMatchObject({ kind: 'unreachable' });
    const sasl = new Error('SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string');
    expect(storeErrorOf(sasl, name)).toMatchObject({ kind: 'unwritable' });
    expect(storeErrorOf(new RangeError('no'), name)).toMatchObject({ kind: 'other' });
  });
});

describeWithPostgres('a database that cannot be used', () => {
  it('is refused with what to do, and without the password', async () => {
    const url = await newStore();
    expect(await troubleOf(url.replace('/stores?', '/nowhere?'))).toMatchObject({
      kind: 'unwritable',
      message: expect.stringMatching(
        /^The store postgres:\/\/127\.0\.0\.1:\d+\/nowhere does not exist\. /,
      ) as string,
    });
    expect(await troubleOf(url.replace(/:\d+\//, ':1/'))).toMatchObject({
      kind: 'unreachable',
      message:
        'The store postgres://127.0.0.1:1/stores cannot be reached. Check that PostgreSQL runs there and lets this machine in (ECONNREFUSED).',
    });
  });

  it('because of its encoding, is refused', async () => {
    const server = await sharedPostgres();
    await server.administer(
      `CREATE DATABASE latin OWNER ${postgresUser.name} ENCODING 'SQL_ASCII' LOCALE 'C' TEMPLATE template0`,
    );
    const url = await newStore();
    expect((await troubleOf(url.replace('/stores?', '/latin?'))).message).toMatch(
      /its encoding is SQL_ASCII\. Create a database with UTF8\.$/,
    );
  });

  it('because a newer bot wrote it, is refused to write and to read', async () => {
    const url = await newStore();
    await (await storesAt(url)).close();
    const server = await sharedPostgres();
    await server.asOwner(url, "INSERT INTO migration VALUES (99, 'of tomorrow')");
    try {
      for (const access of ['write', 'read'] as const)
        await expect(storesAt(url, access)).rejects.toMatchObject({ kind: 'newer' });
      await server.asOwner(url, 'DELETE FROM migration WHERE number > 5');
      await expect(storesAt(url, 'read')).rejects.toThrow(/older version of this bot\. Start the bot once/);
    } finally {
      await server.asOwner(
        url,
        "DO $$ DECLARE one text := current_schema(); BEGIN EXECUTE 'DROP SCHEMA ' || one || ' CASCADE; CREATE SCHEMA ' || one; END $$",
      );
    }
  });

  it('because another process has it to itself, is refused, and free when that one ends', async () => {
    const url = await newStore();
    const copying = await openPostgres({ url, access: 'write', alone: true, log: fakeLog() });
    await expect(storesAt(url)).rejects.toMatchObject({
      kind: 'locked',
      message: expect.stringMatching(
        / is being copied, or in use by an older version of this bot\. /,
      ) as string,
    });
    await copying.close();
    const [one, two] = [await storesAt(url), await storesAt(url)];
    expect(await one.store.update(toko, counted(toko))).toBe(1);
    expect(await two.store.update(toko, counted(toko))).toBe(2);
    await expect(openPostgres({ url, access: 'write', alone: true, log: fakeLog() })).rejects.toMatchObject({
      kind: 'locked',
      message: expect.stringMatching(/ is in use by another process\. Stop it first\.$/) as string,
    });
  });
});

describeWithPostgres('a database that goes away', () => {
  it('is found again, and meanwhile what is held is told and nothing begins anew', async () => {
    const server = await sharedPostgres();
    const url = await newStore();
    const log = fakeLog();
    const stores = await storesAt(url, 'write', log);
    const { store } = stores;
    await store.update(toko, looked(toko, 1_000));
    await store.update(toko, counted(toko));
    expect(stores.ready()).toBe(true);

    await server.crash();
    await until(() => !stores.ready());
    expect((await store.read(toko))?.outbox.sequence).toBe(1);
    await expect(store.update(toko, counted(toko))).rejects.toMatchObject({ kind: 'unreachable' });
    expect((await store.read(toko))?.outbox.sequence, 'what was known before is still told').toBe(1);
    await expect(store.read(waba), 'what was not known is not new').rejects.toMatchObject({
      kind: 'unreachable',
    });
    expect(stores.ready()).toBe(false);

    await server.startAgain();
    await until(() => stores.ready());
    expect(await store.update(toko, counted(toko))).toBe(2);
    expect((await store.read(toko))?.sight?.at).toBe(1_000);
    expect(await store.read(waba)).toBeNull();
    expect(JSON.stringify(log.lines)).not.toContain(postgresUser.password);
    expect(log.lines.map(({ event }) => event)).toEqual(
      expect.arrayContaining(['store-lost', 'store-found-again']),
    );
  });

  it('for a moment only, is waited for by what is to be written', async () => {
    const server = await sharedPostgres();
    const url = await newStore();
    const log = fakeLog();
    const { store } = await storesAt(url, 'write', log);
    await store.update(toko, counted(toko));
    const events = (): readonly string[] => log.lines.map(({ event }) => event);
    await server.asOwner(url, "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'");
    await until(() => events().includes('store-lost'));
    expect(await store.update(toko, counted(toko))).toBe(2);
    expect(events()).toContain('store-found-again');
  });

  it('just when it saves, leaves unknown whether it did: it is read again, never assumed', async () => {
    const server = await sharedPostgres();
    const url = await newStore();
    const line = await tornLine(server.port);
    const { store } = await storesAt(url.replace(`:${String(server.port)}/`, `:${String(line.port)}/`));
    await store.update(toko, counted(toko));
    line.tearAfter('COMMIT');
    await expect(store.update(toko, counted(toko))).rejects.toMatchObject({ kind: 'unreachable' });
    line.mend();
    expect(await store.update(toko, counted(toko)), 'the second one did arrive').toBe(3);

    line.tearAfter('update "portfolio"');
    await expect(store.update(toko, counted(toko))).rejects.toMatchObject({ kind: 'unreachable' });
    line.mend();
    expect(await store.update(toko, counted(toko)), 'the fourth one did not').toBe(4);
  });
});
