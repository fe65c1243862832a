import type { Answer } from '../loopback/http.js';
import { jsonAnswer } from '../loopback/http.js';
import type { JsonObject } from '../loopback/json.js';
import type { FormFile } from '../loopback/multipart.js';
import type { CommandStore } from './commands.js';
import type { Guild } from './guild.js';
import type { Interactions } from './interactions.js';
import type { MessageStore } from './model.js';
import type { CheckedKind } from './payload-check.js';

/** Everything a route may look at and change. */
export interface DiscordState {
  readonly guild: Guild;
  readonly messages: MessageStore;
  readonly interactions: Interactions;
  readonly commands: CommandStore;
  readonly baseUrl: () => string;
  readonly gatewayUrl: () => string;
  readonly identifies: () => number;
  readonly announce: () => void;
  readonly dispatch: (event: string, data: JsonObject) => void;
  /** Notes something the bot did that Discord, or a reader, would not forgive. */
  readonly report: (problem: string) => void;
  /** Checks a payload that somebody will see. */
  readonly check: (what: string, kind: CheckedKind, payload: unknown) => void;
}

/** One call, taken apart. */
export interface Call {
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** The JSON body, or the payload_json of a form. */
  readonly body: unknown;
  readonly files: readonly FormFile[];
}

/** One route; `name` is what faults and requests are called by. */
export interface Route {
  /** Such as `POST /channels/:channel/messages`. */
  readonly name: string;
  /** False for routes whose token is in the path. */
  readonly needsToken: boolean;
  readonly run: (call: Call, state: DiscordState) => Answer;
}

/** A route that wants `Authorization: Bot …`. */
export function botRoute(name: string, run: Route['run']): Route {
  return { name, needsToken: true, run };
}

/** A route whose path carries an interaction's token. */
export function openRoute(name: string, run: Route['run']): Route {
  return { name, needsToken: false, run };
}

/** A refusal with Discord's own code. */
export function refuse(status: number, code: number, message: string): Answer {
  return jsonAnswer({ message, code }, status);
}

/** 204. */
export const NO_CONTENT: Answer = { status: 204, body: '' };

const matchers = new Map<string, RegExp>();

/** The parameters of a path when the route fits it. */
export function match(
  route: Route,
  verb: string,
  path: string,
): Readonly<Record<string, string>> | undefined {
  let matcher = matchers.get(route.name);
  if (matcher === undefined) {
    matcher = new RegExp(`^${route.name.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`);
    matchers.set(route.name, matcher);
  }
  const found = matcher.exec(`${verb} ${path}`);
  return found === null ? undefined : { ...found.groups };
}
