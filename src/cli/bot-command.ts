import type { Configuration } from '../../config/configuration.js';
import type { Bot } from '../compose.js';
import type { Terminal } from './terminal.js';

/** Something that needs a bot: the running one, or one that is put together for it. Resolves to the exit code. */
export type BotCommand = (
  bot: Bot,
  configuration: Configuration,
  terminal: Pick<Terminal, 'out' | 'error'>,
) => Promise<number>;
