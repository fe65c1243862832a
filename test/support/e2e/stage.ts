import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfiguration, type Loaded } from '../../../config/load.js';
import { printMistake } from '../../../config/mistake.js';
import { metrics } from '../../../src/adapters/metrics/metrics.js';
import { instantOf, type Instant } from '../../../src/domain/time.js';
import type { Bot } from '../../../src/compose.js';
import { startLife, type Life } from '../../../src/life.js';
import type { Reloaded } from '../../../src/reload.js';
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
  /** The bot as it is now. Throws when it is not running. */
  bot(): Bot;
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
  /** Puts other settings into the file and lets the bot read them. */
  reload(settings: string): Promise<Reloaded>;
  close(): Promise<void>;
}

/** Sets the stage for a story that began at `begins`, in milliseconds since 1970. Nothing is started yet. */
export async function setStage(story: Story, begins: number, settings: string): Promise<Stage> {
  const clock = fakeClock(instantOf(begins));
  const shop = await openShop(story, () => clock.now());
  const folder = await mkdtemp(join(tmpdir(), 'tierwatch-stage-'));
  const log = fakeLog();
  const beats: Instant[] = [];
  const file = join(folder, 'tierwatch.yaml');
  let life: Life | null = null;
  let round = (): Promise<void> => Promise.reject(new Error('The bot is not running.'));

  const read = (): Loaded =>
    loadConfiguration({
      file,
      cwd: folder,
      env: { ...shop.env, STORE_URL: `sqlite://${join(folder, 'data', 'tierwatch.sqlite')}` },
    });

  async function start(): Promise<void> {
    await writeFile(file, settings);
    const loaded = read();
    if (!loaded.ok) throw new Error(loaded.mistakes.map(printMistake).join('\n'));
    const { configuration } = loaded;
    const figures = metrics({
      clock,
      states: async () => (await life?.bot().states()) ?? [],
      botState: async () => (await life?.bot().ownState()) ?? null,
      routes: () => (life?.configuration() ?? configuration).routes.map(({ id }) => id),
    });
    life = await startLife(configuration, {
      clock,
      elapsed: () => clock.now(),
      log: figures.counting(log),
      read,
      onSettings: () => log.info('stage.settings'),
      heartbeat: () => () => Promise.resolve(void beats.push(clock.now())),
      metrics: () => figures.page(),
      schedule(_line, job) {
        round = job;
        return () => {
          if (round === job) round = () => Promise.reject(new Error('The bot was stopped.'));
        };
      },
    });
    await Promise.all([shop.slack.connected(20_000), shop.discord.gateway.connected(20_000)]);
  }

  async function stop(): Promise<void> {
    const before = life;
    life = null;
    await before?.stop();
  }

  return {
    shop,
    clock,
    folder,
    log,
    beats,
    start,
    stop,
    url: () => life?.url ?? '',
    bot() {
      if (life === null) throw new Error('The bot is not running.');
      return life.bot();
    },
    async lookAt(sinceStart) {
      clock.set(instantOf(begins + sinceStart));
      await round();
    },
    passTo(sinceStart) {
      clock.set(instantOf(begins + sinceStart));
    },
    async delivers() {
      await life?.bot().deliverer.deliverDue();
    },
    async reload(next) {
      await writeFile(file, next);
      if (life === null) throw new Error('The bot is not running.');
      return life.reload();
    },
    async close() {
      await stop();
      await shop.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
