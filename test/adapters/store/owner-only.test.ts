import { chmodSync, chownSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { counted, toko } from '../../support/contracts/state-changes.js';
import { fakeLog } from '../../support/fakes/log.js';
import { folderWith } from '../../support/folder.js';
import { newPlace, storesAt } from './opened.js';

const rights = (path: string): string => (statSync(path).mode & 0o777).toString(8);

/** The rights of a folder and of all in it, by name. */
function rightsIn(folder: string): Readonly<Record<string, string>> {
  const names = readdirSync(folder).sort();
  return {
    '.': rights(folder),
    ...Object.fromEntries(names.map((name) => [name, rights(join(folder, name))])),
  };
}

const closed = {
  '.': '700',
  'tierwatch.sqlite': '600',
  'tierwatch.sqlite-shm': '600',
  'tierwatch.sqlite-wal': '600',
  'tierwatch.sqlite.lock': '600',
  'tierwatch.sqlite.lock-journal': '600',
};

describe.each(['000', '022', '077', '777'])('under umask %s', (text) => {
  const umask = parseInt(text, 8);
  let before: number;
  beforeEach(() => (before = process.umask(umask)));
  afterEach(() => void process.umask(before));

  it('a new store, its journals, its lock and its folders belong to their owner alone', async () => {
    process.umask(before);
    const home = folderWith();
    process.umask(umask);
    const path = join(home, 'new', 'data', 'tierwatch.sqlite');
    const { store } = await storesAt(path);
    await store.update(toko, counted(toko));
    expect(rightsIn(dirname(path))).toEqual(closed);
    expect(rights(join(home, 'new'))).toBe('700');
  });
});

describe('a store that others may read', () => {
  it('is closed to them when it is opened, with its lock, its copies and its folder', async () => {
    const path = newPlace();
    await (await storesAt(path)).close();
    for (const name of ['tierwatch.sqlite-copy', 'tierwatch.sqlite.before-2']) {
      writeFileSync(join(dirname(path), name), 'x');
    }
    for (const name of readdirSync(dirname(path))) chmodSync(join(dirname(path), name), 0o666);
    chmodSync(dirname(path), 0o755);

    const log = fakeLog();
    const { store } = await storesAt(path, 'write', log);
    await store.update(toko, counted(toko));
    expect(rightsIn(dirname(path))).toEqual({
      ...closed,
      'tierwatch.sqlite-copy': '600',
      'tierwatch.sqlite.before-2': '600',
    });
    expect(log.lines).toEqual([]);
  });

  it('leaves a folder as it is that holds other things too, and their rights', async () => {
    const path = newPlace();
    mkdirSync(dirname(path));
    const other = join(dirname(path), 'notes.txt');
    writeFileSync(other, 'x');
    chmodSync(other, 0o644);
    chmodSync(dirname(path), 0o755);
    await storesAt(path);
    expect([rights(dirname(path)), rights(other), rights(path)]).toEqual(['755', '644', '600']);
  });

  it.runIf(process.geteuid?.() === 0)('is told when it belongs to somebody else', async () => {
    const path = newPlace();
    await (await storesAt(path)).close();
    const other = `${path}-copy`;
    writeFileSync(other, 'x');
    chmodSync(other, 0o644);
    chownSync(other, 65_534, 65_534);
    const log = fakeLog();
    await storesAt(path, 'write', log);
    expect(log.lines).toMatchObject([{ event: 'store-open-to-others', facts: { paths: [other] } }]);
  });
});
