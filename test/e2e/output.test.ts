import { spawn, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { built } from '../support/e2e/built.js';
import { folderWith } from '../support/folder.js';

// The demo lives through three days, minute by minute; the limit is for what hangs.
vi.setConfig({ testTimeout: 240_000 });

/** A disk on which there is no room. */
function fullDisk(): number {
  const file = openSync('/dev/full', 'w');
  onTestFinished(() => closeSync(file));
  return file;
}

function start(name: 'cli' | 'demo', args: readonly string[], stdio: StdioOptions) {
  const child = spawn(process.execPath, [built(name), ...args], {
    cwd: folderWith(),
    env: { PATH: process.env['PATH'] ?? '' },
    stdio,
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

async function ended(
  child: ReturnType<typeof start>,
): Promise<{ readonly code: number | null; readonly err: string }> {
  const [err] = await Promise.all([child.stderr ? text(child.stderr) : '', once(child, 'close')]);
  return { code: child.exitCode, err };
}

describe('a program whose reader has left', () => {
  it.each([
    ['cli', ['config-schema']],
    ['demo', []],
  ] as const)('does its work to the end and says nothing of it (%s)', async (name, args) => {
    const child = start(name, args, ['ignore', 'pipe', 'pipe']);
    child.stdout?.destroy();
    expect(await ended(child)).toEqual({ code: 0, err: '' });
  });
});

describe.runIf(process.platform === 'linux')('a full disk under the output', () => {
  it('is told, and the command has not succeeded', async () => {
    const child = start('cli', ['config-schema'], ['ignore', fullDisk(), 'pipe']);
    expect(await ended(child)).toEqual({
      code: 1,
      err: 'Not all output could be written: the disk is full.\n',
    });
  });
});
