import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfiguration } from '../../../config/load.js';
import { printMistake } from '../../../config/mistake.js';
import { httpServer, type HttpServer } from '../../../src/adapters/http/server.js';
import { metrics } from '../../../src/adapters/metrics/metrics.js';
import { chatsOf } from '../../../src/compose-chats.js';
import { compose, type Bot } from '../../../src/compose.js';
import { startDaemon, type Daemon } from '../../../src/daemon.js';
import { instantOf, type Instant } from '../../../src/domain/time.js';
import type { Story } from '../../../src/simulator/story.js';
import { fakeClock, type FakeClock } from '../fakes/clock.js';
import { fakeLog, type FakeLog } from '../fakes/log.js';
import { openShop, type Shop } from './shop.js';

/** The whole bot in this process, its Meta, Slack and Discord on loopback, and a clock that is moved by hand. */
export interface Stage {
  readonly shop: Shop;
  readonly clock: FakeClock;
  readonly folder: string;
  readonly log: FakeLog;
  /** When the bot gave a sign of life. */
  readonly beats: readonly Instant[];
  /** The address of the bot's HTTP server. */
  url(): string;
  /** Starts the bot; resolves when both chats are connected. */
  start(): Promise<void>;
  /** Moves the clock to so many milliseconds after the story began, and looks. */
  lookAt(sinceStart: number): Promise<void>;
  /** Moves the clock without looking; what waits for its time is sent. */
  passTo(sinceStart: number): void;
  /** Sends what may be sent now, and what is on its way already; resolves when all has arrived or failed. */
  delivers(): Promise<void>;
  /** Stops the bot and leaves the shop open. */
  stop(): Promise<void>;
  close(): Promise<void>;
}

/** Sets the stage for a story that began at `begins`, in milliseconds since 1970. Nothing is started yet. */
export async function setStage(story: Story, begins: number, settings: string): Promise<Stage> {
  const clock = fakeClock(instantOf(begins));
  const shop = await openShop(story, () => clock.now());
  const folder = await mkdtemp(join(tmpdir(), 'tierwatch-stage-'));
  const log = fakeLog();
  const beats: Instant[] = [];
  let running: { readonly bot: Bot; readonly daemon: Daemon; readonly server: HttpServer } | null = null;
  let round = (): Promise<void> => Promise.reject(new Error('The bot is not running.'));

  async function start(): Promise<void> {
    const file = join(folder, 'tierwatch.yaml');
    await writeFile(file, settings);
    const { env } = shop;
    const loaded = loadConfiguration({
      file,
      cwd: folder,
      env: { ...env, STORE_URL: `sqlite://${join(folder, 'data', 'tierwatch.sqlite')}` },
    });
    if (!loaded.ok) throw new Error(loaded.mistakes.map(printMistake).join('\n'));
    const { configuration } = loaded;
    const figures = metrics({
      clock,
      states: () => bot.states(),
      botState: () => bot.ownState(),
      routes: configuration.routes.map(({ id }) => id),
    });
    const counting = figures.counting(log);
    const bot = await compose(configuration, {
      clock,
      log: counting,
      chats: await chatsOf(configuration, clock, counting),
    });
    const daemon = startDaemon({
      bot,
      clock,
      elapsed: () => clock.now(),
      log: counting,
      pollEvery: configuration.poll.every,
      heartbeat: () => Promise.resolve(void beats.push(clock.now())),
      schedule(_line, job) {
        round = job;
        return () => {
          round = () => Promise.reject(new Error('The bot was stopped.'));
        };
      },
    });
    const server = await httpServer({
      ...configuration.http,
      log: counting,
      unready: () => daemon.unready(),
      metrics: () => figures.page(),
      mounts: bot.mounts,
    });
    running = { bot, daemon, server };
    await Promise.all([shop.slack.connected(20_000), shop.discord.gateway.connected(20_000)]);
  }

  async function stop(): Promise<void> {
    const before = running;
    running = null;
    if (before) await Promise.all([before.server.close(), before.daemon.stop()]);
  }

  return {
    shop,
    clock,
    folder,
    log,
    beats,
    start,
    stop,
    url: () => running?.server.url ?? '',
    async lookAt(sinceStart) {
      clock.set(instantOf(begins + sinceStart));
      await round();
    },
    passTo(sinceStart) {
      clock.set(instantOf(begins + sinceStart));
    },
    async delivers() {
      await running?.bot.deliverer.deliverDue();
    },
    async close() {
      await stop();
      await shop.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
