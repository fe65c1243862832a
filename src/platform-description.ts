import type { ChatSetup } from './chat-setup-port.js';
import type { PlatformName } from './domain/route.js';
import type { Seat } from './sharing-port.js';
import type { Carry, ChatPlatform, Clock, Log, Trial } from './ports.js';
import type { Tunnel } from './kit/tunnel.js';
import type { Secret } from './secret.js';

/** An environment variable of a platform. `about` explains it in `.env.example`. */
export type Variable =
  | {
      /** Hidden everywhere; may also come from a file, by `NAME_FILE`. */
      readonly kind: 'secret';
      readonly about: string;
      /** A value that starts like this belongs into another variable. */
      readonly mistaken?: { readonly prefix: string; readonly belongs: string };
      /** What is wrong with a value, as a sentence that repeats nothing of it; null, and when absent: nothing. */
      readonly flawOf?: (value: string) => string | null;
    }
  /** A web address with a usual value; it ends in a slash when the usual one does. */
  | { readonly kind: 'address'; readonly about: string; readonly usual: string }
  /** An id of digits. */
  | { readonly kind: 'digits'; readonly about: string };

/** Environment variables by name. */
export type VariableDescriptions = Readonly<Record<string, Variable>>;

/** What a variable of each kind holds; null: not set. */
interface ValueOf {
  readonly secret: Secret | null;
  readonly address: string;
  readonly digits: string | null;
}

/** What a platform's variables hold. */
export type ValuesOf<V extends VariableDescriptions> = { readonly [K in keyof V]: ValueOf[V[K]['kind']] };

/** The values of any platform's variables. */
export type Values = Readonly<Record<string, Secret | string | null>>;

/** Something without which a platform cannot be used. */
export interface Need<Name extends string = string> {
  /** One of these must be set; the first is named when none is. */
  readonly oneOf: readonly [Name, ...Name[]];
  /** Follows "It is not set; ": what to set it to. */
  readonly remedy: string;
  /** Needed only where people ask questions, not for posting. */
  readonly onlyToAnswer?: true;
}

/** Variables whose names are made of a channel's. */
interface ChannelVariables {
  /** The variable of this name; null: it is none of a channel's. */
  variable(name: string): Variable | null;
  needs(channel: string): readonly Need[];
  /** Those of the example channel. */
  readonly examples: VariableDescriptions;
}

/** The sentences a chat says by itself, in one language. */
interface ChatPhrases {
  readonly working: string;
  readonly close: string;
  /** `who` is a mention that the platform made. */
  readonly sharedBy: (who: string) => string;
  readonly failed: string;
  readonly staleButton: string;
}

/** What a platform is given when it is opened. */
interface OpenParts {
  readonly clock: Clock;
  readonly log: Log;
  /** Put before each command's name; empty for none. */
  readonly commandPrefix: string;
  /** By the platform's tag for the reader's language, like `id-ID`; null: it does not say. */
  phrasesFor(language: string | null): ChatPhrases;
  /** The groups that grants name, by the platform's ids. */
  readonly groups: readonly string[];
  /** Carries the requests. */
  readonly fetch: Carry;
  /** Whether this process is the first to handle what has this mark. Absent: no other process handles anything. */
  readonly isFirst?: ((mark: string) => Promise<boolean>) | undefined;
  /** The one connected process's place, for a platform that sends all to each connection. Absent: it is free. */
  readonly seat?: Seat | undefined;
  /** The way through a proxy for lines that stay open; null: they go straight. */
  readonly tunnel: Tunnel | null;
}

/**
 * All that a chat platform says of itself. It is read at every start. So the platform's libraries must load only when
 * it is opened.
 */
export interface PlatformDescription<
  N extends PlatformName = PlatformName,
  V extends VariableDescriptions = VariableDescriptions,
> {
  readonly name: N;
  /** What people call it. */
  readonly title: string;
  /** The channel in a route `<name>:<channel>`; null: the route is the name alone. */
  readonly channel: { readonly pattern: RegExp; readonly what: string; readonly example: string } | null;
  /** Who can ask there, as grants name them: `<name>:<id>`; null: nobody. */
  readonly people: { readonly pattern: RegExp; readonly user: string; readonly groups: string } | null;
  /** What an alert can mention, such as "a Slack user group"; null: nothing. */
  readonly mention: string | null;
  /** How its pictures are drawn: on a light or dark ground, or as lines of text. */
  readonly pictures: 'light' | 'dark' | 'drawn';
  readonly variables: V;
  readonly needs: readonly Need[];
  /** What each channel has for itself; absent: channels need nothing of their own. */
  readonly ofChannels?: ChannelVariables;
  /** Variables that ask for this platform even when no route leads there. */
  readonly askedForBy: readonly string[];
  /** Opens it; nothing is connected yet. Throws when a value it needs is not set. */
  open(values: ValuesOf<V>, parts: OpenParts): Promise<ChatPlatform>;
  /** What `check` can tell before all that is needed is set. */
  beforeOpening(values: ValuesOf<V>): Promise<readonly Trial[]>;
  /** How the guided set-up asks for it; null: there is nothing to ask. */
  readonly setup: ChatSetup<ValuesOf<V>> | null;
}
