import type { Configuration } from '../config/configuration.js';
import { groupsNamed } from './app/access.js';
import { firstToHandle } from './app/first-to-handle.js';
import { seatOf } from './app/seat.js';
import type { Locale } from './domain/route.js';
import type { PlatformDescription, Values } from './platform-description.js';
import { allPlatforms } from './platforms.js';
import type { ChatPlatform, Clock, Log } from './ports.js';
import type { Sharing } from './sharing-port.js';
import { wayOut } from './way-out.js';
import { localeOf, wordsOf } from './words/index.js';

/** A chat, and all the settings it is opened by; what was opened by the same ones can be kept. */
export interface ChatOpening {
  readonly platform: PlatformDescription;
  readonly by: {
    readonly values: Values;
    readonly commandPrefix: string;
    readonly language: Locale;
    readonly groups: readonly string[];
    readonly proxy: Configuration['proxy'];
  };
}

/** One for each chat that the configuration asks for. */
export function chatOpenings(configuration: Configuration): readonly ChatOpening[] {
  const { commandPrefix, language, access, chats, proxy } = configuration;
  return allPlatforms
    .filter(({ name }) => chats[name].state === 'ready')
    .map((platform) => ({
      platform,
      by: {
        values: chats[platform.name].values,
        commandPrefix,
        language,
        groups: groupsNamed(access, platform.name),
        proxy,
      },
    }));
}

/** Opens a chat; the libraries of the others are never loaded. Nothing is connected yet. */
export function openChat(
  { platform, by }: ChatOpening,
  clock: Clock,
  log: Log,
  sharing: Sharing | null = null,
): Promise<ChatPlatform> {
  const isFirst = sharing && firstToHandle(sharing.once);
  return platform.open(by.values, {
    clock,
    log,
    commandPrefix: by.commandPrefix,
    phrasesFor: (language) => wordsOf[localeOf(language ?? '') ?? by.language].chat,
    groups: by.groups,
    ...(isFirst && { isFirst: (mark) => isFirst(`${platform.name} ${mark}`) }),
    ...(sharing && { seat: seatOf(sharing.leases, `connected to ${platform.name}`, log) }),
    ...wayOut(by),
  });
}

/** Opens all chats that the configuration asks for. Nothing is connected yet. */
export function chatsOf(
  configuration: Configuration,
  clock: Clock,
  log: Log,
): Promise<readonly ChatPlatform[]> {
  return Promise.all(chatOpenings(configuration).map((opening) => openChat(opening, clock, log)));
}
