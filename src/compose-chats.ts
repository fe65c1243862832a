import type { Configuration } from '../config/configuration.js';
import { leanFetch } from './adapters/system/lean-fetch.js';
import { groupsNamed } from './app/access.js';
import { allPlatforms } from './platforms.js';
import type { ChatPlatform, Clock, Log } from './ports.js';
import { localeOf, wordsOf } from './words/index.js';

/** The chats that the configuration asks for; the libraries of the others are never loaded. Nothing is connected yet. */
export function chatsOf(
  configuration: Configuration,
  clock: Clock,
  log: Log,
): Promise<readonly ChatPlatform[]> {
  const ready = allPlatforms.filter(({ name }) => configuration.chats[name].state === 'ready');
  return Promise.all(
    ready.map((platform) =>
      platform.open(configuration.chats[platform.name].values, {
        clock,
        log,
        commandPrefix: configuration.commandPrefix,
        phrasesFor: (language) => wordsOf[localeOf(language ?? '') ?? configuration.language].chat,
        groups: groupsNamed(configuration.access, platform.name),
        fetch: leanFetch,
      }),
    ),
  );
}
