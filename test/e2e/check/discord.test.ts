import { describe, expect, it } from 'vitest';
import { discordFault } from '../../support/discord/faults.js';
import { HOME_CHANNEL, type GuildOptions } from '../../support/discord/guild.js';
import { aBotRuns, checked, usualSettings, type Fault } from '../../support/e2e/checking.js';

const ROLE = '400000000000000001';
const mentioning = (id: string): string =>
  usualSettings.replace(
    `discord:${HOME_CHANNEL}`,
    `discord:${HOME_CHANNEL}\n    mention: { critical: "${id}" }`,
  );
const channel = (more: NonNullable<GuildOptions['channels']>[number]): Fault => ({
  discord: { channels: [more] },
});

const faults: readonly (readonly [string, Fault, RegExp])[] = [
  [
    'a token that Discord does not know',
    { env: { DISCORD_TOKEN: 'CANARY.wrong.token' } },
    /^Discord, bot token: Discord refuses the token\. Copy it again from the application's "Bot" page into DISCORD_TOKEN\.$/,
  ],
  [
    'the id of another application',
    { env: { DISCORD_APPLICATION_ID: '100000000000000099' } },
    /^Discord, application: The token belongs to application 100000000000000001\. Put that into DISCORD_APPLICATION_ID\.$/,
  ],
  [
    'a server without the bot',
    { env: { DISCORD_GUILD_ID: '200000000000000099' } },
    /^Discord, server 200000000000000099: Discord does not know this server, or the bot is not on it\. Check DISCORD_GUILD_ID\. Invite it with https:\/\/discord\.com\/oauth2/,
  ],
  [
    'a bot that was invited without its commands',
    {
      prepare: ({ discord }) =>
        discord.faults.always(/^GET \/applications\/.*\/commands$/, discordFault.missingAccess),
    },
    /^Discord, server 200000000000000001: The bot is on Loopback, but may not offer commands there\. Invite it with https:/,
  ],
  [
    'a channel that nobody knows',
    channel({ id: '300000000000000404' }),
    /^Discord, channel 300000000000000001: Discord does not know this channel\. Check its id\.$/,
  ],
  [
    'a channel that the bot cannot see',
    channel({ id: HOME_CHANNEL, canSee: false }),
    /^Discord, channel 300000000000000001: The bot is not there, or cannot see it\. .*"View Channel"/,
  ],
  [
    'a channel in which the bot may not write',
    channel({ id: HOME_CHANNEL, name: 'alerts', canSend: false }),
    /^Discord, channel 300000000000000001: Give the bot "Send Messages" in #alerts\.$/,
  ],
  [
    'a role that nobody knows',
    { settings: mentioning('400000000000000404') },
    /^Discord, role 400000000000000404: There is no such role on the server\. Check its id under mention\.$/,
  ],
  [
    'a role that may not be mentioned',
    { settings: mentioning(ROLE), discord: { roles: { [ROLE]: 'on-call' }, mentionsAll: false } },
    /^Discord, role 400000000000000001: The bot may not mention @on-call\. Let anyone mention the role, or give the bot "Mention @everyone, @here, and All Roles" in #\S+\.$/,
  ],
  [
    'a running bot without commands',
    { prepare: (shop, folder) => aBotRuns(shop, folder) },
    /^Discord, server 200000000000000001: A bot runs, but its commands are not registered, so nobody can ask\. Run tierwatch discord-register\.$/,
  ],
  [
    'commands from before the bot had a server of its own',
    {
      prepare: ({ discord }) => discord.offer('global', { name: 'quota', description: 'old' }),
    },
    /^Discord, commands in every server: \/quota show twice on the server of DISCORD_GUILD_ID\. Run tierwatch discord-register, which removes them elsewhere\.$/,
  ],
  [
    'a refusal that nobody foresaw',
    {
      prepare: ({ discord }) =>
        discord.faults.always(
          'GET /channels/:channel',
          discordFault.refused(400, 424_242, 'The moon is full'),
        ),
    },
    /^Discord, channel 300000000000000001: Discord refuses: “The moon is full” \(HTTP 400, code 424242\)\.$/,
  ],
  [
    'nobody at Discord’s address',
    { env: { DISCORD_API_URL: 'http://127.0.0.1:1/api' } },
    /^Discord, bot token: Discord cannot be asked: .*ECONNREFUSED/,
  ],
];

describe('check and Discord', () => {
  it.each(faults)('tells %s in one line', async (_name, fault, line) => {
    const { code, toFix } = await checked(fault);
    expect(toFix).toEqual([expect.stringMatching(line)]);
    expect(code).toBe(1);
  });

  it('leaves the commands to a bot that has not started yet', async () => {
    const { toFix, well } = await checked({});
    expect(toFix).toEqual([]);
    expect(well).toContainEqual(
      'Discord, server 200000000000000001: The bot is on Loopback. Its commands are not registered; it offers them when it starts.',
    );
  });
});
