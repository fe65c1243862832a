import type { REST } from 'discord.js';
import { Routes } from 'discord-api-types/v10';
import { definitionOf, shownName } from './command-definition.js';
import type { TwinsOf } from './global-twins.js';
import { essence } from './registration.js';

/** What Discord offers of the wanted commands. */
export interface Offered {
  /** How many there are, wanted or not. */
  readonly count: number;
  /** Those wanted that are missing or of another version, as people find them. */
  readonly missing: readonly string[];
}

/** As `TwinsOf`; `guildId` null: in every server. */
interface LookedFor extends TwinsOf {
  readonly guildId: string | null;
}

/** Compares what Discord offers with what is wanted. Throws what Discord's REST throws. */
export async function offeredBy(rest: REST, looked: LookedFor): Promise<Offered> {
  const { application, guildId, commandPrefix, commands } = looked;
  const route =
    guildId === null
      ? Routes.applicationCommands(application)
      : Routes.applicationGuildCommands(application, guildId);
  const answer = await rest.get(route, { query: new URLSearchParams({ with_localizations: 'true' }) });
  const there = Array.isArray(answer) ? answer : [];
  const known = new Set(there.map(essence));
  const wanted = commands.map((command) => definitionOf(command, commandPrefix, guildId !== null));
  return {
    count: there.length,
    missing: wanted.filter((one) => !known.has(essence(one))).map(shownName),
  };
}
