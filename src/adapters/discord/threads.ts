import type { REST } from 'discord.js';
import { Routes } from 'discord-api-types/v10';
import { LRUCache } from 'lru-cache';
import type { Receipt } from '../../domain/thread.js';
import type { Card } from '../../cards/card.js';
import { THREAD_NAME, THREAD_QUIET_MINUTES } from './limits.js';
import { cutAlone } from './literal.js';
import { discordCode } from './trouble.js';

/** Finds the place for what belongs under a root message. */
export interface Threads {
  /**
   * The id of the thread that hangs on `root`, made when there is none; null when the bot can make none here. Then the
   * entry has to be a reply. Throws what Discord's REST throws.
   */
  under(root: Receipt, card: Card): Promise<string | null>;
  /** Forgets a thread that turned out to be gone. Null when `root` has had its chance: reply instead. */
  lost(root: Receipt): void;
}

const EXISTS_ALREADY = 160004;
const REMEMBERED = 2_000;

/**
 * Refusals to make a thread. Unknown or closed message, no access, no permission, a channel without threads, too many
 * threads. https://discord.com/developers/docs/topics/opcodes-and-status-codes#json
 */
const NO_THREAD = new Set([
  10003, 10008, 30033, 50001, 50013, 50024, 50068, 50083, 50178, 160002, 160005, 160006,
]);

/**
 * Threads by their root message. A thread made from a message has the message's own id
 * (https://discord.com/developers/docs/resources/channel#start-thread-from-message). So a thread that exists is found
 * without asking, also after a restart.
 */
export function createThreads(rest: REST): Threads {
  const known = new LRUCache<string, { readonly thread: string | null }>({ max: REMEMBERED });
  const remember = (root: Receipt, thread: string | null): string | null => {
    known.set(root.message, { thread });
    return thread;
  };

  return {
    async under(root, card) {
      const remembered = known.get(root.message);
      if (remembered !== undefined) return remembered.thread;
      if (root.thread !== null) return remember(root, root.thread);
      try {
        await rest.post(Routes.threads(root.channel, root.message), {
          body: {
            name: cutAlone(card.title, THREAD_NAME) || '…',
            auto_archive_duration: THREAD_QUIET_MINUTES,
          },
        });
        return remember(root, root.message);
      } catch (error) {
        const code = discordCode(error);
        if (code === EXISTS_ALREADY) return remember(root, root.message);
        if (NO_THREAD.has(code)) return remember(root, null);
        throw error;
      }
    },
    lost(root) {
      remember(root, null);
    },
  };
}
