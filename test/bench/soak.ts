import { fork, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { withNumber } from '../../src/simulator/edits.js';
import type { FaultEffect } from '../../src/simulator/faults.js';
import { startSimulator } from '../../src/simulator/server.js';
import { flatIds, flatStory, flatToken } from '../../src/simulator/stories/flat.js';
import type { Story } from '../../src/simulator/story.js';
import { drawn } from '../../src/simulator/webhooks/seeded.js';
import { startWebhooks } from '../../src/simulator/webhooks/sender.js';
import { startFlags } from '../repo/start-flags.js';
import { messageOf } from './message-of.js';
import { stop } from './stop.js';
import { builtFolder } from './look-at-world.js';
import type { Bench, Row } from './row.js';
import type { SoakOrder, SoakStep } from './soak-process.js';

const hour = 3_600_000;
const days = Number(process.env['SOAK_DAYS'] ?? 30);
const seed = process.env['SOAK_SEED'] ?? 'soak';
const wabas = 20;
const numbersPerWaba = 50;
const messagesPerDay = 2;
/** Hours from look to look, from one red number to the next, and for which one is red. */
const pace = { look: 3, episode: 12, red: 7 };
/** Meta promises neither order nor that a thing is told once. */
const mischief = { repeated: 0.05, disordered: true };
/** Heap is weighed from this day on: caches fill before. */
const warmUp = 5;
const root = fileURLToPath(new URL('../..', import.meta.url));

/** A number that is red for a while. */
interface Episode {
  readonly id: string;
  readonly serial: number;
  readonly from: number;
  readonly to: number;
}

function episodesOf(begin: number): readonly Episode[] {
  return Array.from({ length: Math.floor((days * 24) / pace.episode) - 1 }, (_, i) => {
    const serial = (i * 37) % (wabas * numbersPerWaba);
    const from = begin + (i * pace.episode + 1) * hour;
    const id = flatIds.number(0, Math.floor(serial / numbersPerWaba), serial % numbersPerWaba);
    return { id, serial, from, to: from + pace.red * hour };
  });
}

function storyWith(episodes: readonly Episode[], startMs: number): Story {
  const flat = flatStory({
    portfolios: 1,
    wabasPerPortfolio: wabas,
    numbersPerWaba,
    startMs,
    dailyPerNumber: messagesPerDay,
  });
  const turn = (id: string, at: number, quality: string): Story['changes'][number] => ({
    at,
    label: `A number turns ${quality.toLowerCase()}.`,
    change: (world) => withNumber(world, id, { quality }),
  });
  const changes = episodes.flatMap(({ id, from, to }) => [turn(id, from, 'RED'), turn(id, to, 'GREEN')]);
  return { ...flat, changes: changes.sort((a, b) => a.at - b.at) };
}

/** What is wrong with Meta at a look; null: nothing. */
function faultAt(look: number): FaultEffect | null {
  if (drawn(seed, 'graph', look) >= 0.05) return null;
  const faults: readonly FaultEffect[] = [
    { kind: 'http', status: 502 },
    { kind: 'reset' },
    { kind: 'truncated' },
    {
      kind: 'graph-error',
      status: 500,
      code: 2,
      message: 'Service temporarily unavailable',
      isTransient: true,
    },
  ];
  return faults[Math.floor(drawn(seed, 'kind', look) * faults.length)] ?? null;
}

function startBot(folder: string, url: string): ChildProcess {
  const ids = Array.from({ length: wabas }, (_, waba) => JSON.stringify(flatIds.waba(0, waba)));
  const source = readFileSync(join(root, 'test/bench/soak-process.ts'), 'utf8');
  const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext };
  const [file, script] = [join(folder, 'tierwatch.yaml'), join(folder, 'soak-process.mjs')];
  writeFileSync(
    file,
    `portfolios: [{ name: Toko, id: "${flatIds.portfolio(0)}", wabas: [${ids.join(', ')}] }]\n` +
      'routes: [{ to: terminal, digest: "0 8 * * *" }]\ngraph: { timeout: 2s }\n',
  );
  writeFileSync(script, ts.transpileModule(source, { compilerOptions }).outputText);
  return fork(script, [builtFolder(), file, seed], {
    cwd: folder,
    execArgv: ['--expose-gc', ...startFlags()],
    env: {
      PATH: process.env['PATH'],
      META_ACCESS_TOKEN: flatToken,
      META_APP_SECRET: 'flat-app-secret',
      META_WEBHOOK_VERIFY_TOKEN: 'verify',
      META_GRAPH_URL: url,
      STORE_URL: 'sqlite://./store.sqlite',
    },
  });
}

/** By how much the line through the points rises from its first to its last, as a share of their mean. */
function rise(points: readonly number[]): number {
  const mean = points.reduce((sum, one) => sum + one, 0) / points.length;
  const middle = (points.length - 1) / 2;
  const up = points.reduce((sum, y, x) => sum + (x - middle) * (y - mean), 0);
  const across = points.reduce((sum, _, x) => sum + (x - middle) ** 2, 0);
  return ((up / across) * (points.length - 1)) / mean;
}

