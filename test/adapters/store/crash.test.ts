import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { NumberId } from '../../../src/domain/snapshot.js';
import { DAY, instantOf } from '../../../src/domain/time.js';
import { bundled } from '../../support/bundled.js';
import { counted, toko } from '../../support/contracts/state-changes.js';
import { newPlace, storesAt } from './opened.js';

let writer: string;
beforeAll(async () => {
  writer = await bundled(join(import.meta.dirname, 'writer.ts'));
});

interface Writer {
  readonly process: ChildProcess;
  /** Every line it said. */
  readonly said: readonly string[];
  /** Resolves when it has said so many lines. */
  hears(lines: number): Promise<void>;
  kill(): Promise<void>;
}

function startWriter(path: string, mode: 'write' | 'hold'): Writer {
  const child = spawn(process.execPath, [writer, path, mode], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said: string[] = [];
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => said.push(line));
  const gone = once(child, 'exit');
  const kill = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
    await gone;
  };
  onTestFinished(kill);
  return {
    process: child,
    said,
    kill,
    async hears(count) {
      while (said.length < count) {
        const line = once(lines, 'line');
        const end = gone.then(() => {
          throw new Error(`The writer ended after ${String(said.length)} lines.`);
        });
        await Promise.race([line, end]);
      }
    },
  };
}

describe('a process that is killed while it writes', () => {
  it.each([20, 47, 90])('leaves every update it was told of on disk (killed after %i)', async (after) => {
    const path = newPlace();
    const one = startWriter(path, 'write');
    await one.hears(1 + after);
    await one.kill();
    const acknowledged = Number(one.said.at(-1));
    expect(acknowledged).toBeGreaterThanOrEqual(after);

    const { store, history } = await storesAt(path);
    const state = await store.read(toko);
    // What was under way may have arrived too, but it cannot have been more than one.
    expect([acknowledged, acknowledged + 1]).toContain(state?.outbox.sequence);
    expect(state?.sight?.at, 'the sight is that of the same update').toBe(state?.outbox.sequence);
    expect([acknowledged, acknowledged + 1]).toContain((await store.readBot()).outbox.sequence);
    expect(state?.sight?.snapshot.numbers).toHaveLength(200);
    const all = await history.read(toko, { from: instantOf(0), to: instantOf(400 * DAY) });
    expect(all.get('1' as NumberId)?.length, 'the usage is that of the same update').toBe(
      state?.outbox.sequence,
    );
  });
});

describe('two processes and one store', () => {
  it('are refused at once with a sentence, and the store is free when the first one dies', async () => {
    const path = newPlace();
    const first = startWriter(path, 'hold');
    await first.hears(1);
    await expect(storesAt(path)).rejects.toMatchObject({
      name: 'StoreError',
      kind: 'locked',
      message: `The store ${path} is in use by another process. Stop that one, or give this one a STORE_URL of its own.`,
    });

    await first.kill();
    const { store } = await storesAt(path);
    expect(await store.update(toko, counted(toko))).toBe(1);
  });

  it('may read while the other one writes, and see what it wrote', async () => {
    const path = newPlace();
    const one = startWriter(path, 'write');
    await one.hears(11);
    const { store } = await storesAt(path, 'read');
    const early = (await store.read(toko))?.outbox.sequence ?? 0;
    expect(early).toBeGreaterThanOrEqual(10);
    await one.hears(one.said.length + 10);
    expect((await store.read(toko))?.outbox.sequence).toBeGreaterThan(early);
    await expect(store.update(toko, counted(toko))).rejects.toMatchObject({
      kind: 'unwritable',
      message: `The store ${path} is open for reading only.`,
    });
  });
});

describe('one process', () => {
  it('cannot open a store twice', async () => {
    const path = newPlace();
    const first = await storesAt(path);
    await expect(storesAt(path)).rejects.toMatchObject({ kind: 'locked' });
    await first.close();
    await expect(storesAt(path)).resolves.toBeDefined();
  });

  it('makes nothing by reading a store that nobody made', async () => {
    const path = newPlace();
    const { store } = await storesAt(path, 'read');
    expect(await store.read(toko)).toBeNull();
    const writing = await storesAt(path);
    expect(await writing.store.read(toko)).toBeNull();
  });
});
