import { pathToFileURL } from 'node:url';
import type * as Loading from '../../config/load.js';
import type * as Terminal from '../../src/adapters/terminal/platform.js';
import type * as Composing from '../../src/compose.js';
import type { Instant } from '../../src/domain/time.js';

/** What the process holds after a look, in megabytes. */
export interface Held {
  readonly rss: number;
  /** What is still in use once all else was thrown away; null when it was not asked for. */
  readonly heap: number | null;
  readonly numbers: number;
  /** Messages posted and edited so far. */
  readonly told: number;
}

/** What the parent asks for: a look at this instant, and whether to weigh the heap after it. */
export interface Step {
  readonly now: number;
  readonly weigh: boolean;
}

/**
 * The built bot with a chat that takes everything. Each step is a look, all that is to be told of it, and one question of
 * somebody new. It has a process of its own, run without a loader, so that its memory is the product's.
 */
const [, , built = '', file = ''] = process.argv;
const load = (path: string): Promise<unknown> => import(pathToFileURL(`${built}/${path}`).href);
const { loadConfiguration } = (await load('config/load.js')) as typeof Loading;
const { compose } = (await load('src/compose.js')) as typeof Composing;
const { terminalPlatform } = (await load('src/adapters/terminal/platform.js')) as typeof Terminal;

const loaded = loadConfiguration({ file });
if (!loaded.ok) throw new Error(JSON.stringify(loaded.mistakes));
let now = 0;
let told = 0;
const note = (event: string, facts?: unknown): void => console.error(event, facts ?? '');
const bot = await compose(loaded.configuration, {
  clock: { now: () => now as Instant },
  log: { debug: () => undefined, info: () => undefined, warn: note, error: note },
  chats: [terminalPlatform({ write: () => (told += 1), heading: () => '' })],
});
for (const platform of bot.platforms) await platform.start([], bot.responder);

async function step({ now: at, weigh }: Step): Promise<Held> {
  now = at;
  const looks = await bot.poller.pollAll();
  await bot.digests.queueDue();
  await bot.deliverer.deliverDue();
  const asker = {
    platform: 'terminal',
    user: `U${at}`,
    name: null,
    channel: null,
    isOperator: true,
  } as const;
  const reply = await bot.responder.answer({
    command: 'numbers',
    text: '',
    options: {},
    asker: { ...asker, groups: [], language: null },
  });
  if (reply.card.title === '') throw new Error('It did not answer.');
  const { rss } = process.memoryUsage();
  if (weigh) globalThis.gc?.();
  return {
    rss: rss / 1e6,
    heap: weigh ? process.memoryUsage().heapUsed / 1e6 : null,
    numbers: looks.reduce(
      (sum, { observation: seen }) => sum + (seen.kind === 'seen' ? seen.snapshot.numbers.length : 0),
      0,
    ),
    told,
  };
}

process.on('message', (message) => {
  if (message === 'stop') {
    void bot.stop().then(() => {
      process.disconnect();
    });
    return;
  }
  void step(message as Step).then((held) => process.send?.(held));
});
process.send?.('ready');
