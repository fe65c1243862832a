import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { migrations } from '../../../src/adapters/store/state-document.js';
import { sqliteTables } from '../../../src/adapters/store/sqlite-tables.js';
import { beginUse } from '../../../src/adapters/store/soundness.js';
import { storesIn } from '../../../src/adapters/store/stores-in.js';
import { freshBotState } from '../../../src/domain/bot-state.js';
import { stateVersion } from '../../../src/domain/state.js';
import { folderWith } from '../../support/folder.js';
import { fakeLog } from '../../support/fakes/log.js';
import { botCounted, counted, looked, toko } from '../../support/contracts/state-changes.js';
import { facts } from '../../support/ledger-facts.js';
import { noon } from '../../support/looks.js';
import { fileAt, keeping, limitPages, newPlace, storesAt } from './opened.js';

/** A store with something in it, closed. */
async function filled(numbers = 50): Promise<string> {
  const path = newPlace();
  const stores = await storesAt(path);
  await stores.store.update(toko, counted(toko));
  await stores.store.update(toko, looked(toko, 7, numbers));
  await stores.close();
  return path;
}

const told = [facts('phone:628111').status('delivered', 'a', 0)];

/** Spoils the page on which people are kept, as a faulty disk might. */
async function overwritePeople(path: string): Promise<void> {
  const stores = await storesAt(path);
  await stores.ledger.record(toko, told, noon);
  await stores.close();
  const tables = sqliteTables(path);
  const { page } = await tables('sqlite_master')
    .where({ name: 'ledger_person' })
    .first<{ page: number }>('rootpage as page');
  await tables.destroy();
  const bytes = readFileSync(path);
  bytes.fill(0xff, (page - 1) * 4_096, page * 4_096);
  writeFileSync(path, bytes);
}

/** The documents as they stand in a store. */
interface Documents {
  readonly state?: string;
  /** Null: there is none. */
  readonly sight?: string | null;
}

/** Puts raw documents into a closed store, as a faulty disk or another program might. */
async function tamper(path: string, { state, sight }: Documents): Promise<void> {
  const tables = sqliteTables(path);
  if (state !== undefined) await tables('portfolio').where({ id: toko }).update({ state });
  if (sight === null) await tables('sight').where({ portfolio: toko }).delete();
  else if (sight !== undefined) await tables('sight').where({ portfolio: toko }).update({ sight });
  await tables.destroy();
}

async function documentsAt(path: string): Promise<Documents> {
  const tables = sqliteTables(path);
  const { state } = await tables('portfolio').where({ id: toko }).first<{ state: string }>('state');
  const row = await tables('sight').where({ portfolio: toko }).first<{ sight: string } | undefined>('sight');
  await tables.destroy();
  return { state, sight: row?.sight ?? null };
}

/** Runs as a user who owns nothing; root may write everywhere. */
async function asNobody<T>(work: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return work();
  process.seteuid?.(65_534);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}

describe('a store after a restart', () => {
  it('knows all that was saved', async () => {
    const path = await filled();
    const { store, preferences } = await storesAt(path);
    const state = await store.read(toko);
    expect(state).toMatchObject({
      version: stateVersion,
      outbox: { sequence: 1 },
      lookedAt: 7,
      sight: { at: 7 },
    });
    expect(state?.sight?.snapshot.numbers).toHaveLength(50);
    expect(await preferences.localeOf('slack:U1')).toBeNull();
  });

  it('leaves nothing beside it but its lock', async () => {
    const path = await filled();
    expect([existsSync(`${path}.new`), existsSync(`${path}-wal`)]).toEqual([false, false]);
  });
});

describe('a new store', () => {
  it('can be read by its owner only', async () => {
    expect(statSync(await filled()).mode & 0o777).toBe(0o600);
  });
});

