import { closeSync, openSync } from 'node:fs';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { endOf, startWith } from '../support/e2e/output.js';

vi.setConfig({ testTimeout: 120_000 });

/** A disk on which there is no room. */
function fullDisk(): number {
  const file = openSync('/dev/full', 'w');
  onTestFinished(() => closeSync(file));
  return file;
}

describe('a command whose reader has left', () => {
  it('does its work to the end and says nothing of it', async () => {
    const child = startWith(['ignore', 'pipe', 'pipe'], 'cli', ['config-schema']);
    child.stdout?.destroy();
    expect(await endOf(child)).toEqual({ code: 0, err: '' });
  });
});

describe.runIf(process.platform === 'linux')('a full disk under the output', () => {
  it('is told, and the command has not succeeded', async () => {
    const child = startWith(['ignore', fullDisk(), 'pipe'], 'cli', ['config-schema']);
    expect(await endOf(child)).toEqual({
      code: 1,
      err: 'Not all output could be written: the disk is full.\n',
    });
  });
});
