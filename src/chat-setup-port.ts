import type { DeliveryTrouble } from './domain/delivery-trouble.js';
import type { SetupVariable } from './domain/setup-variable.js';
import type { Carry, CommandCard, Log } from './ports.js';

/** How a chat is set up by asking, one value after the other. `Values` are those of its variables. */
export interface ChatSetup<Values> {
  /** The values that are asked for, in this order. */
  readonly asks: readonly SetupAsk[];
  /** What people type to bring the bot into a channel; null: an invite link does it. */
  readonly joinCommand: string | null;
  /** Opens a line that tries the values; nothing is connected yet. */
  open(values: Values, parts: SetupParts): Promise<SetupLine>;
}

/** What a line is given. */
export interface SetupParts {
  /** Carries the requests. */
  readonly fetch: Carry;
  readonly log: Log;
}

/** A value that is asked for. */
interface SetupAsk {
  readonly variable: SetupVariable;
  /** The page where people find it or make it. */
  page(offered: OfferedCommands): Promise<string>;
}

/** The commands that the app is to offer. */
interface OfferedCommands {
  readonly commands: readonly CommandCard[];
  readonly prefix: string;
  /** Whether the settings allow things to groups. */
  readonly groups: boolean;
}

/** Tries values before they are saved. Posts and changes nothing, and never throws. */
export interface SetupLine {
  tried(variable: SetupVariable): Promise<SetupTrial>;
  channels(): Promise<ChannelsFound>;
  channel(id: string): Promise<ChannelTrial>;
  close(): void;
}

/** How a value fared. */
export type SetupTrial =
  | {
      readonly ok: true;
      /** As whom it signs in, and in what place; null: the platform does not say. */
      readonly who: string | null;
      readonly where: string | null;
      /** Permissions that are missing, by the platform's names. */
      readonly lacks: readonly string[];
      /** Other variables that follow from it. */
      readonly follows: Readonly<Record<string, string>>;
    }
  | { readonly ok: false; readonly trouble: DeliveryTrouble };

/** The channels to choose from. */
export interface ChannelsFound {
  readonly channels: readonly ChannelOffer[];
  /** Why there may be more; null: these are all. */
  readonly trouble: DeliveryTrouble | null;
  /** The link by which the bot comes to more places; null: there is none. */
  readonly invite: string | null;
}

/** A channel that may be chosen. */
export interface ChannelOffer {
  readonly id: string;
  readonly name: string;
  /** The workspace or server; null: the only one. */
  readonly where: string | null;
  /** Whether the bot is there already. */
  readonly joined: boolean;
  /** Variables that follow when all channels that are chosen agree on them. */
  readonly follows: Readonly<Record<string, string>>;
}

/** Whether the bot can post in a channel. `name` is null when it could not be read. */
type ChannelTrial =
  | { readonly ok: true; readonly name: string | null }
  | { readonly ok: false; readonly name: string | null; readonly trouble: DeliveryTrouble };
