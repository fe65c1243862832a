import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { flatIds, flatToken } from '../../src/simulator/stories/flat.js';
import { startFlags } from '../repo/start-flags.js';
import { built } from '../support/e2e/built.js';
import { messageOf } from './message-of.js';
import type { Hear, HeardRequest, TownAt, Turn } from './town-process.js';
import type { WorldSize } from './worlds.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A line of the bot's log, and when it was read. */
export interface Logged {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly event: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** The built bot in a process of its own, connected to a Meta, a Slack and a Discord in another. */
export interface Town {
  readonly pid: number;
  /** What the bot logged so far, the oldest first. */
  readonly logged: readonly Logged[];
  turn(turn: Omit<Turn, 'kind'>): void;
  heardSince(since: number): Promise<readonly HeardRequest[]>;
  close(): Promise<void>;
}

/** Opens a town whose bot looks at the times of a cron line; resolves when the bot has started. */
export async function openTown(size: WorldSize, pollEvery: string): Promise<Town> {
  const folder = mkdtempSync(join(tmpdir(), 'tierwatch-bench-'));
  const world = fork(join(root, 'test/bench/town-process.ts'), [JSON.stringify(size)], {
    cwd: root,
    execArgv: ['--import', 'tsx', '--max-old-space-size=2000'],
  });
  const at = (await messageOf(world)) as TownAt;
  writeFileSync(join(folder, 'tierwatch.yaml'), settingsOf(size, at, pollEvery));
  const bot = spawn(process.execPath, [...startFlags(), ...extraFlags(), built('main')], {
    cwd: folder,
    env: {
      PATH: process.env['PATH'],
      ...at.env,
      META_ACCESS_TOKEN: flatToken,
      STORE_URL: 'sqlite://./store.sqlite',
      PORT: '0',
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const logged: Logged[] = [];
  const begun = new Promise<void>((resolve, reject) => {
    createInterface({ input: bot.stderr }).on('line', (line) => {
      const { event, ...facts } = JSON.parse(line) as { readonly event: string };
      logged.push({ at: Date.now(), event, facts });
      if (event === 'started') resolve();
    });
    bot.once('exit', (code) => reject(new Error(`The bot ended with ${code}: ${JSON.stringify(logged)}`)));
  });
  await begun;
  return {
    pid: bot.pid ?? 0,
    logged,
    turn: (turn) => void world.send({ kind: 'turn', ...turn } satisfies Turn),
    async heardSince(since) {
      world.send({ kind: 'hear', since } satisfies Hear);
      return (await messageOf(world)) as readonly HeardRequest[];
    },
    async close() {
      const ended = once(bot, 'exit');
      if (bot.exitCode === null) bot.kill('SIGTERM');
      await ended;
      world.disconnect();
      await once(world, 'exit');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** More options for Node, to compare; none unless `BOT_FLAGS` names some. */
function extraFlags(): readonly string[] {
  return (process.env['BOT_FLAGS'] ?? '').split(' ').filter((flag) => flag !== '');
}

function settingsOf({ portfolios, wabas }: WorldSize, at: TownAt, pollEvery: string): string {
  const lines = Array.from({ length: portfolios }, (_, portfolio) => {
    const ids = Array.from({ length: wabas }, (__, waba) => JSON.stringify(flatIds.waba(portfolio, waba)));
    const id = flatIds.portfolio(portfolio);
    return `  - { name: "Portfolio ${portfolio}", id: "${id}", wabas: [${ids.join(', ')}] }`;
  });
  return [
    'portfolios:',
    ...lines,
    'routes:',
    `  - { to: "slack:${at.slackChannel}" }`,
    `  - { to: "discord:${at.discordChannel}", locale: id }`,
    `poll: { every: "${pollEvery}" }`,
    '',
  ].join('\n');
}
