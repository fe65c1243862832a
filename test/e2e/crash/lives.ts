import { createHash } from 'node:crypto';
import type { Transcript } from './life.js';
import { processOf } from './life.js';
import type { Places } from './places.js';

/** What is played, and how it is killed. */
export interface Killing {
  readonly child: string;
  readonly places: Places;
  /** Lives are counted from the one after this; absent: from 1. */
  readonly after?: number;
  /** What the process of a turn is told: the step at which it kills itself, or 0. */
  readonly script: (life: number, killAt: number, turn: number) => object;
  /** So many processes are killed. */
  readonly kills: number;
  /** Of one life, one after the other. */
  readonly perLife: number;
  /** The latest step at which the process of each turn is killed. */
  readonly latest: (turn: number) => number;
  /** Prepares a life in its place. */
  readonly begin?: (life: number) => Promise<void>;
  /** Looks at what a killed process left behind. */
  readonly killed?: (life: number, step: string) => Promise<void>;
  /** Looks at a life that came to its end. */
  readonly ended?: (life: number) => Promise<void> | void;
}

/** The lives that were played. */
export interface Lives {
  readonly count: number;
  /** The step at which each killed process was. */
  readonly deaths: readonly string[];
}

/** Every run kills at other steps (vitest.config.ts); KILL_SEED repeats those of a run that told it. */
const seed = process.env['KILL_SEED'] ?? '';
console.info(`KILL_SEED=${seed}`);

/** How many processes a test kills that has `share` of the kills; KILLS asks for more of them. */
export function killsFor(share: number): number {
  return Math.ceil(Number(process.env['KILLS'] ?? '12') * share);
}

/** How long so many kills may take, in milliseconds; only what hangs takes longer, on a busy machine too. */
export function patienceFor(kills: number): number {
  return 180_000 + kills * 10_000;
}

/** A number from 1 to `limit`, by chance; the same for the same seed. */
export function chance(life: number, turn: number, limit: number): number {
  const mixed = createHash('sha256')
    .update(`${seed}|${String(life)}|${String(turn)}`)
    .digest()
    .readUInt32BE();
  return 1 + (mixed % limit);
}

/** No more lives than this are begun for so many kills. */
export function mostLives({ kills, perLife }: Pick<Killing, 'kills' | 'perLife'>): number {
  return Math.ceil(kills / perLife) + 60;
}

/** Lives one life, killed at the given steps of its processes, to its end. Returns where it was killed. */
export async function live(
  killing: Omit<Killing, 'kills' | 'perLife' | 'latest'>,
  life: number,
  killedAt: readonly number[],
): Promise<readonly string[]> {
  const { places, begin, ended } = killing;
  await places.begin(life);
  await begin?.(life);
  const deaths = await livedThrough(killing, life, killedAt);
  await ended?.(life);
  await places.end(life);
  return deaths;
}

async function livedThrough(
  { child, places, script, killed }: Omit<Killing, 'kills' | 'perLife' | 'latest'>,
  life: number,
  killedAt: readonly number[],
): Promise<readonly string[]> {
  const deaths: string[] = [];
  for (const [turn, step] of killedAt.entries()) {
    const death = await processOf(child, script(life, step, turn));
    if (death === null) return deaths;
    deaths.push(death);
    await places.killed(life);
    await killed?.(life, death);
  }
  const last = await processOf(child, script(life, 0, killedAt.length));
  if (last !== null) throw new Error(`A process was killed that was not to be: ${last}`);
  return deaths;
}

/** Plays lives, two at a time, until so many processes were killed. */
export async function playLives(killing: Killing): Promise<Lives> {
  const { kills, perLife, latest, after = 0 } = killing;
  const deaths: string[] = [];
  const most = mostLives(killing);
  let count = 0;
  const worker = async (): Promise<void> => {
    while (deaths.length < kills && count + 1 < most) {
      count += 1;
      const life = after + count;
      const steps = Array.from({ length: perLife }, (_, turn) => chance(life, turn, Math.ceil(latest(turn))));
      deaths.push(...(await live(killing, life, steps)));
    }
  };
  await Promise.all([worker(), worker()]);
  return { count, deaths };
}

/** Prints what came of some kills, and how often each step was the last. */
export function reportKills(what: string, deaths: readonly string[]): void {
  console.info([what, ...whereKilled(deaths)].join('\n'));
}

function whereKilled(deaths: readonly string[]): readonly string[] {
  const where = new Map<string, number>();
  for (const death of deaths) where.set(death, (where.get(death) ?? 0) + 1);
  return [...where].sort().map(([step, count]) => `  ${String(count).padStart(4)} ${step}`);
}

/** How often something stands in a transcript more often, or less often, than it should. */
export function difference(
  got: Transcript,
  wanted: Transcript,
): { readonly lost: number; readonly repeated: number } {
  const count = (all: readonly string[], one: string): number => all.filter((other) => other === one).length;
  const [have, want] = [got.flat(), wanted.flat()];
  let [lost, repeated] = [0, 0];
  for (const one of new Set([...have, ...want])) {
    const more = count(have, one) - count(want, one);
    if (more > 0) repeated += more;
    else lost -= more;
  }
  return { lost, repeated };
}

/** What the kills cost: messages, and channels that do not read as they should. */
export interface Toll {
  lost: number;
  repeated: number;
  disordered: number;
}

type Got = Readonly<Record<'slack' | 'discord', Transcript>>;

/** Adds what the chats of a life got otherwise than they should. */
export function addToll(toll: Toll, got: Got, usual: Got): void {
  for (const chat of ['slack', 'discord'] as const) {
    const found = difference(got[chat], usual[chat]);
    toll.lost += found.lost;
    toll.repeated += found.repeated;
    if (JSON.stringify(got[chat]) !== JSON.stringify(usual[chat])) toll.disordered += 1;
  }
}
