import type { ChatPlatform, Clock, Log } from '../../../src/ports.js';
import type { Once } from '../../../src/sharing-port.js';
import { firstToHandle } from '../../../src/app/first-to-handle.js';
import { instantOf } from '../../../src/domain/time.js';
import { localeOf, wordsOf } from '../../../src/words/index.js';
import type { PlatformDescription, VariableDescriptions } from '../../../src/platform-description.js';
import { readEnvironment } from '../../../config/env.js';
import { leanFetch } from '../../../src/adapters/system/lean-fetch.js';
import { fakeLog } from '../fakes/log.js';

/** A message that everybody in the channel can read. */
export interface SeenMessage {
  readonly id: string;
  readonly text: string;
  /** The message it is under; null: it stands in the channel itself. */
  readonly under: string | null;
  /** Groups it mentions. */
  readonly mentions: readonly string[];
}

/** How somebody's question was answered. */
interface SeenAnswer {
  readonly text: string;
  /** Nobody but the asker can read it. */
  readonly isPrivate: boolean;
}

/** A chat on this machine, and the bot's end of it. */
export interface ChatStage {
  readonly chat: ChatPlatform;
  /** A channel in which the bot may post, and one that is not there; null: there is only one channel. */
  readonly channel: string;
  readonly absentChannel: string | null;
  /** A group that can be mentioned; null: none can. */
  readonly group: string | null;
  /** What stands in the channel, oldest first; edits are in place. */
  messages(): readonly SeenMessage[];
  /** What the chat itself found wrong with what it was sent. */
  problems(): readonly string[];
  /** Texts that are user's: they may only ever be shown as they are. */
  distrust(...texts: readonly string[]): void;
  /** How the next message fares badly; null: that cannot happen there. */
  readonly trouble: {
    /** The chat asks to wait two seconds. */
    readonly busy: (() => void) | null;
    /** The chat will never take it. */
    readonly refused: (() => void) | null;
    /** It arrives, and the line breaks before the answer. */
    readonly lost: (() => void) | null;
  };
  /** Opens a second process of the bot on the same chat; what is asked then reaches both. Null: nobody can ask. */
  readonly twin: (() => Promise<ChatPlatform>) | null;
  /** Somebody asks; resolves to the answer. Null: nobody can. */
  readonly ask: ((command: string, user: string) => Promise<SeenAnswer>) | null;
  /** Somebody who is in the group. */
  readonly asker: string;
  close(): Promise<void>;
}

/** The real clock. */
export const clock: Clock = { now: () => instantOf(Date.now()) };

/** What else a platform is opened with. */
interface Opening {
  readonly groups?: readonly string[];
  readonly log?: Log;
  /** Shared with other processes of the bot; null: there are none. */
  readonly once?: Once | null;
}

/** Opens a platform as the bot does, with the given variables. */
export function opened<V extends VariableDescriptions>(
  platform: PlatformDescription<PlatformDescription['name'], V>,
  env: Readonly<Record<string, string>>,
  { groups = [], log = fakeLog(), once = null }: Opening = {},
): Promise<ChatPlatform> {
  const description: PlatformDescription = platform;
  const values = readEnvironment(env, '/').environment.chats.get(platform.name) ?? {};
  return description.open(values, {
    clock,
    log,
    commandPrefix: '',
    phrasesFor: (language: string | null) => wordsOf[localeOf(language ?? '') ?? 'en'].chat,
    groups,
    ...(once && { isFirst: firstToHandle(once) }),
    fetch: leanFetch,
    tunnel: null,
  });
}
