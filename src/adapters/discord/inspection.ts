import type { REST } from 'discord.js';
import {
  ChannelType,
  Routes,
  type APIApplication,
  type APIChannel,
  type APIGuild,
  type APIGuildMember,
  type APIOverwrite,
  type APIUser,
} from 'discord-api-types/v10';
import type { Trial } from '../../ports.js';
import { causeOf } from './failure.js';
import { inviteLink, inviteTrial } from './invite.js';
import { FOR_PICTURES, FOR_THREADS, lacking, NEEDED, permissionsIn, type Standing } from './permission.js';
import { discordCode } from './trouble.js';

/** What is inspected. */
export interface Inspected {
  /** Null: not set, so the one of the token is looked up. */
  readonly applicationId: string | null;
  readonly guildId: string | null;
  readonly channels: readonly string[];
}

const POSTABLE = new Set([
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.AnnouncementThread,
]);

function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ');
}

/**
 * Tries the token, the application, the server with its commands, and each channel with the bot's permissions in it;
 * reads only, so nobody sees anything of it. Never throws.
 */
export async function inspectDiscord(rest: REST, inspected: Inspected): Promise<readonly Trial[]> {
  const { guildId, channels } = inspected;
  let application = inspected.applicationId;
  const invite = (): string =>
    application === null ? 'Invite it' : `Invite it with ${inviteLink(application)}`;
  const standings = new Map<string, Promise<Standing>>();

  const read = async <T>(route: `/${string}`): Promise<T> => {
    const answer = await rest.get(route);
    if (answer instanceof ArrayBuffer) throw new SyntaxError('An answer without JSON.');
    return answer as T;
  };

  async function trial(what: string, tried: () => Promise<Omit<Trial, 'what'>>): Promise<Trial> {
    try {
      return { what: `Discord, ${what}`, ...(await tried()) };
    } catch (error) {
      return { what: `Discord, ${what}`, ok: false, say: refusal(error) };
    }
  }

  function refusal(error: unknown): string {
    switch (discordCode(error)) {
      case 10003:
        return 'Discord does not know this channel. Check its id.';
      case 10004:
        return `Discord does not know this server, or the bot is not on it. Check DISCORD_GUILD_ID. ${invite()}`;
      case 50001:
        return `The bot is not there, or cannot see it. ${invite()}, and give it "View Channel".`;
      default:
        return `It cannot be read: ${causeOf(error)}.`;
    }
  }

  function standingIn(guild: string, bot: string): Promise<Standing> {
    const known = standings.get(guild);
    if (known !== undefined) return known;
    const asked = Promise.all([
      read<APIGuild>(Routes.guild(guild)),
      read<APIGuildMember>(Routes.guildMember(guild, bot)),
    ]).then(([{ roles }, member]) => ({
      guild,
      member: bot,
      wears: member.roles,
      roles: new Map(roles.map((role) => [role.id, BigInt(role.permissions)])),
    }));
    standings.set(guild, asked);
    return asked;
  }

  async function channelTrial(id: string, bot: string): Promise<Omit<Trial, 'what'>> {
    const channel = await read<APIChannel>(Routes.channel(id));
    const name = 'name' in channel && typeof channel.name === 'string' ? `#${channel.name}` : id;
    if (!POSTABLE.has(channel.type) || !('guild_id' in channel) || !channel.guild_id) {
      return { ok: false, say: `${name} is not a channel for messages. Use a text channel of a server.` };
    }
    // A thread has no permissions of its own.
    const parent = 'thread_metadata' in channel ? channel.parent_id : null;
    const owner = parent ? await read<APIChannel>(Routes.channel(parent)) : channel;
    const overwrites: readonly APIOverwrite[] =
      'permission_overwrites' in owner ? (owner.permission_overwrites ?? []) : [];
    const bits = permissionsIn(overwrites, await standingIn(channel.guild_id, bot));
    const needed = lacking(bits, NEEDED);
    if (needed.length > 0) return { ok: false, say: `Give the bot ${quoted(needed)} in ${name}.` };
    const remarks = [
      ['the log of an alert becomes replies instead of a thread', lacking(bits, FOR_THREADS)],
      ['pictures are left out', lacking(bits, FOR_PICTURES)],
    ] as const;
    const told = remarks
      .filter(([, names]) => names.length > 0)
      .map(([effect, names]) => ` Without ${quoted(names)}, ${effect}.`);
    return { ok: true, say: `The bot can post in ${name}.${told.join('')}` };
  }

  let bot: APIUser;
  try {
    bot = await read<APIUser>(Routes.user());
  } catch (error) {
    const cause = causeOf(error);
    const say = cause.startsWith('HTTP 401')
      ? 'Discord refuses the token. Copy it again from the application\'s "Bot" page into DISCORD_TOKEN.'
      : `Discord cannot be asked: ${cause}`;
    return [{ what: 'Discord, bot token', ok: false, say }];
  }

  const trials: Trial[] = [{ what: 'Discord, bot token', ok: true, say: `Signed in as ${bot.username}.` }];
  trials.push(
    await trial('application', async () => {
      const { id } = await read<APIApplication>(Routes.currentApplication());
      application ??= id;
      return id === inspected.applicationId
        ? { ok: true, say: 'The application is the one the token belongs to.' }
        : { ok: false, say: `The token belongs to application ${id}. Put that into DISCORD_APPLICATION_ID.` };
    }),
  );
  if (application !== null) trials.push(inviteTrial(application));
  if (guildId !== null && application !== null) {
    const offering = Routes.applicationGuildCommands(application, guildId);
    trials.push(
      await trial(`server ${guildId}`, async () => {
        const { name } = await read<APIGuild>(Routes.guild(guildId));
        await rest.get(offering);
        return { ok: true, say: `The bot is on ${name} and may offer its commands there.` };
      }),
    );
  }
  for (const id of channels) trials.push(await trial(`channel ${id}`, () => channelTrial(id, bot.id)));
  return trials;
}
