import pTimeout from 'p-timeout';
import type { Configuration } from '../config/configuration.js';
import { saysTheSame } from '../config/same.js';
import { reasonOf } from './app/reason.js';
import { chatOpenings, openChat, type ChatOpening } from './compose-chats.js';
import { MINUTE, SECOND } from './domain/time.js';
import type { ChatPlatform, Clock, Log } from './ports.js';
import type { Sharing } from './sharing-port.js';

/** The open chats. Each is tried again until it is connected, while the rest goes on. */
export interface ChatLines {
  readonly platforms: () => readonly ChatPlatform[];
  /**
   * Opens what the settings ask for and is not open by the same settings already; nothing is connected or closed yet.
   * Throws when a chat cannot be opened.
   */
  prepare(configuration: Configuration): Promise<PreparedLines>;
  stop(): Promise<void>;
}

/** Chats that are open, as other settings ask for them. */
export interface PreparedLines {
  readonly platforms: readonly ChatPlatform[];
  /** Closes what is no longer asked for, then connects what is new; the others notice nothing. */
  use(): Promise<void>;
}

/** How long a chat that is being connected is waited for before it is closed. */
const patience = 2 * SECOND;

interface ChatLine {
  readonly opening: ChatOpening;
  readonly platform: ChatPlatform;
  connect(): void;
  stop(): Promise<void>;
}

/** No chat is open yet. `start` connects one, and throws when it cannot. */
export function chatLines(options: {
  readonly clock: Clock;
  readonly log: Log;
  /** What other processes share; null: there are none. */
  readonly sharing: Sharing | null;
  /** Whether chats are to be connected; if not, they only post. */
  readonly isAnswering: boolean;
  readonly start: (platform: ChatPlatform) => Promise<void>;
}): ChatLines {
  const { clock, log, sharing, isAnswering, start } = options;
  let open: readonly ChatLine[] = [];

  async function lineFor(opening: ChatOpening): Promise<ChatLine> {
    const kept = open.find((line) => isOpenedBy(line, opening));
    if (kept) return kept;
    return lineOf(opening, await openChat(opening, clock, log, sharing), start, log);
  }

  return {
    platforms: () => open.map(({ platform }) => platform),
    async prepare(configuration) {
      const next = await Promise.all(chatOpenings(configuration).map(lineFor));
      return {
        platforms: next.map(({ platform }) => platform),
        async use() {
          const before = open;
          open = next;
          await Promise.allSettled(before.filter((line) => !next.includes(line)).map((line) => line.stop()));
          if (!isAnswering) return;
          for (const line of next) if (!before.includes(line)) line.connect();
        },
      };
    },
    async stop() {
      await Promise.allSettled(open.map((line) => line.stop()));
    },
  };
}

function isOpenedBy({ opening }: ChatLine, { platform, by }: ChatOpening): boolean {
  return opening.platform === platform && saysTheSame(opening.by, by);
}

function lineOf(
  opening: ChatOpening,
  platform: ChatPlatform,
  start: (platform: ChatPlatform) => Promise<void>,
  log: Log,
): ChatLine {
  let timer: NodeJS.Timeout | undefined;
  const halt = new AbortController();
  const isStopping = (): boolean => halt.signal.aborted;
  let connecting: Promise<void> = Promise.resolve();

  async function attempt(count: number): Promise<void> {
    if (isStopping()) return;
    try {
      await start(platform);
      log.info('chat.connected', { platform: platform.name });
    } catch (error) {
      if (isStopping()) return;
      const wait = Math.min(5 * MINUTE, 2 ** count * SECOND);
      log.error('chat.connect-failed', { platform: platform.name, reason: reasonOf(error), retryInMs: wait });
      timer = setTimeout(() => {
        connecting = attempt(count + 1);
      }, wait);
    }
  }

  return {
    opening,
    platform,
    connect() {
      connecting = attempt(1);
    },
    async stop() {
      halt.abort();
      clearTimeout(timer);
      const inTime = connecting.then(() => true);
      const isSettled = await pTimeout(inTime, { milliseconds: patience, fallback: () => false });
      await platform.stop();
      // It may connect after it was told to stop.
      if (!isSettled) void connecting.then(() => platform.stop());
    },
  };
}
