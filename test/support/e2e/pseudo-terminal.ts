import { spawn } from 'node:child_process';
import { platform } from 'node:os';
import { stripVTControlCharacters } from 'node:util';
import { onTestFinished } from 'vitest';
import type { Place } from './program.js';

/** Keys that have no letter. */
export const keys = {
  enter: '\r',
  ctrlC: '\u0003',
  ctrlD: '\u0004',
  escape: '\u001b',
  down: '\u001b[B',
  space: ' ',
};

/** A program that runs in a terminal. */
export interface InTerminal {
  /** Waits for this in what it says after what was waited for before; rejects when it ends without. */
  says(wanted: string): Promise<void>;
  type(text: string): void;
  /** Closes what it reads from. */
  hangUp(): void;
  /** All that it said so far, without colours; lines that were drawn again stand there again. */
  said(): string;
  kill(): void;
  /** The exit code. */
  readonly ended: Promise<number | null>;
}

/** Starts a program of Node's in a terminal of its own, by the system's `script`. It is gone when the test is over. */
export function startInTerminal(file: string, args: readonly string[], { folder, env }: Place): InTerminal {
  const command = ['exec', process.execPath, file, ...args]
    .map((part, i) => (i === 0 ? part : `'${part}'`))
    .join(' ');
  const sized = `stty cols 110 rows 50; ${command}`;
  const linux = ['-qec', sized, '/dev/null'];
  const mac = ['-q', '/dev/null', 'sh', '-c', sized];
  const child = spawn('script', platform() === 'darwin' ? mac : linux, {
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '', TERM: 'xterm', SHELL: '/bin/sh', LANG: 'C.UTF-8', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let raw = '';
  let from = 0;
  const watchers = new Set<() => void>();
  const changed = (): void => {
    for (const look of [...watchers]) look();
  };
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      raw += text;
      changed();
    });
  }
  // What is typed to a program that has ended is lost.
  child.stdin.on('error', () => undefined);
  const said = (): string => stripVTControlCharacters(raw).replaceAll('\r', '');
  let isOver = false;
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      isOver = true;
      changed();
      resolve(code);
    });
  });
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  return {
    ended,
    said,
    type: (text) => void child.stdin.write(text),
    hangUp: () => void child.stdin.end(),
    kill: () => void child.kill('SIGKILL'),
    says: (wanted) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const at = said().indexOf(wanted, from);
          if (at < 0 && !isOver) return;
          watchers.delete(look);
          if (at < 0) {
            reject(new Error(`It ended without "${wanted}":\n${said().slice(from)}`));
            return;
          }
          from = at + wanted.length;
          resolve();
        };
        watchers.add(look);
        look();
      }),
  };
}
