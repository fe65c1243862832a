import { fork, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { withNumber } from '../../src/simulator/edits.js';
import { startSimulator } from '../../src/simulator/server.js';
import { flatIds, flatToken } from '../../src/simulator/stories/flat.js';
import type { SimChange, Story } from '../../src/simulator/story.js';
import { messageOf } from './message-of.js';
import { stop } from './stop.js';
import type { Held, Step } from './day-process.js';
import { medianOf, type Bench, type Row } from './row.js';
import { startFlags } from '../repo/start-flags.js';
import { builtFolder } from './look-at-world.js';
import { numbersIn, storyOf, type WorldSize } from './worlds.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const minute = 60_000;
const hour = 60 * minute;
const looksPerHour = 12;
/** Hours in which caches fill and the compiler is still at work. */
const warmUp = 2;
/** So many hours are compared at either end. */
const compared = 3;
const hours = 24;

/** What the bot holds after each look of a day, one look every five minutes. */
export async function holdDay(size: WorldSize, ofHours = hours): Promise<readonly Held[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tierwatch-bench-'));
  const begin = Math.floor(Date.now() / hour) * hour;
  let now = begin;
  const meta = await startSimulator({ story: troubled(size, begin), now: () => now });
  const bot = startBot(folder, meta.url, size);
  try {
    await messageOf(bot);
    const all: Held[] = [];
    for (let look = 1; look <= ofHours * looksPerHour; look += 1) {
      now = begin + look * 5 * minute;
      const step: Step = { now, weigh: look % looksPerHour === 0 };
      bot.send(step);
      all.push((await messageOf(bot)) as Held);
    }
    return all;
  } finally {
    await stop(bot);
    await meta.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The flat world in which every hour ten numbers turn yellow, and are green again an hour later. */
function troubled(size: WorldSize, begin: number): Story {
  const turn = (at: number, hourOfDay: number, quality: string): SimChange => ({
    at,
    label: `Ten numbers turn ${quality.toLowerCase()}.`,
    change: (world) =>
      Array.from({ length: 10 }, (_, i) =>
        flatIds.number(0, hourOfDay % size.wabas, (hourOfDay + i) % size.numbers),
      ).reduce((changed, id) => withNumber(changed, id, { quality }), world),
  });
  const changes = Array.from({ length: hours }, (_, at) => [
    turn(begin + at * hour + minute, at, 'YELLOW'),
    turn(begin + (at + 1) * hour, at, 'GREEN'),
  ]).flat();
  return { ...storyOf(size, begin), changes: changes.sort((a, b) => a.at - b.at) };
}

function startBot(folder: string, url: string, { wabas }: WorldSize): ChildProcess {
  const ids = Array.from({ length: wabas }, (_, waba) => JSON.stringify(flatIds.waba(0, waba)));
  const settings = [
    'portfolios:',
    `  - { name: Toko, id: "${flatIds.portfolio(0)}", wabas: [${ids.join(', ')}] }`,
    'routes:',
    '  - { to: terminal, digest: "0 * * * *" }',
    '',
  ].join('\n');
  const source = readFileSync(join(root, 'test/bench/day-process.ts'), 'utf8');
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  });
  const [file, script] = [join(folder, 'tierwatch.yaml'), join(folder, 'day-process.mjs')];
  writeFileSync(file, settings);
  writeFileSync(script, outputText);
  return fork(script, [builtFolder(), file], {
    cwd: folder,
    execArgv: ['--expose-gc', ...startFlags()],
    env: {
      PATH: process.env['PATH'],
      META_ACCESS_TOKEN: flatToken,
      META_GRAPH_URL: url,
      STORE_URL: 'sqlite://./store.sqlite',
    },
  });
}

/** Whether memory grows over a day. */
/** Whether memory grows over a day of looks, alerts, digests and questions. */
export const day: Bench = {
  name: 'day',
  async run() {
    const size: WorldSize = { portfolios: 1, wabas: 20, numbers: 50, busy: false, latency: 0 };
    const held = await holdDay(size);
    const from = warmUp * looksPerHour;
    const early = held.slice(from, from + compared * looksPerHour);
    const late = held.slice(-compared * looksPerHour);
    const rss = (looks: readonly Held[]): number => medianOf(looks.map((one) => one.rss));
    const heap = (looks: readonly Held[]): number => medianOf(looks.flatMap((one) => one.heap ?? []));
    const rows = (what: string, weigh: (looks: readonly Held[]) => number): readonly Row[] => [
      { what: `${what}, hours 3 to 5`, figure: weigh(early), unit: 'MB', goal: null },
      { what: `${what}, hours 22 to 24`, figure: weigh(late), unit: 'MB', goal: null },
      {
        what: `${what}, late against early`,
        figure: weigh(late) / weigh(early),
        unit: 'times',
        goal: { most: 1.1 },
      },
    ];
    return [
      ...rows('Memory at 1,000 numbers', rss),
      ...rows('Heap in use', heap),
      {
        what: 'Numbers not seen',
        figure: numbersIn(size) - Math.min(...held.map((one) => one.numbers)),
        unit: 'numbers',
        goal: { most: 0 },
      },
      { what: 'Messages and edits', figure: held.at(-1)?.told ?? 0, unit: '', goal: { least: hours } },
    ];
  },
};
