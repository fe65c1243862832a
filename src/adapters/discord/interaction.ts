import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ChannelType,
  ComponentType,
  InteractionType,
  MessageFlags,
  type APIApplicationCommandInteractionDataOption,
  type APIInteraction,
  type APIMessage,
  type APIModalSubmissionComponent,
} from 'discord.js';
import type { Asker } from '../../ports.js';

/** What every interaction has: where the answer goes, and who asks. */
interface Incoming {
  readonly id: string;
  readonly token: string;
  readonly asker: Asker;
}

/** Something a person did that this bot answers. */
export type Interaction = Incoming &
  (
    | { readonly kind: 'command'; readonly name: string; readonly options: Readonly<Record<string, string>> }
    | { readonly kind: 'typing'; readonly name: string; readonly option: string; readonly typed: string }
    | {
        readonly kind: 'press';
        readonly customId: string;
        /** What was chosen from a menu; nothing for a button. */
        readonly values: readonly string[];
        /** Whether only the presser sees the message with the button. */
        readonly onPrivate: boolean;
      }
    | {
        readonly kind: 'form';
        readonly customId: string;
        /** The answers in the order in which they were asked. */
        readonly answers: readonly string[];
      }
    | {
        /** A command that somebody chose on a message. */
        readonly kind: 'on-message';
        readonly name: string;
        /** What the message says. */
        readonly text: string;
      }
  );

const THREADS = new Set([
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.AnnouncementThread,
]);

/** The asker. In a thread the channel is the one it belongs to: that is what the operator gave rights to. */
function askerOf(raw: APIInteraction): Asker {
  const { channel } = raw;
  const parent =
    channel !== undefined && THREADS.has(channel.type) && 'parent_id' in channel ? channel.parent_id : null;
  const user = raw.member?.user ?? raw.user;
  return {
    platform: 'discord',
    user: user?.id ?? '',
    name: raw.member?.nick ?? user?.global_name ?? user?.username ?? null,
    channel: raw.guild_id === undefined ? null : (parent ?? channel?.id ?? null),
    groups: raw.member?.roles ?? [],
    language: 'locale' in raw ? raw.locale : null,
  };
}

function isValued(
  option: APIApplicationCommandInteractionDataOption,
): option is Extract<APIApplicationCommandInteractionDataOption, { value: unknown }> {
  return (
    option.type !== ApplicationCommandOptionType.Subcommand &&
    option.type !== ApplicationCommandOptionType.SubcommandGroup
  );
}

/** All that a message says in words. */
function textOf({ content, embeds }: Pick<APIMessage, 'content' | 'embeds'>): string {
  const inEmbeds = embeds.flatMap(({ title, description, fields = [] }) => [
    title ?? '',
    description ?? '',
    ...fields.map(({ name, value }) => `${name} ${value}`),
  ]);
  return [content, ...inEmbeds].join('\n');
}

function answersOf(component: APIModalSubmissionComponent): readonly string[] {
  if (component.type !== ComponentType.Label) return [];
  const { component: field } = component;
  if (field.type === ComponentType.TextInput) return [field.value];
  return field.type === ComponentType.StringSelect ? field.values : [];
}

/** Reads an interaction as the gateway sends it; null for the kinds that this bot does not offer. */
export function interactionOf(event: unknown): Interaction | null {
  const raw = event as APIInteraction;
  const incoming: Incoming = { id: raw.id, token: raw.token, asker: askerOf(raw) };
  switch (raw.type) {
    case InteractionType.ApplicationCommand: {
      if (raw.data.type === ApplicationCommandType.Message) {
        const message = raw.data.resolved.messages[raw.data.target_id];
        return { ...incoming, kind: 'on-message', name: raw.data.name, text: message ? textOf(message) : '' };
      }
      if (raw.data.type !== ApplicationCommandType.ChatInput) return null;
      const options = (raw.data.options ?? []).filter(isValued);
      const pairs = options.map((option): [string, string] => [option.name, String(option.value)]);
      return { ...incoming, kind: 'command', name: raw.data.name, options: Object.fromEntries(pairs) };
    }
    case InteractionType.ApplicationCommandAutocomplete: {
      const focused = raw.data.options
        .filter(isValued)
        .find((option) => 'focused' in option && option.focused);
      if (focused === undefined) return null;
      const { name } = raw.data;
      return { ...incoming, kind: 'typing', name, option: focused.name, typed: String(focused.value) };
    }
    case InteractionType.MessageComponent: {
      const { data, message } = raw;
      const isMenu = data.component_type === ComponentType.StringSelect;
      if (!isMenu && data.component_type !== ComponentType.Button) return null;
      const onPrivate = ((message.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
      const values = isMenu ? data.values : [];
      return { ...incoming, kind: 'press', customId: data.custom_id, values, onPrivate };
    }
    case InteractionType.ModalSubmit: {
      const answers = raw.data.components.flatMap(answersOf);
      return { ...incoming, kind: 'form', customId: raw.data.custom_id, answers };
    }
    default:
      return null;
  }
}
