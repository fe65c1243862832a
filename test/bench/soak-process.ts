import { pathToFileURL } from 'node:url';
import type * as Loading from '../../config/load.js';
import type * as Serving from '../../src/adapters/http/server.js';
import type * as Plain from '../../src/cards/plain.js';
import type * as Composing from '../../src/compose.js';
import type { Instant } from '../../src/domain/time.js';
import type * as Ports from '../../src/ports.js';
import type * as Seeded from '../../src/simulator/webhooks/seeded.js';

/** What came of a step. */
export interface SoakStep {
  /** What is still in use once all else was thrown away, in megabytes; null when it was not asked for. */
  readonly heap: number | null;
  readonly rss: number;
  /** The texts of the messages posted since the step before, those in threads left out. */
  readonly posted: readonly string[];
  /** Messages that were posted though they stood there already, so far. */
  readonly repeated: number;
  /** Attempts that the chat failed, so far. */
  readonly failed: number;
  /** Promises rejected unheard and errors uncaught, so far. */
  readonly unforeseen: number;
}

/** What the parent asks for: a look at this instant, and whether to weigh the heap after it. */
export interface SoakOrder {
  readonly now: number;
  readonly weigh: boolean;
}

/** The built bot with webhooks, and a chat that fails now and then, as the seed says, also after it took a message. */
const [, , built = '', file = '', seed = ''] = process.argv;
const load = (path: string): Promise<unknown> => import(pathToFileURL(`${built}/${path}`).href);
const { loadConfiguration } = (await load('config/load.js')) as typeof Loading;
const { compose } = (await load('src/compose.js')) as typeof Composing;
const { httpServer } = (await load('src/adapters/http/server.js')) as typeof Serving;
const { plainText } = (await load('src/cards/plain.js')) as typeof Plain;
const { DeliveryError } = (await load('src/ports.js')) as typeof Ports;
const { drawn } = (await load('src/simulator/webhooks/seeded.js')) as typeof Seeded;

const minute = 60_000;
let now = 0;
let unforeseen = 0;
process.on('unhandledRejection', () => void (unforeseen += 1));
process.on('uncaughtException', () => void (unforeseen += 1));

const standing = new Map<string, string>();
let posted: string[] = [];
let attempts = 0;
let failed = 0;
let repeated = 0;

function fail(kind: 'retry' | 'unclear'): never {
  failed += 1;
  throw new DeliveryError(kind, { chat: 'Soak', reason: 'line-broke' });
}

const chat: Ports.ChatPlatform = {
  name: 'terminal',
  http: null,
  joins: 1,
  start: () => Promise.resolve(),
  async post({ channel, card, key, under, maybeSentSince }) {
    const luck = drawn(seed, 'post', (attempts += 1));
    const receipt = { channel, message: key, thread: null };
    if (luck < 0.05) fail('retry');
    if (maybeSentSince !== null && standing.has(key)) return { ...receipt, earlier: true };
    if (standing.has(key)) repeated += 1;
    const text = plainText(card);
    standing.set(key, '');
    if (under === null) posted.push(text);
    if (luck > 0.97) fail('unclear');
    return { ...receipt, earlier: false };
  },
  postPicture: null,
  async edit() {
    if (drawn(seed, 'edit', (attempts += 1)) < 0.05) fail('retry');
  },
  inspect: () => Promise.resolve([]),
  ready: () => true,
  stop: () => Promise.resolve(),
};

const silent = (): void => undefined;
const log = { debug: silent, info: silent, warn: silent, error: silent };
const loaded = loadConfiguration({ file });
if (!loaded.ok) throw new Error(JSON.stringify(loaded.mistakes));
const bot = await compose(loaded.configuration, { clock: { now: () => now as Instant }, log, chats: [chat] });
const server = await httpServer({
  host: '127.0.0.1',
  port: 0,
  log,
  unready: () => [],
  metrics: () => Promise.resolve({ status: 200, type: 'text/plain', text: '' }),
  mounts: () => bot.mounts,
});

async function step({ now: at, weigh }: SoakOrder): Promise<SoakStep> {
  now = at;
  await bot.poller.pollAll();
  await bot.digests.queueDue();
  // What failed is tried again within the hour.
  for (let round = 0; round < 4; round += 1) {
    await bot.deliverer.deliverDue();
    now += 10 * minute;
  }
  const said = posted;
  posted = [];
  const { rss } = process.memoryUsage();
  if (weigh) globalThis.gc?.();
  const heap = weigh ? process.memoryUsage().heapUsed / 1e6 : null;
  return { heap, rss: rss / 1e6, posted: said, repeated, failed, unforeseen };
}

process.on('message', (message) => {
  if (message === 'stop') {
    void Promise.all([server.close(), bot.stop()]).then(() => process.disconnect());
    return;
  }
  void step(message as SoakOrder).then((done) => process.send?.(done));
});
process.send?.(server.url);
