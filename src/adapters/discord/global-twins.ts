import type { REST } from 'discord.js';
import { Routes, type APIApplicationCommand } from 'discord-api-types/v10';
import type { CommandCard } from '../../ports.js';
import { definitionOf, shownName } from './command-definition.js';

/** Where and under which names commands are looked for. */
export interface TwinsOf {
  readonly application: string;
  readonly commandPrefix: string;
  readonly commands: readonly CommandCard[];
}

/** A command that is offered in every server, under the name of one of ours. */
interface Twin {
  readonly id: string;
  /** As people find it. */
  readonly shown: string;
}

/** Our commands that Discord also offers in every server. Throws what Discord's REST throws. */
export async function globalTwins(rest: REST, looked: TwinsOf): Promise<readonly Twin[]> {
  const { application, commandPrefix, commands } = looked;
  const ours = new Set(commands.map((command) => shownName(definitionOf(command, commandPrefix, true))));
  const answer = await rest.get(Routes.applicationCommands(application));
  const everywhere = Array.isArray(answer) ? (answer as readonly APIApplicationCommand[]) : [];
  return everywhere
    .map(({ id, type, name }) => ({ id, shown: shownName({ type, name }) }))
    .filter(({ shown }) => ours.has(shown));
}
