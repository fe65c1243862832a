import type { Configuration } from '../../config/configuration.js';
import { secretValues } from '../../config/secret.js';
import { systemClock } from '../adapters/system/clock.js';
import { jsonLog } from '../adapters/system/log.js';
import { chatsOf, compose, type Bot } from '../compose.js';
import { StoreError, type Log } from '../ports.js';

/** Where a command of the command line writes. */
export interface Terminal {
  out(text: string): void;
  error(text: string): void;
  /** Columns. */
  readonly width: number;
}

/** A command of the command line; resolves to the exit code. */
export type Deed = (configuration: Configuration, terminal: Terminal) => Promise<number>;

/** The log of a single command: what goes wrong, on stderr. */
export function quietLog(configuration: Configuration): Log {
  const level = configuration.logLevel === 'info' ? 'error' : configuration.logLevel;
  return jsonLog({ level, secrets: secretValues(configuration) });
}

/** Puts the bot together, lets it do one thing and releases it whatever happens. */
export async function withBot<R>(
  configuration: Configuration,
  access: 'read' | 'write',
  use: (bot: Bot) => Promise<R>,
): Promise<R> {
  const log = quietLog(configuration);
  const bot = await compose(configuration, {
    clock: systemClock,
    log,
    chats: await chatsOf(configuration, systemClock, log),
    access,
  });
  // What is waited for may hang on timers that keep nothing alive; without this the process would end in the middle.
  const awake = setInterval(() => undefined, 60_000);
  try {
    return await use(bot);
  } finally {
    await bot.stop();
    clearInterval(awake);
  }
}

/** As `withBot` with write access, or only reading while a running bot has the store. */
export async function withAnyAccess<R>(
  configuration: Configuration,
  use: (bot: Bot) => Promise<R>,
): Promise<R> {
  try {
    return await withBot(configuration, 'write', use);
  } catch (error) {
    if (!(error instanceof StoreError) || error.kind !== 'locked') throw error;
    return withBot(configuration, 'read', use);
  }
}
