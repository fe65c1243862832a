import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ChannelType,
  ComponentType,
  InteractionType,
  MessageFlags,
} from 'discord-api-types/v10';
import * as z from 'zod';
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

const THREADS: ReadonlySet<ChannelType> = new Set([
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.AnnouncementThread,
]);

const id = z.string().min(1);
const text = z.string();
/** One of a vendor's numbers; it may be one that is newer than its list. */
const oneOf = <E extends number>() => z.custom<E>((value) => typeof value === 'number');
const person = z.object({ id, username: text.nullish(), global_name: text.nullish() });

/** Discord's types promise all this, its frames need not keep it: https://discord.com/developers/docs/interactions */
const common = z.object({
  id,
  token: id,
  type: oneOf<InteractionType>(),
  guild_id: id.optional(),
  channel: z.object({ id, type: oneOf<ChannelType>(), parent_id: id.nullish() }).optional(),
  member: z.object({ user: person, nick: text.nullish(), roles: z.array(id) }).optional(),
  user: person.optional(),
  locale: text.optional(),
});

const option = z.object({
  name: text,
  type: oneOf<ApplicationCommandOptionType>(),
  value: z.union([text, z.number(), z.boolean()]).optional(),
  focused: z.boolean().optional(),
});
const typed = z.object({ name: text, options: z.array(option).default([]) });
const onMessage = z.object({
  name: text,
  target_id: id,
  resolved: z.object({
    messages: z.record(
      text,
      z.object({
        content: text,
        embeds: z.array(
          z.object({
            title: text.nullish(),
            description: text.nullish(),
            fields: z.array(z.object({ name: text, value: text })).default([]),
          }),
        ),
      }),
    ),
  }),
});
const pressed = z.object({
  data: z.object({
    component_type: oneOf<ComponentType>(),
    custom_id: id,
    values: z.array(text).default([]),
  }),
  message: z.object({ flags: z.number().default(0) }),
});
const field = z.object({
  type: oneOf<ComponentType>(),
  value: text.optional(),
  values: z.array(text).default([]),
});
const filled = z.object({
  custom_id: id,
  components: z.array(z.object({ type: oneOf<ComponentType>(), component: field.optional() })),
});

type Common = z.infer<typeof common>;

/** The asker. In a thread the channel is the one it belongs to: that is what the operator gave rights to. */
function askerOf(raw: Common, user: z.infer<typeof person>): Asker {
  const { channel } = raw;
  const parent = channel !== undefined && THREADS.has(channel.type) ? channel.parent_id : null;
  return {
    platform: 'discord',
    user: user.id,
    name: raw.member?.nick ?? user.global_name ?? user.username ?? null,
    channel: raw.guild_id === undefined ? null : (parent ?? channel?.id ?? null),
    groups: raw.member?.roles ?? [],
    language: raw.locale ?? null,
  };
}

function isValued({ type }: z.infer<typeof option>): boolean {
  return (
    type !== ApplicationCommandOptionType.Subcommand && type !== ApplicationCommandOptionType.SubcommandGroup
  );
}

/** All that a message says in words. */
function textOf({ content, embeds }: z.infer<typeof onMessage>['resolved']['messages'][string]): string {
  const inEmbeds = embeds.flatMap(({ title, description, fields }) => [
    title ?? '',
    description ?? '',
    ...fields.map(({ name, value }) => `${name} ${value}`),
  ]);
  return [content, ...inEmbeds].join('\n');
}

function answersOf({ type, component }: z.infer<typeof filled>['components'][number]): readonly string[] {
  if (type !== ComponentType.Label || component === undefined) return [];
  if (component.type === ComponentType.TextInput) return [component.value ?? ''];
  return component.type === ComponentType.StringSelect ? component.values : [];
}

/** Reads an interaction as the gateway sends it; null for the kinds this bot does not offer. Throws on an odd one. */
export function interactionOf(event: unknown): Interaction | null {
  const raw = common.parse(event);
  const user = raw.member?.user ?? raw.user;
  if (user === undefined) throw new TypeError('The interaction is nobody’s.');
  const incoming: Incoming = { id: raw.id, token: raw.token, asker: askerOf(raw, user) };
  const data: unknown = Object.getOwnPropertyDescriptor(event, 'data')?.value;
  switch (raw.type) {
    case InteractionType.ApplicationCommand: {
      const { type } = z.object({ type: oneOf<ApplicationCommandType>() }).parse(data);
      if (type === ApplicationCommandType.Message) {
        const { name, target_id: target, resolved } = onMessage.parse(data);
        const message = resolved.messages[target];
        return { ...incoming, kind: 'on-message', name, text: message ? textOf(message) : '' };
      }
      if (type !== ApplicationCommandType.ChatInput) return null;
      const { name, options } = typed.parse(data);
      const pairs = options
        .filter(isValued)
        .map((one): [string, string] => [one.name, String(one.value ?? '')]);
      return { ...incoming, kind: 'command', name, options: Object.fromEntries(pairs) };
    }
    case InteractionType.ApplicationCommandAutocomplete: {
      const { name, options } = typed.parse(data);
      const focused = options.filter(isValued).find((one) => one.focused === true);
      if (focused === undefined) return null;
      return { ...incoming, kind: 'typing', name, option: focused.name, typed: String(focused.value ?? '') };
    }
    case InteractionType.MessageComponent: {
      const { data: press, message } = pressed.parse(event);
      const isMenu = press.component_type === ComponentType.StringSelect;
      if (!isMenu && press.component_type !== ComponentType.Button) return null;
      const onPrivate = (message.flags & MessageFlags.Ephemeral) !== 0;
      const values = isMenu ? press.values : [];
      return { ...incoming, kind: 'press', customId: press.custom_id, values, onPrivate };
    }
    case InteractionType.ModalSubmit: {
      const { custom_id: customId, components } = filled.parse(data);
      return { ...incoming, kind: 'form', customId, answers: components.flatMap(answersOf) };
    }
    default:
      return null;
  }
}
