import { commands } from '../../commands/index.js';
import { configurationJsonSchema } from '../../config/json-schema.js';
import { defaultSettings } from '../../config/load.js';
import { groupsNamed } from '../app/access.js';
import { slack } from '../adapters/slack/index.js';
import { slackAppManifest } from '../adapters/slack/manifest.js';
import { commandCards } from '../app/dispatch.js';
import { quietLog, type Deed, type Terminal } from './terminal.js';

/** Prints the manifest of the Slack app as JSON: for HTTP mode when an address is given, else for Socket Mode. */
export function slackManifest(address: string | null): Deed {
  return async ({ commandPrefix, access }, terminal) => {
    const choices = {
      prefix: commandPrefix,
      groups: groupsNamed(access, slack.name).length > 0,
      address,
    };
    terminal.out(JSON.stringify(slackAppManifest(commandCards(commands), choices), null, 2));
    return 0;
  };
}

/** Registers the commands with Discord, in one server when that is configured, else everywhere. */
export const discordRegister: Deed = async (configuration, terminal) => {
  const { commandPrefix } = configuration;
  const {
    DISCORD_TOKEN: token,
    DISCORD_APPLICATION_ID: applicationId,
    ...more
  } = configuration.chats.discord.values;
  if (token === null || applicationId === null) {
    terminal.error('Discord is not configured; set DISCORD_TOKEN and DISCORD_APPLICATION_ID.');
    return 2;
  }
  // Loaded only here: what prints a manifest or a schema needs none of Discord's libraries.
  const [{ registerCommands }, { wayOut }] = await Promise.all([
    import('../adapters/discord/registration.js'),
    import('../way-out.js'),
  ]);
  const { changed, names, where, removed } = await registerCommands(commandCards(commands), {
    token: token.reveal(),
    applicationId,
    guildId: more.DISCORD_GUILD_ID,
    apiUrl: more.DISCORD_API_URL,
    commandPrefix,
    log: quietLog(configuration),
    fetch: wayOut(configuration).fetch,
  });
  const place = where === 'guild' ? 'in this server' : 'everywhere';
  terminal.out(`${changed ? 'Registered' : 'Already registered'} ${place}: ${names.join(', ')}`);
  if (removed.length > 0) terminal.out(`No longer registered everywhere: ${removed.join(', ')}`);
  return 0;
};

/** Prints the JSON Schema of the settings file. */
export function printSchema(terminal: Terminal): number {
  terminal.out(JSON.stringify(configurationJsonSchema(defaultSettings()), null, 2));
  return 0;
}