/** A month of a thousand numbers with webhooks, in which Meta and the chat fail now and then; held against the story. */
export const soak: Bench = {
  name: 'soak',
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'tierwatch-soak-'));
    const begin = Math.floor((Date.now() - days * 24 * hour) / (24 * hour)) * 24 * hour;
    const episodes = episodesOf(begin);
    const story = storyWith(episodes, begin);
    let now = begin;
    const meta = await startSimulator({ story, now: () => now });
    const bot = startBot(folder, meta.url);
    const began = performance.now();
    try {
      const url = (await messageOf(bot)) as string;
      const webhooks = startWebhooks({
        story,
        callback: `${url}/webhooks/meta`,
        from: begin,
        seed,
        mischief,
      });
      const steps: SoakStep[] = [];
      const sighted: number[] = [];
      for (let look = 1; look * pace.look <= days * 24; look += 1) {
        now = begin + look * pace.look * hour;
        await webhooks.tellUntil(now);
        const fault = faultAt(look);
        meta.setFaults(fault === null ? [] : [fault]);
        if (fault === null) sighted.push(now);
        bot.send({ now, weigh: (look * pace.look) % 24 === 0 } satisfies SoakOrder);
        steps.push((await messageOf(bot)) as SoakStep);
      }
      const seconds = (performance.now() - began) / 1_000;
      webhooks.close();
      const seen = episodes.filter(({ from, to }) => sighted.some((at) => at >= from && at < to));
      const roots = steps.flatMap(({ posted }) => posted);
      const told = (serial: number): number => roots.filter((text) => isAbout(text, serial)).length;
      const bytes = readdirSync(folder)
        .filter((name) => name.startsWith('store.sqlite'))
        .reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
      return rowsOf({
        steps,
        seconds,
        bytes,
        looks: sighted.length,
        webhooks: webhooks.answers,
        tolds: seen.map(({ serial }) => told(serial)),
      });
    } finally {
      await stop(bot);
      await meta.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** Whether a message is the alert about the red quality of a number. */
function isAbout(text: string, serial: number): boolean {
  return new RegExp(`Number ${String(serial)}\\b.*(?:red|low)`, 'i').test(text.split('\n')[0] ?? '');
}

interface Month {
  readonly steps: readonly SoakStep[];
  readonly seconds: number;
  readonly bytes: number;
  /** Looks at which nothing was wrong with Meta. */
  readonly looks: number;
  readonly webhooks: ReadonlyMap<number, number>;
  /** For each number that a look can have seen red, how many alerts there were. */
  readonly tolds: readonly number[];
}

function rowsOf({ steps, seconds, bytes, looks, webhooks, tolds }: Month): readonly Row[] {
  const heaps = steps.flatMap(({ heap }) => heap ?? []).slice(warmUp);
  const last = steps.at(-1);
  const people = wabas * numbersPerWaba * messagesPerDay * days;
  const taken = webhooks.get(200) ?? 0;
  return [
    {
      what: 'Faster than the month itself',
      figure: (days * 86_400) / seconds,
      unit: 'times',
      goal: { least: 100 },
    },
    { what: 'All of it', figure: seconds, unit: 's', goal: { most: 240 } },
    {
      what: 'Looks, and those at which Meta failed',
      figure: steps.length - looks,
      unit: `of ${steps.length}`,
      goal: null,
    },
    { what: 'Webhooks taken', figure: taken, unit: '', goal: { least: 1 } },
    { what: 'Attempts that the chat failed', figure: last?.failed ?? 0, unit: '', goal: { least: 1 } },
    { what: 'Red numbers', figure: tolds.length, unit: '', goal: { least: 1 } },
    { what: 'Alerts lost', figure: tolds.filter((count) => count === 0).length, unit: '', goal: { most: 0 } },
    {
      what: 'Alerts told twice',
      figure: tolds.filter((count) => count > 1).length,
      unit: '',
      goal: { most: 0 },
    },
    { what: 'Messages repeated', figure: last?.repeated ?? 0, unit: '', goal: { most: 0 } },
    { what: 'Errors that nobody caught', figure: last?.unforeseen ?? 0, unit: '', goal: { most: 0 } },
    { what: 'Heap in use, at last', figure: heaps.at(-1) ?? Number.NaN, unit: 'MB', goal: null },
    {
      what: 'Heap, rise of its line after the first days',
      figure: rise(heaps) * 100,
      unit: '%',
      goal: { most: 10 },
    },
    { what: 'Memory, at last', figure: last?.rss ?? Number.NaN, unit: 'MB', goal: null },
    // As docs/operations.md says: 12 MB a year of 1,000 numbers, 230 bytes a person, and a file with nothing in it.
    { what: 'The store', figure: bytes / 1e6, unit: 'MB', goal: { most: 12 + (people * 230) / 1e6 } },
  ];
}
