import type { Route } from '../src/domain/route.js';
import type { Configuration } from './configuration.js';
import type { Environment } from './env.js';
import type { Notes } from './notes.js';

/** How to reach the chats that are set up or led to. What is missing goes into the notes. */
export function readChats(
  environment: Environment,
  routes: readonly Route[],
  notes: Notes,
): Pick<Configuration, 'slack' | 'discord'> {
  const leadsTo = (platform: string): boolean => routes.some((route) => route.platform === platform);
  return {
    slack: readSlack(environment, leadsTo('slack'), notes),
    discord: readDiscord(environment, leadsTo('discord'), notes),
  };
}

function readSlack(environment: Environment, wanted: boolean, notes: Notes): Configuration['slack'] {
  const { slackBotToken, slackAppToken, slackSigningSecret, slackApiUrl } = environment;
  if (!wanted && !slackBotToken && !slackAppToken) return null;
  if (!slackBotToken) {
    notes.inEnvironment(
      'SLACK_BOT_TOKEN',
      `It is not set, and ${wanted ? 'a route leads to Slack' : 'SLACK_APP_TOKEN is set'}; set it to the app's bot token (xoxb-…).`,
    );
  }
  if (!slackAppToken && !slackSigningSecret) {
    notes.inEnvironment(
      'SLACK_APP_TOKEN',
      'Slack can send nothing to the bot; set it to an app-level token (xapp-…) for Socket Mode, or set SLACK_SIGNING_SECRET for HTTP.',
    );
  }
  return { apiUrl: slackApiUrl, mode: slackAppToken ? 'socket' : 'http' };
}

function readDiscord(environment: Environment, wanted: boolean, notes: Notes): Configuration['discord'] {
  const { discordToken, discordApplicationId, discordGuildId, discordApiUrl } = environment;
  if (!wanted && !discordToken) return null;
  const why = wanted ? 'a route leads to Discord' : 'DISCORD_TOKEN is set';
  if (!discordToken) {
    notes.inEnvironment('DISCORD_TOKEN', `It is not set, and ${why}; set it to the bot's token.`);
  }
  if (discordApplicationId === null) {
    notes.inEnvironment(
      'DISCORD_APPLICATION_ID',
      `It is not set, and ${why}; set it to the application's id, from its General Information page.`,
    );
  }
  return { apiUrl: discordApiUrl, applicationId: discordApplicationId ?? '', guildId: discordGuildId };
}
