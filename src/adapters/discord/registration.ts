import type { REST } from 'discord.js';
import { Routes } from 'discord-api-types/v10';
import type { Carry, CommandCard, Log } from '../../ports.js';
import { definitionOf, shownName } from './command-definition.js';
import { globalTwins } from './global-twins.js';
import { COMMAND } from './limits.js';
import { createRest } from './rest.js';
import { createTransport } from './transport.js';
import { DiscordSetupError, refusalMeantBy } from './failure.js';

/** Where and under which names the commands are offered. */
export interface RegistrationOptions {
  readonly token: string;
  readonly applicationId: string;
  /** The one server that gets the commands, at once; null: every server. */
  readonly guildId: string | null;
  readonly apiUrl: string;
  /** Put before each name, like `wa-`; empty for none. */
  readonly commandPrefix: string;
  readonly log: Log;
}

/** What a registration did. */
export interface Registration {
  readonly changed: boolean;
  readonly names: readonly string[];
  readonly where: 'guild' | 'global';
  /** What is no longer offered in every server. */
  readonly removed: readonly string[];
}

const COMPARED = [
  'type',
  'name',
  'description',
  'description_localizations',
  'name_localizations',
  'default_member_permissions',
] as const;
const COMPARED_OPTION = [
  'type',
  'name',
  'description',
  'description_localizations',
  'required',
  'autocomplete',
] as const;

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function pick(value: unknown, keys: readonly string[]): Readonly<Record<string, unknown>> {
  const record = isRecord(value) ? value : {};
  const same = (value: unknown): unknown => (typeof value === 'number' ? String(value) : value || null);
  return Object.fromEntries(keys.map((key) => [key, same(record[key])]));
}

/** What matters of a command, the same whether Discord or we wrote it: absent, null and
 * false are one, and so are a number and its digits. */
export function essence(command: unknown): string {
  const record = isRecord(command) ? command : {};
  const options = Array.isArray(record['options']) ? record['options'] : [];
  return JSON.stringify([pick(command, COMPARED), options.map((option) => pick(option, COMPARED_OPTION))]);
}

/**
 * Offers exactly these commands; writes only when Discord has others. Throws what Discord's REST throws, and
 * DiscordSetupError when Discord could not take them.
 */
export async function offerCommands(
  rest: REST,
  commands: readonly CommandCard[],
  options: Omit<RegistrationOptions, 'apiUrl'>,
): Promise<Registration> {
  const { applicationId, guildId, commandPrefix, token, log } = options;
  if (commands.length > COMMAND.perApplication) {
    throw new DiscordSetupError(
      `Discord takes at most ${COMMAND.perApplication} commands, not ${commands.length}.`,
    );
  }
  const wanted = commands.map((command) => definitionOf(command, commandPrefix, guildId !== null));
  const route =
    guildId === null
      ? Routes.applicationCommands(applicationId)
      : Routes.applicationGuildCommands(applicationId, guildId);
  rest.setToken(token);
  const there = await rest.get(route, { query: new URLSearchParams({ with_localizations: 'true' }) });
  const before = Array.isArray(there) ? there.map(essence).sort() : [];
  const after = wanted.map(essence).sort();
  const changed = JSON.stringify(before) !== JSON.stringify(after);
  if (changed) await rest.put(route, { body: wanted });
  const where = guildId === null ? 'global' : 'guild';
  log.info('discord.commands', { changed, count: wanted.length, where });
  return { changed, names: wanted.map(shownName), where, removed: [] };
}

/**
 * As `offerCommands`, by itself, for the command line. Where one server gets the commands, also removes them from the
 * rest. There they would show a second time. Throws DiscordSetupError.
 */
export async function registerCommands(
  commands: readonly CommandCard[],
  options: RegistrationOptions & { readonly fetch: Carry },
): Promise<Registration> {
  const transport = createTransport(15_000, options.fetch);
  try {
    const rest = createRest(options.apiUrl, transport);
    const done = await offerCommands(rest, commands, options);
    const { applicationId: application, guildId, commandPrefix } = options;
    const twins = guildId === null ? [] : await globalTwins(rest, { application, commandPrefix, commands });
    for (const { id } of twins) await rest.delete(Routes.applicationCommand(application, id));
    return { ...done, removed: twins.map(({ shown }) => shown) };
  } catch (error) {
    throw new DiscordSetupError(refusalMeantBy(error).message);
  } finally {
    transport.close();
  }
}
