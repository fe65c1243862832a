import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type * as Loading from '../../config/load.js';
import type * as Composing from '../../src/compose.js';
import type { Instant } from '../../src/domain/time.js';

/** What one round of looks cost the process that looked. Milliseconds and megabytes. */
export interface RoundCost {
  readonly cpu: number;
  readonly wall: number;
  readonly rss: number;
  readonly seen: number;
  readonly gaps: number;
}

/**
 * The built bot without a chat, looking when the parent says so: `argv` names the folder of the build and the
 * configuration file, and says whether the libraries of both chats are to be loaded all the same. It has a process of its own, run without a loader, so that its memory is the product's.
 */
const [, , built = '', file = '', chats = ''] = process.argv;
const load = (path: string): Promise<unknown> => import(pathToFileURL(`${built}/${path}`).href);
const { loadConfiguration } = (await load('config/load.js')) as typeof Loading;
const { compose } = (await load('src/compose.js')) as typeof Composing;

if (chats !== '') {
  await Promise.all(['slack', 'discord'].map((chat) => load(`src/adapters/${chat}/platform.js`)));
}

const loaded = loadConfiguration({ file });
if (!loaded.ok) throw new Error(JSON.stringify(loaded.mistakes));
let now = 0;
const note = (event: string, facts?: unknown): void => console.error(event, facts ?? '');
const bot = await compose(loaded.configuration, {
  clock: { now: () => now as Instant },
  log: { debug: () => undefined, info: () => undefined, warn: note, error: note },
  chats: [],
});

async function round(): Promise<RoundCost> {
  const cpu = process.cpuUsage();
  const began = performance.now();
  const looks = await bot.poller.pollAll();
  const wall = performance.now() - began;
  const { user, system } = process.cpuUsage(cpu);
  const snapshots = looks.flatMap(({ observation }) =>
    observation.kind === 'seen' ? observation.snapshot : [],
  );
  // A moment of rest, as between real looks, so that the figure is not of the height of the wave.
  await pause(100);
  return {
    cpu: (user + system) / 1_000,
    wall,
    rss: process.memoryUsage().rss / 1e6,
    seen: snapshots.reduce((sum, { numbers }) => sum + numbers.length, 0),
    gaps: snapshots.reduce((sum, { gaps }) => sum + gaps.length, 0),
  };
}

process.on('message', (message) => {
  if (message === 'stop') {
    void bot.stop().then(() => {
      process.disconnect();
    });
    return;
  }
  now = Number(message);
  void round().then((cost) => process.send?.(cost));
});
process.send?.('ready');