describe('a damaged store is refused and left as it is', () => {
  const refused = async (path: string, sentence: string): Promise<void> => {
    const before = readFileSync(path);
    await expect(storesAt(path)).rejects.toMatchObject({
      kind: 'damaged',
      message: expect.stringContaining(sentence) as string,
    });
    expect(readFileSync(path).equals(before), 'the file is untouched').toBe(true);
  };

  it('when it was cut off', async () => {
    const path = await filled();
    truncateSync(path, 8_192);
    await refused(path, 'is damaged. It is left as it is');
  });

  it('when nothing of it is left', async () => {
    const path = await filled();
    truncateSync(path, 0);
    await refused(path, 'is empty. Put back a copy, or remove it to begin anew');
  });

  it('when a page was overwritten', async () => {
    const path = await filled(500);
    const bytes = readFileSync(path);
    bytes.fill(0xff, 4_096, 4_096 + 4_096);
    writeFileSync(path, bytes);
    await refused(path, 'is damaged');
  });

  it('when a page of people was overwritten and its end was not clean', async () => {
    const path = await filled(500);
    await overwritePeople(path);
    await (await storesAt(path)).close();
    const tables = sqliteTables(path);
    await beginUse(tables);
    await tables.destroy();
    await refused(path, 'is damaged');
  });

  it('as soon as damaged people are read, where its end was clean', async () => {
    const path = await filled();
    await overwritePeople(path);
    const stores = await storesAt(path);
    await expect(stores.ledger.record(toko, told, noon)).rejects.toMatchObject({ kind: 'damaged' });
    expect(stores.ready()).toBe(false);
  });

  it('when it is something else', async () => {
    const path = join(
      folderWith({ 'tierwatch.sqlite': 'no database at all\n'.repeat(100) }),
      'tierwatch.sqlite',
    );
    await refused(path, 'SQLITE_NOTADB');
  });

  it('when its file is gone and its journal is not', async () => {
    const path = await filled();
    rmSync(path);
    writeFileSync(`${path}-wal`, 'old');
    await expect(storesAt(path)).rejects.toMatchObject({
      kind: 'damaged',
      message: expect.stringContaining('-wal is still there') as string,
    });
    expect(existsSync(path)).toBe(false);
  });
});

describe('a damaged document is refused and left as it is', () => {
  it.each<[string, Documents, string]>([
    ['cut off', { state: '{"version":1,"portf' }, 'damaged'],
    ['null', { state: 'null' }, 'damaged'],
    ['empty', { state: '' }, 'damaged'],
    ['a list', { state: '[]' }, 'damaged'],
    [
      'of a strange shape',
      { state: JSON.stringify({ version: stateVersion, portfolio: toko, name: 'x', incidents: 'none' }) },
      'damaged',
    ],
    [
      'of an older version, and of a strange shape',
      { state: '{"version":1}', sight: '{"version":1,"sight":null}' },
      'damaged',
    ],
    ['of no version', { state: JSON.stringify({ portfolio: toko }) }, 'damaged'],
    ['without a sight', { sight: null }, 'damaged'],
    ['with half a sight', { sight: '{"version":1,"sig' }, 'damaged'],
    ['with a sight of another version', { sight: '{"version":0,"sight":null}' }, 'damaged'],
    ['of a later version', { state: '{"version":99}', sight: '{"version":99}' }, 'newer'],
  ])('when it is %s', async (_, documents, kind) => {
    const path = await filled();
    await tamper(path, documents);
    const before = await documentsAt(path);
    const { store } = await storesAt(path);
    await expect(store.read(toko)).rejects.toMatchObject({ name: 'StoreError', kind });
    await expect(store.update(toko, counted(toko))).rejects.toMatchObject({ kind });
    await store.close();
    expect(await documentsAt(path)).toEqual(before);
    expect(before).toMatchObject(documents);
  });

  it.each<[string, string, string]>([
    ['cut off', '{"version":2,"outb', 'damaged'],
    ['a list', '[]', 'damaged'],
    ['of a strange shape', JSON.stringify({ ...freshBotState, broken: 'none' }), 'damaged'],
    ['of no version', JSON.stringify({ ...freshBotState, version: undefined }), 'damaged'],
    ['of a later version', '{"version":99}', 'newer'],
  ])('when the bot’s own is %s', async (_, state, kind) => {
    const path = await filled();
    const { store: first } = await storesAt(path);
    await first.updateBot(botCounted);
    await first.close();
    const tables = sqliteTables(path);
    await tables('bot').update({ state });
    await tables.destroy();
    const { store } = await storesAt(path);
    await expect(store.readBot()).rejects.toMatchObject({ name: 'StoreError', kind });
    await expect(store.updateBot(botCounted)).rejects.toMatchObject({ kind });
    await store.close();
    const left = sqliteTables(path);
    expect(await left('bot').first('state')).toEqual({ state });
    await left.destroy();
  });

  it('says what to do, and shows nothing of what stands there', async () => {
    const path = await filled();
    await tamper(path, { state: '{"EAAsecret' });
    const { store } = await storesAt(path);
    await expect(store.read(toko)).rejects.toThrow(
      `The store ${path} is damaged. It is left as it is; put back a copy, or move it away to begin anew (a row is no JSON).`,
    );
  });
});

