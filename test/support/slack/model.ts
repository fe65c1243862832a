import type { JsonObject } from '../loopback/json.js';
import { isObject, listFrom, stringFrom } from '../loopback/json.js';

/** What a message says. */
export interface MessageBody {
  readonly text: string;
  readonly blocks: readonly JsonObject[];
  readonly attachments: readonly JsonObject[];
  readonly metadata: JsonObject | undefined;
}

/** A message as it stands now, with what it said before, oldest first. */
export interface SlackMessage extends MessageBody {
  readonly channel: string;
  readonly ts: string;
  readonly threadTs: string | undefined;
  readonly broadcast: boolean;
  readonly user: string;
  readonly fileIds: readonly string[];
  readonly deleted: boolean;
  readonly edits: readonly MessageBody[];
}

/** Something only one person saw. */
export interface EphemeralMessage extends MessageBody {
  readonly channel: string;
  readonly user: string;
  readonly via: 'chat.postEphemeral' | 'response_url' | 'ack';
}

/** The messages of every channel. */
export interface Messages {
  /** All messages that stand, oldest first; those of one channel when it is named. */
  list(channel?: string): readonly SlackMessage[];
  /** One message, also a deleted one. */
  find(channel: string, ts: string): SlackMessage | undefined;
  /** The replies under a message, oldest first. */
  thread(channel: string, ts: string): readonly SlackMessage[];
}

/** What a caller hands in to post. */
interface NewMessage extends MessageBody {
  readonly channel: string;
  readonly user: string;
  readonly threadTs?: string | undefined;
  readonly broadcast?: boolean;
  readonly fileIds?: readonly string[];
}

/** The messages, and the ways to change them. */
export interface MessageStore extends Messages {
  post(message: NewMessage): SlackMessage;
  /** Fields that are undefined keep what they were. */
  edit(channel: string, ts: string, change: Partial<MessageBody>): SlackMessage | undefined;
  remove(channel: string, ts: string): boolean;
}

function withBlockIds(blocks: readonly JsonObject[]): readonly JsonObject[] {
  return blocks.map((block, index) => ({ block_id: `made${index}`, ...block }));
}

/** Reads a message body out of arguments; undefined where the caller said nothing. */
export function bodyChange(args: JsonObject): Partial<MessageBody> {
  const metadata = isObject(args['metadata']) ? args['metadata'] : undefined;
  return {
    ...(args['text'] === undefined ? {} : { text: stringFrom(args['text']) }),
    ...(args['blocks'] === undefined ? {} : { blocks: listFrom(args['blocks']).filter(isObject) }),
    ...(args['attachments'] === undefined
      ? {}
      : { attachments: listFrom(args['attachments']).filter(isObject) }),
    ...(metadata === undefined
      ? {}
      : { metadata: Object.keys(metadata).length === 0 ? undefined : metadata }),
  };
}

/** Reads a whole message body out of arguments. */
export function bodyOf(args: JsonObject): MessageBody {
  return { text: '', blocks: [], attachments: [], metadata: undefined, ...bodyChange(args) };
}

/** A store without messages. */
export function createMessages(onChange: () => void): MessageStore {
  const byKey = new Map<string, SlackMessage>();
  let last = 0;
  const key = (channel: string, ts: string): string => `${channel}/${ts}`;

  function nextTs(): string {
    const micros = Math.max(Date.now() * 1000, last + 1);
    last = micros;
    return `${Math.floor(micros / 1_000_000)}.${String(micros % 1_000_000).padStart(6, '0')}`;
  }

  function save(message: SlackMessage): SlackMessage {
    byKey.set(key(message.channel, message.ts), message);
    onChange();
    return message;
  }

  const standing = (): SlackMessage[] => [...byKey.values()].filter((message) => !message.deleted);

  return {
    list: (channel) => standing().filter((message) => channel === undefined || message.channel === channel),
    find: (channel, ts) => byKey.get(key(channel, ts)),
    thread: (channel, ts) =>
      standing().filter((message) => message.channel === channel && message.threadTs === ts),
    post: (message) =>
      save({
        channel: message.channel,
        ts: nextTs(),
        threadTs: message.threadTs,
        broadcast: message.broadcast ?? false,
        user: message.user,
        text: message.text,
        blocks: withBlockIds(message.blocks),
        attachments: message.attachments,
        metadata: message.metadata,
        fileIds: message.fileIds ?? [],
        deleted: false,
        edits: [],
      }),
    edit(channel, ts, change) {
      const before = byKey.get(key(channel, ts));
      if (before === undefined || before.deleted) return undefined;
      const { text, blocks, attachments, metadata } = before;
      return save({
        ...before,
        ...change,
        blocks: change.blocks === undefined ? before.blocks : withBlockIds(change.blocks),
        edits: [...before.edits, { text, blocks, attachments, metadata }],
      });
    },
    remove(channel, ts) {
      const before = byKey.get(key(channel, ts));
      if (before === undefined || before.deleted) return false;
      save({ ...before, deleted: true });
      return true;
    },
  };
}

/** The message as Slack's own JSON shows it; metadata only when asked for. */
export function messageJson(
  message: SlackMessage,
  botId: string,
  appId: string,
  withMetadata: boolean,
): JsonObject {
  return {
    type: 'message',
    user: message.user,
    bot_id: botId,
    app_id: appId,
    text: message.text,
    ts: message.ts,
    ...(message.blocks.length === 0 ? {} : { blocks: message.blocks }),
    ...(message.attachments.length === 0 ? {} : { attachments: message.attachments }),
    ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
    ...(message.edits.length === 0 ? {} : { edited: { user: message.user, ts: message.ts } }),
    ...(message.fileIds.length === 0 ? {} : { files: message.fileIds.map((id) => ({ id })) }),
    ...(withMetadata && message.metadata !== undefined ? { metadata: message.metadata } : {}),
  };
}
