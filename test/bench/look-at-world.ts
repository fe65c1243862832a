import { fork, type ChildProcess, type ForkOptions } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { flatIds, flatToken } from '../../src/simulator/stories/flat.js';
import { startFlags } from '../repo/start-flags.js';
import { messageOf } from './message-of.js';
import { stop } from './stop.js';
import type { RoundCost } from './look-process.js';
import type { WorldSize } from './worlds.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const minutes = 60_000;

/** What looks at a world cost, round by round. */
export interface WorldCost {
  /** With nothing known, the record of eight days included. */
  readonly first: RoundCost;
  readonly steady: readonly RoundCost[];
  /** In a new process on the same store; `wall` counts from its start. Null when it was not asked for. */
  readonly restarted: RoundCost | null;
}

/** How a world is looked at. */
export interface Looking {
  /** How many rounds after the first one. */
  readonly rounds: number;
  /** Whether a new process looks once more at the end. */
  readonly restart?: boolean;
  /** Whether the libraries of both chats are loaded, as they are where both are used. */
  readonly chats?: boolean;
}

/** Looks at a world every five minutes of its time. */
export async function lookAtWorld(
  size: WorldSize,
  { rounds, restart = false, chats = false }: Looking,
): Promise<WorldCost> {
  const folder = mkdtempSync(join(tmpdir(), 'tierwatch-bench-'));
  let now = Math.floor(Date.now() / (30 * minutes)) * 30 * minutes;
  const world = fork(join(root, 'test/bench/world-process.ts'), [JSON.stringify(size), String(now)], {
    cwd: root,
    execArgv: ['--import', 'tsx', '--max-old-space-size=6000'],
  });
  const url = String(await messageOf(world));
  writeFileSync(join(folder, 'tierwatch.yaml'), configurationOf(size));
  const start = (): ChildProcess => startLooking(folder, url, chats);
  const look = async (looker: ChildProcess): Promise<RoundCost> => {
    now += 5 * minutes;
    world.send(now);
    looker.send(now);
    return (await messageOf(looker)) as RoundCost;
  };
  let looker = start();
  try {
    await messageOf(looker);
    const first = await look(looker);
    const steady: RoundCost[] = [];
    while (steady.length < rounds) steady.push(await look(looker));
    if (!restart) return { first, steady, restarted: null };
    await stop(looker);
    const began = performance.now();
    looker = start();
    await messageOf(looker);
    const cost = await look(looker);
    return { first, steady, restarted: { ...cost, wall: performance.now() - began } };
  } finally {
    await stop(looker);
    world.disconnect();
    await once(world, 'exit');
    rmSync(folder, { recursive: true, force: true });
  }
}

function startLooking(folder: string, url: string, chats: boolean): ChildProcess {
  const script = join(folder, 'look-process.mjs');
  const source = readFileSync(join(root, 'test/bench/look-process.ts'), 'utf8');
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  });
  writeFileSync(script, outputText);
  const options: ForkOptions = {
    cwd: folder,
    execArgv: [...startFlags()],
    env: {
      PATH: process.env['PATH'],
      META_ACCESS_TOKEN: flatToken,
      META_GRAPH_URL: url,
      STORE_URL: 'sqlite://./store.sqlite',
    },
  };
  return fork(script, [builtFolder(), join(folder, 'tierwatch.yaml'), chats ? 'chats' : ''], options);
}

/** The folder of the newest build, to which `dist/src` leads. */
export function builtFolder(): string {
  return dirname(realpathSync(join(root, 'dist/src')));
}

function configurationOf({ portfolios, wabas }: WorldSize): string {
  const lines = Array.from({ length: portfolios }, (_, portfolio) => {
    const ids = Array.from({ length: wabas }, (__, waba) => JSON.stringify(flatIds.waba(portfolio, waba)));
    const id = flatIds.portfolio(portfolio);
    return `  - { name: "Portfolio ${portfolio}", id: "${id}", wabas: [${ids.join(', ')}] }`;
  });
  return ['portfolios:', ...lines, 'routes: []', ''].join('\n');
}
