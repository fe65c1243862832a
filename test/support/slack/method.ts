import type { JsonObject } from '../loopback/json.js';
import type { Deliveries } from './deliveries.js';
import type { EphemeralMessage, MessageStore } from './model.js';
import type { SlackChannel, Workspace } from './workspace.js';
import type { Uploads } from './uploads.js';
import type { Views } from './views.js';

/** Everything a Web API method may look at and change. */
export interface SlackState {
  readonly workspace: Workspace;
  readonly messages: MessageStore;
  readonly ephemerals: EphemeralMessage[];
  readonly views: Views;
  readonly uploads: Uploads;
  readonly deliveries: Deliveries;
  /** `http://127.0.0.1:PORT` */
  readonly baseUrl: () => string;
  /** A fresh WebSocket address. */
  readonly socketUrl: () => string;
  /** Notes something the bot did that Slack, or a reader, would not forgive. */
  readonly report: (problem: string) => void;
  /** Checks a payload that somebody will see. */
  readonly check: (what: string, payload: JsonObject) => void;
}

/** What a method answers; `ok` is added when there is no `error`. */
export type MethodResult = JsonObject;

/** One Web API method: the scope it needs, and what it does. */
export interface SlackMethod {
  /** Any one of these is enough; empty when none is needed. */
  readonly scopes: readonly string[];
  readonly token: 'bot' | 'app';
  readonly run: (args: JsonObject, state: SlackState) => MethodResult;
}

/** A refusal in Slack's way. */
export function refuse(error: string): MethodResult {
  return { ok: false, error };
}

/** A method for the bot token. */
export function botMethod(scopes: readonly string[], run: SlackMethod['run']): SlackMethod {
  return { scopes, token: 'bot', run };
}

/** The channel the bot may write to, or why it may not. */
export function writableChannel(id: string, workspace: Workspace): SlackChannel | MethodResult {
  const channel = workspace.channels.get(id);
  if (channel === undefined) {
    const user = workspace.users.get(id);
    if (user === undefined) return refuse('channel_not_found');
    return {
      id: `D${id.slice(1)}`,
      name: 'directmessage',
      member: true,
      archived: false,
      private: true,
    } satisfies SlackChannel;
  }
  if (channel.archived) return refuse('is_archived');
  // A private channel is invisible to a bot that is not in it.
  if (!channel.member) return refuse(channel.private ? 'channel_not_found' : 'not_in_channel');
  return channel;
}

/** True for a refusal, false for a channel. */
export function isRefusal(value: SlackChannel | MethodResult): value is MethodResult {
  return 'error' in value;
}
