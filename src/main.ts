import cron from 'node-cron';
import type { Control } from './adapters/control/server.js';
import { httpServer } from './adapters/http/server.js';
import { metrics, type Metrics } from './adapters/metrics/metrics.js';
import { systemClock } from './adapters/system/clock.js';
import { heartbeat } from './adapters/system/heartbeat.js';
import { jsonLog } from './adapters/system/log.js';
import type { Configuration } from '../config/configuration.js';
import { loadConfiguration } from '../config/load.js';
import { printMistake } from '../config/mistake.js';
import { secretValues } from '../config/secret.js';
import { reasonOf } from './app/reason.js';
import { startDaemon, type Daemon } from './daemon.js';
import type { Bot } from './compose.js';
import { outliveOutput } from './output.js';
import type { Log } from './ports.js';
import { controlSocket } from './control-socket.js';
import { unforeseen, type Unforeseen } from './unforeseen.js';

/** What is left when a stop takes too long, in milliseconds. */
const stopWithin = 9_500;

const rereading = 'Settings are read at the start only. Restart the bot to read them anew.';

/** Starts the bot; leaves with 2 when the configuration is wrong, with 1 when it cannot start. */
async function main(): Promise<void> {
  const file = fileOf(process.argv);
  const loaded = loadConfiguration(file === undefined ? {} : { file });
  if (!loaded.ok) {
    for (const mistake of loaded.mistakes) process.stderr.write(`${printMistake(mistake)}\n`);
    process.exitCode = 2;
    return;
  }
  const { configuration } = loaded;
  const plainLog = jsonLog({
    level: configuration.logLevel,
    secrets: secretValues(configuration),
  });
  let bot: Pick<Bot, 'states' | 'ownState'> | null = null;
  const figures = metrics({
    clock: systemClock,
    states: async () => (await bot?.states()) ?? [],
    botState: async () => (await bot?.ownState()) ?? null,
    routes: configuration.routes.map(({ id }) => id),
  });
  const log = figures.counting(plainLog);
  const errors = unforeseen({
    log,
    elapsed: () => performance.now(),
    giveUp: () => stop('too many errors', 1),
  });
  process.on('unhandledRejection', (reason) => errors.note('unhandled', reason));
  process.on('uncaughtException', (error) => errors.note('uncaught', error));

  const started = startBot(configuration, log, figures, errors, (opened) => {
    bot = opened;
  });
  let stopping = false;
  const stop = (why: string, code: number): void => {
    if (stopping) return;
    stopping = true;
    log.info('stopping', { why });
    // Not let go of: it also keeps the process alive until all is released.
    setTimeout(() => process.exit(1), stopWithin);
    started
      .then((running) => running.stop())
      .then(() => process.exit(code))
      .catch(() => process.exit(1));
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGQUIT'] as const) process.on(signal, () => stop(signal, 0));
  // Asked of many programs to read their settings anew; without a listener, they end the process.
  for (const signal of ['SIGHUP', 'SIGUSR2'] as const) {
    process.on(signal, () => log.warn('signal.ignored', { signal, reason: rereading }));
  }
  await started;
}

/** Opens all that the bot needs, the HTTP server before anything is sent. Throws when it cannot. */
async function startBot(
  configuration: Configuration,
  log: Log,
  figures: Metrics,
  errors: Unforeseen,
  onOpened: (bot: Bot) => void,
): Promise<{ stop(): Promise<void> }> {
  // Loaded only now: the libraries of the chats take longer to load than a wrong setting may take to be told.
  const { compose } = await import('./compose.js');
  const { chatsOf } = await import('./compose-chats.js');
  const bot = await compose(configuration, {
    clock: systemClock,
    log,
    chats: await chatsOf(configuration, systemClock, log),
  });
  onOpened(bot);
  let daemon: Daemon | null = null;
  try {
    const server = await httpServer({
      ...configuration.http,
      log,
      unready: () => daemon?.unready() ?? ['starting'],
      metrics: () => figures.page(),
      mounts: bot.mounts,
    });
    const beat = heartbeat(configuration.secrets.heartbeatUrl?.reveal() ?? null, log);
    const running = startDaemon({
      bot,
      clock: systemClock,
      elapsed: () => performance.now(),
      log,
      schedule: (line, job) => {
        const task = cron.schedule(line, job, { timezone: 'UTC', noOverlap: true });
        return () => void task.stop();
      },
      pollEvery: configuration.poll.every,
      heartbeat:
        beat &&
        (async () => {
          if (errors.vouches()) await beat();
          else log.warn('heartbeat.withheld', { reason: 'an error that nobody caught' });
        }),
    });
    daemon = running;
    const control = await controlOf(bot, configuration, log);
    log.info('started', { http: server.url, portfolios: configuration.portfolios.length });
    return {
      async stop() {
        // First, while the store is still held: the next bot may listen there as soon as it is not.
        await control?.close();
        await Promise.allSettled([server.close(), running.stop()]);
      },
    };
  } catch (error) {
    await bot.stop();
    throw error;
  }
}

/** Lets the command line ask the bot; without it, which is told, the bot does all else. */
async function controlOf(bot: Bot, configuration: Configuration, log: Log): Promise<Control | null> {
  const path = controlSocket(configuration.storeUrl);
  if (path === null) {
    log.warn('control.unavailable', { reason: 'the path of the store is too long for a socket beside it' });
    return null;
  }
  try {
    const [{ openControl }, { botRequests }] = await Promise.all([
      import('./adapters/control/server.js'),
      import('./cli/bot-request.js'),
    ]);
    return await openControl({ path, log, run: botRequests(bot, configuration, log) });
  } catch (error) {
    log.warn('control.unavailable', { path, reason: reasonOf(error) });
    return null;
  }
}

function fileOf(argv: readonly string[]): string | undefined {
  const at = argv.indexOf('--config');
  return at < 0 ? undefined : argv[at + 1];
}

outliveOutput();
main().catch((error: unknown) => {
  process.stderr.write(`${reasonOf(error)}\n`);
  process.exit(1);
});
