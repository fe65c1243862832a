import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { StoreAccess } from '../../../src/store-description.js';
import { bundled } from '../../support/bundled.js';
import { counted, toko } from '../../support/contracts/state-changes.js';
import { folderWith } from '../../support/folder.js';
import { makePipe } from '../../support/pipe.js';
import { newPlace, storesAt } from './opened.js';

let opener: string;
beforeAll(async () => {
  opener = await bundled(join(import.meta.dirname, 'place-opener.ts'));
});

/** What opening a store at each path comes to, in a process that is ended with the test. */
async function openingOf(
  paths: readonly string[],
  access: StoreAccess,
): Promise<ReadonlyMap<string, readonly [string, string]>> {
  const child = spawn(process.execPath, [opener, access, ...paths], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [out] = await Promise.all([text(child.stdout), once(child, 'close')]);
  const lines = out.split('\n').filter((line) => line !== '');
  return new Map(
    lines.map((line) => {
      const [path = '', kind = '', sentence = ''] = JSON.parse(line) as string[];
      return [path, [kind, sentence]];
    }),
  );
}

/** Places where no store can be, each with what its sentence must say. */
function badPlaces(): readonly (readonly [string, string])[] {
  const folder = folderWith({ file: 'x', 'notes.txt': 'no database at all' });
  const at = (name: string): string => join(folder, name);
  symlinkSync('round', at('round'));
  symlinkSync('nowhere', at('dangling'));
  makePipe(at('pipe'));
  return [
    [folder, 'is a folder. Name a file in it'],
    [at('file/s.sqlite'), 'a part of its path is a file, not a folder'],
    [at('notes.txt'), 'is no SQLite file. It is left as it is'],
    [at('round'), 'the links in its path lead back to themselves'],
    [at('round/s.sqlite'), 'the links in its path lead back to themselves'],
    [at('dangling'), 'is a link to a file that is not there'],
    [at('pipe'), 'is a device or a pipe. Name a file in STORE_URL'],
    [at(`${'n'.repeat(300)}.sqlite`), 'its path is too long'],
    [at(`${'long/'.repeat(1_000)}s.sqlite`), 'its path is too long'],
    ['/dev/null', 'is a device or a pipe. Name a file in STORE_URL'],
  ];
}

describe('a place where no store can be', () => {
  it.each(['write', 'read'] as const)('is refused with a sentence, to %s', async (access) => {
    const places = badPlaces();
    const told = await openingOf(
      places.map(([path]) => path),
      access,
    );
    for (const [path, part] of places) {
      const [kind, sentence] = told.get(path) ?? [];
      expect(sentence, path).toContain(part);
      expect(['unwritable', 'damaged'], path).toContain(kind);
      expect(sentence?.length, path).toBeLessThan(700);
    }
  });

  it.runIf(process.platform === 'linux')('is refused below /proc, where folders cannot be made', async () => {
    const told = await openingOf(['/proc/x/s.sqlite', '/proc/self/fd/s.sqlite', '/sys/s.sqlite'], 'write');
    expect([...told.values()].map(([kind]) => kind)).toEqual(['unwritable', 'unwritable', 'unwritable']);
    expect(told.get('/proc/x/s.sqlite')).toEqual([
      'unwritable',
      'The store /proc/x/s.sqlite cannot be made: no folder can be made there (ENOENT). Name another file in STORE_URL.',
    ]);
  });
});

describe('a file too short to be a store', () => {
  it.each([1, 2, 15, 16, 100, 511])('is left as it is when it has %i bytes', async (length) => {
    const path = join(folderWith(), 'tierwatch.sqlite');
    const bytes = Buffer.from('SQLite format 3\0'.padEnd(length, '\0').slice(0, length), 'latin1');
    writeFileSync(path, bytes);
    for (const access of ['write', 'read'] as const) {
      await expect(storesAt(path, access)).rejects.toMatchObject({ kind: 'damaged' });
    }
    expect(readFileSync(path).equals(bytes)).toBe(true);
  });
});

describe('the lock of a store', () => {
  it('is one, whatever links lead to the store', async () => {
    const path = newPlace();
    const { store } = await storesAt(path);
    await store.update(toko, counted(toko));
    const link = join(folderWith(), 'other.sqlite');
    symlinkSync(path, link);
    await expect(storesAt(link)).rejects.toMatchObject({ kind: 'locked' });
  });

  it.each([
    ['a folder', (lock: string) => mkdirSync(lock, { recursive: true })],
    ['a pipe', makePipe],
    ['a link', (lock: string) => symlinkSync('/dev/null', lock)],
  ])('is refused by name when %s stands in its place', async (_, put) => {
    const path = join(folderWith(), 'tierwatch.sqlite');
    put(`${path}.lock`);
    await expect(storesAt(path)).rejects.toThrow(
      `The file ${path}.lock is no lock of this bot; remove it and start again.`,
    );
  });
});
