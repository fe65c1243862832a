import type { FormFile } from '../loopback/multipart.js';
import type { JsonObject } from '../loopback/json.js';
import { isObject, listFrom, objectsFrom, stringFrom } from '../loopback/json.js';
import type { Guild } from './guild.js';
import { userJson } from './guild.js';

/** https://discord.com/developers/docs/resources/message#message-object-message-flags */
export const FLAGS = { ephemeral: 64, loading: 128, componentsV2: 32_768 } as const;

/** A file that hangs on a message. */
export interface Attachment {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly contentType: string;
  readonly bytes: Buffer;
}

/** What a message says. */
export interface MessageBody {
  readonly content: string;
  readonly embeds: readonly JsonObject[];
  readonly components: readonly JsonObject[];
  readonly attachments: readonly Attachment[];
  readonly flags: number;
  readonly allowedMentions: JsonObject | undefined;
}

/** A message as it stands now, with what it said before, oldest first. */
export interface DiscordMessage extends MessageBody {
  readonly id: string;
  readonly channelId: string;
  readonly authorId: string;
  readonly nonce: string | undefined;
  readonly repliesTo: string | undefined;
  readonly threadId: string | undefined;
  readonly deleted: boolean;
  readonly edits: readonly MessageBody[];
}

/** The messages of every channel. */
export interface Messages {
  /** All messages that everybody can see, oldest first; those of one channel when it is named. */
  list(channelId?: string): readonly DiscordMessage[];
  /** The messages only one person can see. */
  ephemerals(): readonly DiscordMessage[];
  /** One message, also a deleted or ephemeral one. */
  find(id: string): DiscordMessage | undefined;
}

/** The messages, and the ways to change them. */
export interface MessageStore extends Messages {
  post(message: Pick<DiscordMessage, 'channelId' | 'authorId'> & Partial<DiscordMessage>): DiscordMessage;
  /** Fields that are undefined keep what they were. */
  edit(id: string, change: Partial<MessageBody>): DiscordMessage | undefined;
  remove(id: string): boolean;
  /** The message that carries this nonce in the channel, while Discord still remembers it. */
  withNonce(channelId: string, nonce: string): DiscordMessage | undefined;
  /** As if some minutes had passed. */
  forgetNonces(): void;
  openThread(id: string, threadId: string): void;
}

/** Reads what a payload says about a message; undefined where it says nothing. */
export function bodyChange(
  payload: JsonObject,
  files: readonly FormFile[],
  kept: readonly Attachment[],
): Partial<MessageBody> {
  const described = objectsFrom(payload['attachments']);
  const added = files.map((file): Attachment => {
    const index = /\[(\d+)\]/.exec(file.field)?.[1] ?? '';
    const about = described.find((one) => stringFrom(one['id']) === index);
    return {
      id: `9${Date.now()}${index}`,
      name: file.name,
      description: stringFrom(about?.['description']),
      contentType: file.contentType,
      bytes: file.bytes,
    };
  });
  const stays = kept.filter((one) => described.some((about) => about['id'] === one.id));
  const { content, embeds, components, flags } = payload;
  const mentions = payload['allowed_mentions'];
  return {
    ...(content === undefined ? {} : { content: stringFrom(content) }),
    ...(embeds === undefined ? {} : { embeds: listFrom(embeds).filter(isObject) }),
    ...(components === undefined ? {} : { components: listFrom(components).filter(isObject) }),
    ...(typeof flags === 'number' ? { flags } : {}),
    ...(isObject(mentions) ? { allowedMentions: mentions } : {}),
    ...(payload['attachments'] === undefined && added.length === 0
      ? {}
      : { attachments: [...(payload['attachments'] === undefined ? kept : stays), ...added] }),
  };
}

/** A store without messages; `nextId` makes ids. */
export function createMessages(nextId: () => string, onChange: () => void): MessageStore {
  const byId = new Map<string, DiscordMessage>();
  let forgotten = new Set<string>();
  const save = (message: DiscordMessage): DiscordMessage => {
    byId.set(message.id, message);
    onChange();
    return message;
  };
  const standing = (): DiscordMessage[] => [...byId.values()].filter((message) => !message.deleted);
  const isEphemeral = (message: DiscordMessage): boolean => (message.flags & FLAGS.ephemeral) !== 0;

  return {
    list: (channelId) =>
      standing().filter(
        (message) => !isEphemeral(message) && (channelId === undefined || message.channelId === channelId),
      ),
    ephemerals: () => standing().filter(isEphemeral),
    find: (id) => byId.get(id),
    post: (message) =>
      save({
        id: nextId(),
        content: '',
        embeds: [],
        components: [],
        attachments: [],
        flags: 0,
        allowedMentions: undefined,
        nonce: undefined,
        repliesTo: undefined,
        threadId: undefined,
        deleted: false,
        edits: [],
        ...message,
      }),
    edit(id, change) {
      const before = byId.get(id);
      if (before === undefined || before.deleted) return undefined;
      const { content, embeds, components, attachments, flags, allowedMentions } = before;
      const said: MessageBody = { content, embeds, components, attachments, flags, allowedMentions };
      // A waiting placeholder has said nothing yet.
      const edits = (flags & FLAGS.loading) === 0 ? [...before.edits, said] : before.edits;
      return save({ ...before, ...change, edits });
    },
    remove(id) {
      const before = byId.get(id);
      if (before === undefined || before.deleted) return false;
      save({ ...before, deleted: true });
      return true;
    },
    withNonce: (channelId, nonce) =>
      [...byId.values()].find(
        (message) => message.channelId === channelId && message.nonce === nonce && !forgotten.has(message.id),
      ),
    forgetNonces() {
      forgotten = new Set(byId.keys());
    },
    openThread(id, threadId) {
      const before = byId.get(id);
      if (before !== undefined) save({ ...before, threadId });
    },
  };
}

/** The message as Discord's own JSON shows it. */
export function messageJson(message: DiscordMessage, guild: Guild, baseUrl: string): JsonObject {
  return {
    id: message.id,
    type: message.repliesTo === undefined ? 0 : 19,
    channel_id: message.channelId,
    author: userJson(guild, message.authorId),
    content: message.content,
    timestamp: new Date().toISOString(),
    edited_timestamp: message.edits.length === 0 ? null : new Date().toISOString(),
    tts: false,
    mention_everyone: false,
    mentions: [],
    mention_roles: [],
    pinned: false,
    embeds: message.embeds,
    components: message.components,
    flags: message.flags,
    attachments: message.attachments.map((file) => ({
      id: file.id,
      filename: file.name,
      description: file.description,
      content_type: file.contentType,
      size: file.bytes.length,
      url: `${baseUrl}/attachments/${message.id}/${file.id}`,
      proxy_url: `${baseUrl}/attachments/${message.id}/${file.id}`,
    })),
    ...(message.nonce === undefined ? {} : { nonce: message.nonce }),
    ...(message.repliesTo === undefined
      ? {}
      : { message_reference: { message_id: message.repliesTo, channel_id: message.channelId } }),
  };
}
