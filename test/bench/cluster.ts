import { fork, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { flatIds, flatToken } from '../../src/simulator/stories/flat.js';
import { startOwnPostgres } from '../support/postgres-server.js';
import { seenDatabase, type SeenDatabase } from './cluster-database.js';
import { startClusterWorker, type ClusterWorker, type EndedLook } from './cluster-worker.js';
import type { CameAlert, ClusterWorldAt, Redden } from './cluster-world-process.js';
import { messageOf } from './message-of.js';
import { cpuOf, memoryOf } from './outside.js';
import { percentileOf, type Bench, type Row } from './row.js';
import { numbersIn, type WorldSize } from './worlds.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const second = 1_000;
const planned = 300 * second;
const size: WorldSize = {
  portfolios: Number(process.env['CLUSTER_PORTFOLIOS'] ?? 10_000),
  wabas: 1,
  numbers: Number(process.env['CLUSTER_NUMBERS'] ?? 10),
  busy: false,
  latency: 80,
};
const mostWorkers = Number(process.env['CLUSTER_WORKERS'] ?? 3);
/** So many alerts are timed, of portfolios far enough apart that each is told alone. */
const alerts = Math.min(40, Math.floor(size.portfolios / 50));
const asked = { atOnce: 50, each: 300 };
const longestRound = 900 * second;
/** The log tells of a look just after it is saved, and its alert may be quicker. */
const sameMoment = 100;

/** Portfolios due every five minutes, looked at by one process, by two and by three on one PostgreSQL. */
export const cluster: Bench = {
  name: 'cluster',
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'tierwatch-cluster-'));
    const world = openWorld(size);
    const server = await startOwnPostgres({ durable: true });
    const url = await server.place();
    const at = (await messageOf(world)) as ClusterWorldAt;
    const workers: ClusterWorker[] = [];
    const begin = async (): Promise<void> => {
      const name = `worker-${String(workers.length)}`;
      const settings = settingsOf(size, at.channel);
      workers.push(await startClusterWorker(join(folder, name), settings, environment(at, url)));
    };
    try {
      await begin();
      const database = await seenDatabase(server, url);
      const parts = { workers, database, world };
      const empty = await database.size();
      const first = await roundOf(parts);
      const rows: Row[] = [
        row('The first looks at all, 1 process', rateOf(first), 'looks a second'),
        row(
          'The store grew by them',
          ((await database.size()) - empty) * (1_000 / size.portfolios),
          'kB a portfolio',
        ),
      ];
      let before = first;
      let ofOne: Round | null = null;
      for (;;) {
        const round = await roundOf(parts);
        ofOne ??= round;
        rows.push(...rowsOf(round, before, ofOne, workers));
        before = round;
        if (workers.length === mostWorkers) break;
        await begin();
      }
      const told = await alertsIn(parts, before);
      rows.push(...alertRows(`${String(workers.length)} processes`, told.alerts, told.round.looks));
      rows.push(...(await rowsOfLoss(parts, told.round)));
      for (const [event, count] of warningsOf(workers)) rows.push(row(`Warned of: ${event}`, count, 'times'));
      await database.close();
      const alone = await embeddedAlerts(folder);
      rows.push(...alertRows('the embedded form', alone.alerts, alone.looks));
      return rows;
    } finally {
      await Promise.all(workers.map((worker) => worker.stop()));
      world.disconnect();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

interface Parts {
  readonly workers: readonly ClusterWorker[];
  readonly database: SeenDatabase;
  readonly world: ChildProcess;
}

/** All looks of a planned time, and what they cost. */
interface Round {
  readonly workers: number;
  /** When it was planned. */
  readonly slot: number;
  readonly looks: readonly EndedLook[];
  /** Milliseconds of the processor: of all workers, of the server, and of what plays Meta. */
  readonly cpu: { readonly workers: number; readonly database: number; readonly world: number };
  readonly active: number;
  readonly transactions: number;
  readonly log: number;
}

/** One round; `meanwhile` begins with it. */
async function roundOf(
  { workers, database, world }: Parts,
  meanwhile: (slot: number) => Promise<void> = () => Promise.resolve(),
): Promise<Round> {
  const seen = workers.map(({ looks }) => looks.length);
  const cpuNow = (): readonly number[] => workers.filter((one) => one.lives()).map(({ pid }) => cpuOf(pid));
  const [cpuBefore, worldBefore, before] = [cpuNow(), cpuOf(world.pid ?? 0), await database.work()];
  const slot = Date.now();
  for (const worker of workers.filter((one) => one.lives())) worker.order({ slot });
  const beside = meanwhile(slot);
  const fresh = (): readonly EndedLook[] => workers.flatMap(({ looks }, place) => looks.slice(seen[place]));
  while (new Set(fresh().map(({ portfolio }) => portfolio)).size < size.portfolios) {
    if (Date.now() - slot > longestRound)
      throw new Error(`Only ${String(fresh().length)} looks: ${JSON.stringify(warningsOf(workers))}`);
    await pause(100);
  }
  await beside;
  // It takes minutes: who waits sees that it goes on.
  process.stderr.write(`${String(size.portfolios)} looks in ${String((Date.now() - slot) / second)} s\n`);
  const after = await database.work();
  const sum = (all: readonly number[]): number => all.reduce((total, one) => total + one, 0);
  return {
    workers: workers.filter((one) => one.lives()).length,
    slot,
    looks: fresh(),
    cpu: {
      workers: sum(cpuNow()) - sum(cpuBefore),
      database: after.cpu - before.cpu,
      world: cpuOf(world.pid ?? 0) - worldBefore,
    },
    active: after.active - before.active,
    transactions: after.transactions - before.transactions,
    log: after.log - before.log,
  };
}

function rateOf({ looks, slot }: Round): number {
  return (looks.length * second) / (Math.max(...looks.map(({ at }) => at)) - slot);
}

/** How long after the planned time each portfolio was looked at. */
function delaysIn({ looks, slot }: Round): ReadonlyMap<string, number> {
  return new Map(looks.map(({ portfolio, at }) => [portfolio, at - slot]));
}

/** Between two looks of each portfolio, were their rounds as far apart as is planned. */
function gapsBetween(one: Round, next: Round): readonly number[] {
  const before = delaysIn(one);
  return [...delaysIn(next)].flatMap(([portfolio, delay]) => {
    const earlier = before.get(portfolio);
    return earlier === undefined ? [] : [(planned + delay - earlier) / second];
  });
}

function rowsOf(
  round: Round,
  before: Round,
  ofOne: Round,
  workers: readonly ClusterWorker[],
): readonly Row[] {
  const { cpu, looks } = round;
  const count = looks.length;
  const of = round.workers === 1 ? '1 process' : `${String(round.workers)} processes`;
  const rate = rateOf(round);
  const due = (size.portfolios * second) / planned;
  const gaps = gapsBetween(before, round);
  const delays = [...delaysIn(round).values()];
  const perNumber = cpu.workers / count / (numbersIn(size) / size.portfolios);
  const memory = Math.max(...workers.filter((one) => one.lives()).map(({ pid }) => memoryOf(pid)));
  return [
    { ...row(`${of}: looks`, rate, 'a second'), goal: { least: due } },
    row(`${of}: of what as many as one reach would`, (100 * rate) / (round.workers * rateOf(ofOne)), '%'),
    row(`${of}: CPU of the processes`, cpu.workers / count, 'ms a look'),
    row(`${of}: CPU of the processes`, perNumber, 'ms a number and look'),
    row(`${of}: CPU of PostgreSQL`, cpu.database / count, 'ms a look'),
    row(`${of}: time of statements`, round.active / count, 'ms a look'),
    row(`${of}: transactions`, round.transactions / count, 'a look'),
    row(`${of}: written to PostgreSQL's log`, round.log / count / 1_000, 'kB a look'),
    row(`${of}: CPU of what plays Meta`, cpu.world / count, 'ms a look'),
    row(`${of}: memory of the largest`, memory, 'MB'),
    row(`${of}: a look after its planned time, p50`, percentileOf(delays, 50) / second, 's'),
    {
      ...row(`${of}: a look after its planned time, p99`, percentileOf(delays, 99) / second, 's'),
      goal: { most: planned / second },
    },
    row(`${of}: between two looks of a portfolio, p50`, percentileOf(gaps, 50), 's'),
    row(`${of}: between two looks of a portfolio, p99`, percentileOf(gaps, 99), 's'),
    row(`${of}: looks that saw nothing`, looks.filter(({ saw }) => !saw).length, 'looks'),
  ];
}

/** A round in which some portfolios turn red, and when that was told. */
async function alertsIn(
  parts: Parts,
  before: Round,
): Promise<{ readonly round: Round; readonly alerts: readonly CameAlert[] }> {
  // In the order of their looks, so that Slack's one message a second holds up none.
  const order = [...delaysIn(before)].toSorted(([, a], [, b]) => a - b).map(([portfolio]) => portfolio);
  const step = Math.floor(order.length / alerts);
  const places = Array.from({ length: alerts }, (_, i) => order[i * step] ?? '');
  redden(parts.world, places.map(placeOf));
  const round = await roundOf(parts);
  await pause(3 * second);
  return { round, alerts: await alertsOf(parts.world) };
}

function placeOf(portfolio: string): number {
  return Number(portfolio) - Number(flatIds.portfolio(0));
}

function redden(world: ChildProcess, portfolios: readonly number[]): void {
  world.send({ redden: portfolios } satisfies Redden);
}

async function alertsOf(world: ChildProcess): Promise<readonly CameAlert[]> {
  world.send('alerts');
  return (await messageOf(world)) as readonly CameAlert[];
}

/** `looks` are those that brought the alerts, perhaps among others. */
function alertRows(of: string, came: readonly CameAlert[], looks: readonly EndedLook[]): readonly Row[] {
  const times = came.flatMap((alert) => {
    const own = looks.filter(({ portfolio }) => portfolio === flatIds.portfolio(alert.portfolio));
    const last = own.findLast(({ at }) => at <= alert.came + sameMoment);
    return last === undefined ? [] : [alert.came - last.at];
  });
  return [
    row(`${of}: alerts`, times.length, 'alerts'),
    row(`${of}: from a look's end to Slack's request, p50`, percentileOf(times, 50), 'ms'),
    row(`${of}: from a look's end to Slack's request, p95`, percentileOf(times, 95), 'ms'),
  ];
}

/** Questions while looks are under way, and then a process that is killed in the middle of looks. */
async function rowsOfLoss(parts: Parts, before: Round): Promise<readonly Row[]> {
  const { workers, database } = parts;
  const questions = Array.from({ length: asked.each }, (_, i) =>
    flatIds.number((i * 31) % size.portfolios, 0, i % size.numbers),
  ).map((id) => `id:${id}`);
  const calm = (await Promise.all(workers.map((worker) => worker.ask(questions, asked.atOnce)))).flat();
  let busy: readonly number[] = [];
  let takenOver = Number.NaN;
  let lost = 0;
  const round = await roundOf(parts, async (slot) => {
    await pause(second);
    busy = (await Promise.all(workers.map((worker) => worker.ask(questions, asked.atOnce)))).flat();
    const victim = workers.at(-1);
    if (!victim || workers.length < 2) return;
    while (Date.now() - slot < 0.2 * (Math.max(...delaysIn(before).values()) || 0)) await pause(50);
    await victim.kill();
    const began = Date.now();
    const own = await database.takenBy(victim.holder ?? '');
    lost = own.length;
    while ((await database.left(own)) > 0) await pause(50);
    takenOver = (Date.now() - began) / second;
  });
  const gaps = gapsBetween(before, round);
  const at = `${String(asked.atOnce)} asked at once of each`;
  return [
    row(`/quota, ${at}, no looks, p50`, percentileOf(calm, 50), 'ms'),
    row(`/quota, ${at}, no looks, p99`, percentileOf(calm, 99), 'ms'),
    row(`/quota, ${at}, amid looks, p50`, percentileOf(busy, 50), 'ms'),
    row(`/quota, ${at}, amid looks, p99`, percentileOf(busy, 99), 'ms'),
    row('One is killed: looks it had under way', lost, 'looks'),
    { ...row('One is killed: the last of them is made by another', takenOver, 's'), goal: { most: 15 } },
    row('One is killed: longest time between two looks', Math.max(...gaps), 's'),
  ];
}

/** The same alerts where one process keeps its own store, of a tenth of the portfolios. */
async function embeddedAlerts(
  folder: string,
): Promise<{ readonly alerts: readonly CameAlert[]; readonly looks: readonly EndedLook[] }> {
  const small = { ...size, portfolios: Math.max(100, Math.floor(size.portfolios / 10)) };
  const world = openWorld(small);
  try {
    const at = (await messageOf(world)) as ClusterWorldAt;
    const settings = settingsOf(small, at.channel);
    const env = environment(at, 'sqlite://./store.sqlite');
    const worker = await startClusterWorker(join(folder, 'embedded'), settings, env);
    try {
      const came: CameAlert[] = [];
      const until = async (count: number): Promise<void> => {
        const began = Date.now();
        while (worker.looks.length < count) {
          if (Date.now() - began > longestRound) throw new Error('The embedded form does not look.');
          await pause(100);
        }
      };
      await until(small.portfolios);
      // Where nobody else plans the looks, an account's calls are spread over the hour: four at first, then two a look.
      await pause(45 * second);
      const order = worker.looks.map(({ portfolio }) => placeOf(portfolio));
      // So many fit into a round without waiting for each other.
      const each = Math.max(1, Math.min(10, Math.floor(small.portfolios / 100)));
      for (let round = 0; round * each < alerts; round += 1) {
        const step = Math.floor(order.length / each);
        redden(
          world,
          Array.from({ length: each }, (_, i) => order[(i * step + round) % order.length] ?? 0),
        );
        const looked = worker.looks.length;
        worker.order({ slot: Date.now() });
        await until(looked + small.portfolios);
        await pause(10 * second);
        came.push(...(await alertsOf(world)));
      }
      return { alerts: came, looks: worker.looks };
    } finally {
      await worker.stop();
    }
  } finally {
    world.disconnect();
  }
}

function openWorld(of: WorldSize): ChildProcess {
  return fork(join(root, 'test/bench/cluster-world-process.ts'), [JSON.stringify(of)], {
    cwd: root,
    execArgv: ['--import', 'tsx', '--max-old-space-size=4000'],
  });
}

function environment({ env }: ClusterWorldAt, url: string): Readonly<Record<string, string>> {
  return { ...env, META_ACCESS_TOKEN: flatToken, STORE_URL: url, HOST: '127.0.0.1', PORT: '0' };
}

function settingsOf({ portfolios }: WorldSize, channel: string): string {
  const lines = Array.from({ length: portfolios }, (_, portfolio) => {
    const [id, waba] = [flatIds.portfolio(portfolio), flatIds.waba(portfolio, 0)];
    return `  - { name: "Portfolio ${String(portfolio)}", id: "${id}", wabas: ["${waba}"] }`;
  });
  return [
    'portfolios:',
    ...lines,
    'routes:',
    `  - { to: "slack:${channel}" }`,
    'graph: { maxCallsPerHour: 1000000, budgetShare: 1, concurrency: 32 }',
    '',
  ].join('\n');
}

function warningsOf(workers: readonly ClusterWorker[]): ReadonlyMap<string, number> {
  const all = new Map<string, number>();
  for (const { warnings } of workers)
    for (const [event, count] of warnings) all.set(event, (all.get(event) ?? 0) + count);
  return all;
}

function row(what: string, figure: number, unit: string): Row {
  return { what, figure, unit, goal: null };
}
