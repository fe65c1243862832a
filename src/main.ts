import cron from 'node-cron';
import type { Control } from './adapters/control/server.js';
import { metrics } from './adapters/metrics/metrics.js';
import { systemClock } from './adapters/system/clock.js';
import { heartbeat } from './adapters/system/heartbeat.js';
import { jsonLog } from './adapters/system/log.js';
import { loadConfiguration } from '../config/load.js';
import { printMistake } from '../config/mistake.js';
import { secretValues } from '../config/secret.js';
import { reasonOf } from './app/reason.js';
import type { Life } from './life.js';
import { outliveOutput } from './output.js';
import type { Log } from './ports.js';
import { controlSocket } from './control-socket.js';
import { sharedFacts } from './shared-facts.js';
import { unforeseen } from './unforeseen.js';
import { wayOut } from './way-out.js';

/** What is left when a stop takes too long, in milliseconds. */
const stopWithin = 9_500;

/** Starts the bot; leaves with 2 when the configuration is wrong, with 1 when it cannot start. */
async function main(): Promise<void> {
  const file = fileOf(process.argv);
  const read = (): ReturnType<typeof loadConfiguration> =>
    loadConfiguration(file === undefined ? {} : { file });
  const loaded = read();
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
  let life: Life | null = null;
  const figures = metrics({
    clock: systemClock,
    states: async () => (await life?.bot().states()) ?? [],
    botState: async () => (await life?.bot().ownState()) ?? null,
    routes: () => (life?.configuration() ?? configuration).routes.map(({ id }) => id),
    shared: () => sharedFacts(life?.bot() ?? null),
  });
  const log = figures.counting(plainLog);
  const errors = unforeseen({
    log,
    elapsed: () => performance.now(),
    giveUp: () => stop('too many errors', 1),
  });
  process.on('unhandledRejection', (reason) => errors.note('unhandled', reason));
  process.on('uncaughtException', (error) => errors.note('uncaught', error));

  // Loaded only now: the libraries of the chats take longer to load than a wrong setting may take to be told.
  const started = import('./life.js').then(async ({ startLife }) => {
    const begun = await startLife(configuration, {
      clock: systemClock,
      log,
      read,
      elapsed: () => performance.now(),
      schedule: (line, job) => {
        const task = cron.schedule(line, job, { timezone: 'UTC', noOverlap: true });
        return () => void task.stop();
      },
      onSettings: (next) => plainLog.follow({ level: next.logLevel, secrets: secretValues(next) }),
      heartbeat(settings) {
        const beat = heartbeat(settings.secrets.heartbeatUrl?.reveal() ?? null, wayOut(settings).fetch, log);
        return (
          beat &&
          (async () => {
            if (errors.vouches()) await beat();
            else log.warn('heartbeat.withheld', { reason: 'an error that nobody caught' });
          })
        );
      },
      metrics: () => figures.page(),
    });
    life = begun;
    const control = await controlOf(begun, log);
    log.info('started', { http: begun.url, portfolios: configuration.portfolios.length });
    return { life: begun, control };
  });
  let stopping = false;
  const stop = (why: string, code: number): void => {
    if (stopping) return;
    stopping = true;
    log.info('stopping', { why });
    // Not let go of: it also keeps the process alive until all is released.
    setTimeout(() => process.exit(1), stopWithin);
    started
      .then(async (running) => {
        // First, while the store is still held: the next bot may listen there as soon as it is not.
        await running.control?.close();
        await running.life.stop();
      })
      .then(() => process.exit(code))
      .catch(() => process.exit(1));
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGQUIT'] as const) process.on(signal, () => stop(signal, 0));
  process.on('SIGHUP', () => {
    // Windows has no such signal: there it says that the window of the bot was closed, which ends it soon.
    if (process.platform === 'win32') stop('SIGHUP', 0);
    else void started.then((running) => running.life.reload());
  });
  // Asked of many programs to read their settings anew; without a listener, it ends the process.
  process.on('SIGUSR2', () => {
    log.warn('signal.ignored', { signal: 'SIGUSR2', reason: 'Send SIGHUP to have the settings read again.' });
  });
  await started;
}

/** Lets the command line ask the bot; without it, which is told, the bot does all else. */
async function controlOf(life: Life, log: Log): Promise<Control | null> {
  const path = controlSocket(life.configuration().storeUrl);
  if (path === null) {
    log.warn('control.unavailable', { reason: 'the path of the store is too long for a socket beside it' });
    return null;
  }
  try {
    const [{ openControl }, { botRequests }] = await Promise.all([
      import('./adapters/control/server.js'),
      import('./cli/bot-request.js'),
    ]);
    return await openControl({ path, log, run: botRequests(life, log) });
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
