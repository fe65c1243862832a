import { pathToFileURL } from 'node:url';
import type * as Loading from '../../config/load.js';
import type * as Clock from '../../src/adapters/system/clock.js';
import type * as Logging from '../../src/adapters/system/log.js';
import type * as Living from '../../src/life.js';
import type { Instant } from '../../src/domain/time.js';

/** What the parent wants: looks of a planned time, or how long answers take with so many asked at once. */
export type ClusterOrder =
  { readonly slot: number } | { readonly ask: readonly string[]; readonly atOnce: number };

/** What a worker says first. */
export interface ClusterWorkerAt {
  /** How the others know it; null: there are no others. */
  readonly holder: string | null;
}

/** The built bot, whose looks are planned by its parent. Its log is what it writes. */
const [, , built = '', file = ''] = process.argv;
const load = (path: string): Promise<unknown> => import(pathToFileURL(`${built}/${path}`).href);
const { loadConfiguration } = (await load('config/load.js')) as typeof Loading;
const { systemClock } = (await load('src/adapters/system/clock.js')) as typeof Clock;
const { jsonLog } = (await load('src/adapters/system/log.js')) as typeof Logging;
const { startLife } = (await load('src/life.js')) as typeof Living;

const read = (): Loading.Loaded => loadConfiguration({ file });
const loaded = read();
if (!loaded.ok) throw new Error(JSON.stringify(loaded.mistakes));
let slot: Instant | null = null;
let round = (): Promise<void> => Promise.resolve();
const life = await startLife(loaded.configuration, {
  clock: systemClock,
  elapsed: () => performance.now(),
  log: jsonLog({ level: 'info', secrets: [] }),
  read,
  onSettings: () => undefined,
  heartbeat: () => null,
  metrics: () => Promise.resolve({ status: 200, type: 'text/plain', text: '' }),
  // What is alone on its store is told when to look by this.
  schedule: (_line, job) => {
    round = job;
    return () => undefined;
  },
  plannedBy: () => slot,
});

/** Milliseconds of each answer; another person asks each question, so that nobody asks too often. */
async function ask(questions: readonly string[], atOnce: number): Promise<readonly number[]> {
  const left = questions.map((text, place) => ({ text, place }));
  const times: number[] = [];
  const one = async (): Promise<void> => {
    for (let next = left.shift(); next; next = left.shift()) {
      const asker = { platform: 'slack', user: `U${String(next.place)}`, name: null, channel: null } as const;
      const began = performance.now();
      await life.bot().responder.answer({
        command: 'quota',
        text: next.text,
        options: {},
        asker: { ...asker, groups: [], language: 'en', isOperator: true },
      });
      times.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  return times;
}

process.on('message', (order: ClusterOrder | 'stop') => {
  if (order === 'stop') void life.stop().then(() => process.exit(0));
  else if ('slot' in order) {
    slot = order.slot as Instant;
    void round();
  } else void ask(order.ask, order.atOnce).then((times) => process.send?.(times));
});
process.on('disconnect', () => process.exit());
process.send?.({ holder: life.bot().sharing?.holder ?? null } satisfies ClusterWorkerAt);
