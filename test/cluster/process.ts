import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { build } from 'esbuild';
import * as z from 'zod';

const message = z.union([
  z.object({ url: z.string(), holder: z.string() }),
  z.object({ said: z.string() }),
  z.object({ uncaught: z.string() }),
]);

/** A process of the cluster. */
export interface Worker {
  readonly url: string;
  /** How the others know it. */
  readonly holder: string;
  /** What it wrote to its log. */
  log(): string;
  /** What nobody caught in it. */
  readonly uncaught: readonly string[];
  /** Whether it lives. */
  lives(): boolean;
  ask(command: string): Promise<string>;
  signal(name: NodeJS.Signals): void;
  /** Resolves with its exit code; null: it was killed. */
  readonly ended: Promise<number | null>;
}

// Made once for all processes of a run.
let made: Promise<string> | undefined;

/** The program of a process as one file beside the settings it comes with; its libraries stay where they are. */
function workerProgram(): Promise<string> {
  made ??= makeProgram(join(import.meta.dirname, '../../.cache/cluster/worker.mjs'));
  return made;
}

async function makeProgram(outfile: string): Promise<string> {
  const entryPoints = [join(import.meta.dirname, 'worker.ts')];
  const shape = { bundle: true, platform: 'node', format: 'esm', target: 'node20' } as const;
  await build({ entryPoints, outfile, ...shape, packages: 'external', logLevel: 'error' });
  return outfile;
}

/** Starts a process, whose clock is wrong by so many milliseconds. */
export async function startWorker(
  folder: string,
  env: Readonly<Record<string, string>>,
  clockShift: number,
): Promise<Worker> {
  const shifted = join(import.meta.dirname, '../support/e2e/shifted-clock.mjs');
  const child = fork(await workerProgram(), ['tierwatch.yaml'], {
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '', CLOCK_SHIFT_MS: String(clockShift), ...env },
    execArgv: ['--import', shifted],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let log = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (log += text));
  const uncaught: string[] = [];
  const answers: ((said: string) => void)[] = [];
  const began = new Promise<{ readonly url: string; readonly holder: string }>((resolve) => {
    child.on('message', (sent) => {
      const told = message.parse(sent);
      if ('url' in told) resolve(told);
      else if ('said' in told) answers.shift()?.(told.said);
      else uncaught.push(told.uncaught);
    });
  });
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  const { url, holder } = await Promise.race([began, ended.then(() => Promise.reject(new Error(log)))]);
  return {
    url,
    holder,
    log: () => log,
    uncaught,
    lives: () => isAlive(child),
    ask: (command) =>
      new Promise((resolve) => {
        answers.push(resolve);
        child.send(command);
      }),
    signal: (name) => void child.kill(name),
    ended,
  };
}

function isAlive({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode === null && signalCode === null;
}
