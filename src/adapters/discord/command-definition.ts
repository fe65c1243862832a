import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  InteractionContextType,
  Locale,
  PermissionFlagsBits,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
  type RESTPostAPIContextMenuApplicationCommandsJSONBody,
} from 'discord-api-types/v10';
import type { CommandCard, Translated } from '../../ports.js';
import { DiscordSetupError } from './failure.js';
import { COMMAND, COMMAND_NAME } from './limits.js';
import { cutAlone } from './literal.js';

/**
 * Who sees commands that change something, until a server's administrators decide otherwise in its settings. It is
 * not the only lock: the responder decides on each question.
 */
const CHANGERS = Number(PermissionFlagsBits.ManageMessages);

function fit(text: string, most: number): string {
  return cutAlone(text, most) || '…';
}

/** A text in the languages of Discord in which it is another one. */
function localized(text: Translated, most: number): Partial<Record<Locale, string>> {
  return Object.fromEntries(
    Object.values(Locale).flatMap((language) => {
      const own = text.in(language);
      return own === null || own === text.usual ? [] : [[language, fit(own, most)]];
    }),
  );
}

function described(summary: Translated) {
  return {
    description: fit(summary.usual, COMMAND.description),
    description_localizations: localized(summary, COMMAND.description),
  };
}

/** A command on a message as it is written. */
export type MessageCommandDefinition = RESTPostAPIContextMenuApplicationCommandsJSONBody;

/** A command as it is written. Discord's own schema wants the permissions as a number. It reads them back as text. */
export type CommandDefinition = Omit<
  RESTPostAPIChatInputApplicationCommandsJSONBody,
  'default_member_permissions'
> & { readonly default_member_permissions: number | null };

/** The name a command has on this platform. */
export function offeredName(prefix: string, name: string): string {
  return `${prefix}${name}`.toLowerCase();
}

/** A command that is offered on a message. Its name may have spaces and capital letters, and no prefix. */
function onMessage(name: Translated, inGuild: boolean): MessageCommandDefinition {
  return {
    type: ApplicationCommandType.Message,
    name: fit(name.usual, COMMAND.menuName),
    name_localizations: localized(name, COMMAND.menuName),
    ...(inGuild ? {} : { contexts: [InteractionContextType.Guild] }),
  };
}

/**
 * A command as Discord's registration wants it. Commands are offered on servers only. A private chat has no channel and
 * no role to judge an asker by. Throws DiscordSetupError on a name that Discord would refuse.
 */
export function definitionOf(
  command: CommandCard,
  prefix: string,
  inGuild: boolean,
): CommandDefinition | MessageCommandDefinition {
  if (command.onMessage !== null) return onMessage(command.onMessage, inGuild);
  const name = offeredName(prefix, command.name);
  for (const each of [name, ...command.options.map((option) => option.name)]) {
    if (!COMMAND_NAME.test(each) || each !== each.toLowerCase()) {
      throw new DiscordSetupError(
        `Discord takes no command or option named "${each}": at most 32 small letters, digits, - and _.`,
      );
    }
  }
  // Discord wants the required options first.
  const options = [...command.options].sort((a, b) => Number(b.required) - Number(a.required));
  return {
    type: ApplicationCommandType.ChatInput,
    name,
    ...described(command.summary),
    options: options.slice(0, COMMAND.options).map((option) => ({
      type: ApplicationCommandOptionType.String,
      name: option.name,
      ...described(option.summary),
      required: option.required,
      autocomplete: option.choices,
    })),
    default_member_permissions: command.changesState ? CHANGERS : null,
    ...(inGuild ? {} : { contexts: [InteractionContextType.Guild] }),
  };
}

/** As people find it: what is typed has a slash, what stands on a message has none. */
export function shownName({
  type,
  name,
}: {
  readonly type?: ApplicationCommandType | undefined;
  readonly name: string;
}): string {
  return type === ApplicationCommandType.ChatInput ? `/${name}` : name;
}
