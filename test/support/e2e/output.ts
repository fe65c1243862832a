import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import { folderWith } from '../folder.js';
import { built } from './built.js';

/** Starts a built program whose input and outputs are these; it is gone when the test is over. */
export function startWith(
  stdio: StdioOptions,
  name: 'cli' | 'demo',
  args: readonly string[] = [],
): ChildProcess {
  const child = spawn(process.execPath, [built(name), ...args], {
    cwd: folderWith(),
    env: { PATH: process.env['PATH'] ?? '' },
    stdio,
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

/** How a program left, and what it said on stderr. */
export async function endOf(
  child: ChildProcess,
): Promise<{ readonly code: number | null; readonly err: string }> {
  const [err] = await Promise.all([child.stderr ? text(child.stderr) : '', once(child, 'close')]);
  return { code: child.exitCode, err };
}