describe('a document of an older version', () => {
  it('is lifted step by step, and saved whole with the next update', async () => {
    const path = await filled();
    const { store: plain } = await storesAt(path);
    const state = await plain.read(toko);
    await plain.close();
    const { sight, outbox, ...rest } = { ...state, version: 0, threads: [], count: 41 };
    const decision = { ...rest, outbox: outbox?.notifications };
    await tamper(path, { state: JSON.stringify(decision), sight: JSON.stringify({ version: 0, sight }) });

    const file = await fileAt(path);
    const steps = {
      ...migrations,
      0: ({ count, ...rest }: Readonly<Record<string, unknown>>) => ({ ...rest, sequence: count }),
    };
    const { store: lifting } = storesIn(file, { keeping, log: fakeLog(), steps });
    expect(await lifting.read(toko)).toEqual({ ...state, outbox: { ...outbox, sequence: 41 } });
    expect(await lifting.update(toko, counted(toko))).toBe(42);
    await lifting.close();

    const { store } = await storesAt(path);
    expect(await store.read(toko)).toEqual({ ...state, outbox: { ...outbox, sequence: 42 } });
  });

  it('is refused when nobody knows the way', async () => {
    const path = await filled();
    await tamper(path, { state: '{"version":0}', sight: '{"version":0,"sight":null}' });
    const { store } = await storesAt(path);
    await expect(store.read(toko)).rejects.toMatchObject({ kind: 'damaged' });
  });
});

describe('a write that fails', () => {
  it('is told to whoever asked, is in nobody’s memory, and shows in readiness until one goes well', async () => {
    const log = fakeLog();
    const file = await fileAt(newPlace(), log);
    const { store } = storesIn(file, { keeping, log: fakeLog() });
    await store.update(toko, counted(toko));
    expect(file.ready()).toBe(true);

    await limitPages(file, 20);
    await expect(store.update(toko, looked(toko, 9, 2_000))).rejects.toMatchObject({
      kind: 'full',
      message: expect.stringContaining('the disk is full. Free some space') as string,
    });
    expect(file.ready()).toBe(false);
    expect(log.lines.filter((line) => line.level === 'error')).toHaveLength(1);
    expect(await store.read(toko)).toMatchObject({ outbox: { sequence: 1 }, sight: null });

    await limitPages(file, 1_000_000);
    await store.update(toko, looked(toko, 10, 2_000));
    expect(file.ready()).toBe(true);
    expect(await store.read(toko)).toMatchObject({ outbox: { sequence: 1 }, sight: { at: 10 } });
  });

  it('leaves the updates of others alone', async () => {
    const file = await fileAt(newPlace());
    const { store } = storesIn(file, { keeping, log: fakeLog() });
    await limitPages(file, 20);
    const large = store.update(toko, looked(toko, 9, 2_000));
    const small = store.update(toko, counted(toko));
    await expect(large).rejects.toMatchObject({ kind: 'full' });
    expect(await small).toBe(1);
  });
});

describe('a store in a bad place', () => {
  it('makes its folder', async () => {
    const path = join(folderWith(), 'a', 'b', 'c.sqlite');
    await storesAt(path);
    expect(existsSync(path)).toBe(true);
  });

  it('is refused in a folder that may not be written', async () => {
    const path = newPlace();
    mkdirSync(dirname(path));
    for (const folder of [dirname(dirname(path)), dirname(path)]) chmodSync(folder, 0o555);
    await expect(asNobody(() => storesAt(path))).rejects.toMatchObject({
      kind: 'unwritable',
      message: expect.stringContaining(
        'Check that its folder exists and that this user may write there',
      ) as string,
    });
    chmodSync(dirname(path), 0o755);
    chmodSync(dirname(dirname(path)), 0o755);
  });

  it('is refused where its folder is a file, and where it is a folder itself', async () => {
    const folder = folderWith({ file: 'x' });
    await expect(storesAt(join(folder, 'file', 's.sqlite'))).rejects.toMatchObject({ kind: 'unwritable' });
    await expect(storesAt(folder)).rejects.toMatchObject({ kind: 'unwritable' });
  });

  it('is not ready once its file was taken away', async () => {
    const path = newPlace();
    const stores = await storesAt(path);
    expect(stores.ready()).toBe(true);
    rmSync(path);
    expect(stores.ready()).toBe(false);
  });
});
