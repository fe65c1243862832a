import { randomUUID } from 'node:crypto';
import type { Changes } from '../loopback/changes.js';
import type { JsonObject } from '../loopback/json.js';
import { TIMING } from './limits.js';
import type { DiscordMessage, MessageStore } from './model.js';
import { FLAGS } from './model.js';

/** The first answer of the bot to an interaction. */
interface Callback {
  /** https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-callback-type */
  readonly type: number;
  readonly data: JsonObject;
  readonly ms: number;
}

/** One thing a person did, and everything the bot made of it. */
export interface DiscordInteraction {
  readonly id: string;
  readonly token: string;
  /** The first answer; rejects when Discord would have given up. */
  callback(timeoutMs?: number): Promise<Callback>;
  /** The message that answers it, once it says something: new, filled in, or the pressed one after its change. */
  reply(timeoutMs?: number): Promise<DiscordMessage>;
  /** The messages that followed, once there are so many. */
  followups(count?: number, timeoutMs?: number): Promise<readonly DiscordMessage[]>;
}

/** An interaction as the server keeps it. */
export interface InteractionRecord {
  readonly id: string;
  readonly token: string;
  readonly what: string;
  readonly channelId: string;
  readonly userId: string;
  /** The message whose button or menu was used. */
  readonly messageId: string | undefined;
  readonly issuedAt: number;
  callback: Callback | undefined;
  /** The message that `@original` names. */
  originalId: string | undefined;
  /** How many changes that message had seen before this interaction. */
  readonly editsBefore: number;
  readonly followupIds: string[];
}

/** All interactions of a run. */
export interface Interactions {
  list(): readonly InteractionRecord[];
  begin(topic: Pick<InteractionRecord, 'what' | 'channelId' | 'userId' | 'messageId'>): {
    readonly record: InteractionRecord;
    readonly handle: DiscordInteraction;
  };
  byToken(token: string): InteractionRecord | undefined;
  byId(id: string): InteractionRecord | undefined;
}

const CHANGES_THE_MESSAGE = [6, 7];

/** No interactions at first. */
export function createInteractions(
  nextId: () => string,
  messages: MessageStore,
  changes: Changes,
): Interactions {
  const records = new Map<string, InteractionRecord>();

  function replyOf(record: InteractionRecord): DiscordMessage | undefined {
    if (record.callback === undefined || record.originalId === undefined) return undefined;
    const message = messages.find(record.originalId);
    if (message === undefined || (message.flags & FLAGS.loading) !== 0) return undefined;
    const changed = message.edits.length > record.editsBefore;
    return CHANGES_THE_MESSAGE.includes(record.callback.type) && !changed ? undefined : message;
  }

  function handleOf(record: InteractionRecord): DiscordInteraction {
    const { id, token, what } = record;
    return {
      id,
      token,
      callback: (timeoutMs = TIMING.callbackMs) =>
        changes.until(`a first answer to ${what}`, () => record.callback, timeoutMs),
      reply: (timeoutMs) => changes.until(`a reply to ${what}`, () => replyOf(record), timeoutMs),
      followups: (count = 1, timeoutMs) =>
        changes.until(
          `${count} message(s) after ${what}`,
          () => {
            const found = record.followupIds.flatMap((each) => messages.find(each) ?? []);
            return found.length >= count ? found : undefined;
          },
          timeoutMs,
        ),
    };
  }

  return {
    list: () => [...records.values()],
    begin(topic) {
      const before = topic.messageId === undefined ? undefined : messages.find(topic.messageId);
      const record: InteractionRecord = {
        ...topic,
        id: nextId(),
        token: randomUUID(),
        issuedAt: Date.now(),
        callback: undefined,
        originalId: undefined,
        editsBefore: before?.edits.length ?? 0,
        followupIds: [],
      };
      records.set(record.id, record);
      return { record, handle: handleOf(record) };
    },
    byToken: (token) => [...records.values()].find((record) => record.token === token),
    byId: (id) => records.get(id),
  };
}
