import cron from 'node-cron';
import { httpServer } from './adapters/http/server.js';
import { metrics } from './adapters/metrics/metrics.js';
import { systemClock } from './adapters/system/clock.js';
import { heartbeat } from './adapters/system/heartbeat.js';
import { jsonLog } from './adapters/system/log.js';
import { loadConfiguration } from '../config/load.js';
import { printMistake } from '../config/mistake.js';
import { secretValues } from '../config/secret.js';
import { reasonOf } from './app/reason.js';
import { chatsOf, compose } from './compose.js';
import { startDaemon } from './daemon.js';
import type { PortfolioState } from './domain/state.js';

/** What is left when a stop takes too long, in milliseconds. */
const stopWithin = 9_500;

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
    secrets: secretValues(configuration.secrets),
  });
  let states: () => Promise<readonly PortfolioState[]> = () => Promise.resolve([]);
  const figures = metrics({ clock: systemClock, states: () => states() });
  const log = figures.counting(plainLog);
  // A stray rejection inside a vendor's library must not take the alerts of every other platform with it.
  process.on('unhandledRejection', (reason) => log.error('unhandled', { reason: reasonOf(reason) }));

  const bot = await compose(configuration, {
    clock: systemClock,
    log,
    chats: chatsOf(configuration, systemClock, log),
  });
  states = bot.states;
  const daemon = startDaemon({
    bot,
    clock: systemClock,
    log,
    schedule: (line, job) => {
      const task = cron.schedule(line, job, { timezone: 'UTC', noOverlap: true });
      return () => void task.stop();
    },
    pollEvery: configuration.poll.every,
    heartbeat: heartbeat(configuration.secrets.heartbeatUrl?.reveal() ?? null, log),
  });
  const server = await httpServer({
    ...configuration.http,
    log,
    unready: () => daemon.unready(),
    metrics: () => figures.page(),
    mounts: bot.platforms.flatMap((platform) => platform.http ?? []),
  });
  log.info('started', { http: server.url, portfolios: configuration.portfolios.length });

  let stopping = false;
  const stop = (signal: string): void => {
    if (stopping) return;
    stopping = true;
    log.info('stopping', { signal });
    setTimeout(() => process.exit(1), stopWithin).unref();
    Promise.allSettled([server.close(), daemon.stop()])
      .then(() => process.exit(0))
      .catch(() => process.exit(1));
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

function fileOf(argv: readonly string[]): string | undefined {
  const at = argv.indexOf('--config');
  return at < 0 ? undefined : argv[at + 1];
}

main().catch((error: unknown) => {
  process.stderr.write(`${reasonOf(error)}\n`);
  process.exit(1);
});
