import type { Configuration } from '../../config/configuration.js';
import { secretValues } from '../../config/secret.js';
import { systemClock } from '../adapters/system/clock.js';
import { jsonLog } from '../adapters/system/log.js';
import { chatsOf } from '../compose-chats.js';
import { compose, type Bot, type OwnBot } from '../compose.js';
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

/** How a command takes the store; `write-if-free` only reads while another process has it. */
export type StoreUse = 'read' | 'write' | 'write-if-free';

/** Puts the bot together, lets it do one thing and releases it whatever happens. */
export async function withBot<R>(
  configuration: Configuration,
  access: StoreUse,
  use: (bot: Bot) => Promise<R>,
): Promise<R> {
  const bot = await botFor(configuration, access);
  // What is waited for may hang on timers that keep nothing alive; without this the process would end in the middle.
  const awake = setInterval(() => undefined, 60_000);
  try {
    return await use(bot);
  } finally {
    await bot.stop();
    clearInterval(awake);
  }
}

async function botFor(configuration: Configuration, access: StoreUse): Promise<OwnBot> {
  const log = quietLog(configuration);
  const opened = async (only: 'read' | 'write'): Promise<OwnBot> =>
    compose(configuration, {
      clock: systemClock,
      log,
      chats: await chatsOf(configuration, systemClock, log),
      access: only,
    });
  if (access !== 'write-if-free') return opened(access);
  try {
    return await opened('write');
  } catch (error) {
    if (!(error instanceof StoreError) || error.kind !== 'locked') throw error;
    return opened('read');
  }
}
