import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { startFlags } from '../repo/start-flags.js';
import type { ClusterOrder, ClusterWorkerAt } from './cluster-worker-process.js';
import { builtFolder } from './look-at-world.js';
import { messageOf } from './message-of.js';
import { stop } from './stop.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A look that ended, and when its process said so, in milliseconds since 1970. */
export interface EndedLook {
  readonly portfolio: string;
  readonly at: number;
  readonly saw: boolean;
}

/** The built bot in a process of its own, perhaps one of several on a store. */
export interface ClusterWorker {
  readonly pid: number;
  /** How the others know it; null: there are no others. */
  readonly holder: string | null;
  /** What it took in so far. */
  readonly looks: readonly EndedLook[];
  /** What it warned of so far, by event. */
  readonly warnings: ReadonlyMap<string, number>;
  order(order: Extract<ClusterOrder, { readonly slot: number }>): void;
  /** Milliseconds of the answer to each question. */
  ask(questions: readonly string[], atOnce: number): Promise<readonly number[]>;
  /** Whether it was not killed. */
  lives(): boolean;
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts one in a folder of its own; resolves once it has begun. */
export async function startClusterWorker(
  folder: string,
  settings: string,
  env: Readonly<Record<string, string>>,
): Promise<ClusterWorker> {
  mkdirSync(folder);
  const source = readFileSync(join(root, 'test/bench/cluster-worker-process.ts'), 'utf8');
  const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext };
  const [file, script] = [join(folder, 'tierwatch.yaml'), join(folder, 'worker.mjs')];
  writeFileSync(file, settings);
  writeFileSync(script, ts.transpileModule(source, { compilerOptions }).outputText);
  const flags = (process.env['BOT_FLAGS'] ?? '--max-old-space-size=4000').split(' ');
  const child = fork(script, [builtFolder(), file], {
    cwd: folder,
    execArgv: [...startFlags(), ...flags],
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  if (child.stderr === null) throw new Error('A worker has no log.');
  const looks: EndedLook[] = [];
  const warnings = new Map<string, number>();
  const last: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => {
    last.push(line);
    if (last.length > 10) last.shift();
    if (!line.startsWith('{')) return;
    const { event, level, portfolio, time } = JSON.parse(line) as {
      readonly event: string;
      readonly level: number;
      readonly time: string;
      readonly portfolio?: string;
    };
    if (event === 'look.seen' || event === 'look.blind')
      looks.push({ portfolio: portfolio ?? '', at: Date.parse(time), saw: event === 'look.seen' });
    else if (level > 30) warnings.set(event, (warnings.get(event) ?? 0) + 1);
  });
  const begun = (await messageOf(child).catch((error: unknown) => {
    throw new Error(last.join('\n'), { cause: error });
  })) as ClusterWorkerAt;
  return {
    pid: child.pid ?? 0,
    holder: begun.holder,
    looks,
    warnings,
    order: (order) => void child.send(order),
    async ask(questions, atOnce) {
      child.send({ ask: questions, atOnce } satisfies ClusterOrder);
      return (await messageOf(child)) as readonly number[];
    },
    lives: () => child.exitCode === null && child.signalCode === null,
    async kill() {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
    stop: () => stop(child),
  };
}
