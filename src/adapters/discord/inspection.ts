import type { REST } from 'discord.js';
import { Routes, type APIApplication, type APIGuild, type APIUser } from 'discord-api-types/v10';
import type { Inspected, Trial } from '../../ports.js';
import { channelTrials } from './channel-trial.js';
import { offeredBy, type Offered } from './command-trial.js';
import { shortCause } from './failure.js';
import { globalTwins } from './global-twins.js';
import { inviteLink, inviteTrial } from './invite.js';
import { readerOf } from './read-json.js';
import { refusalSentence } from './refusal-sentence.js';
import { discordCode } from './trouble.js';

/** What is inspected. */
export interface InspectedDiscord {
  /** Null: not set, so the one of the token is looked up. */
  readonly applicationId: string | null;
  readonly guildId: string | null;
  readonly channels: readonly string[];
  readonly commandPrefix: string;
  /** Null: only the channels. */
  readonly wanted: Inspected | null;
}

type Found = Omit<Trial, 'what'>;

/**
 * Tries the token, the application and the server with its commands. Then each channel with the bot's permissions
 * there, and each role that is mentioned. Reads only, so nobody sees anything of it. Never throws.
 */
export async function inspectDiscord(rest: REST, inspected: InspectedDiscord): Promise<readonly Trial[]> {
  const { guildId, channels, commandPrefix, wanted } = inspected;
  let application = inspected.applicationId;
  const invite = (): string =>
    application === null ? 'Invite it' : `Invite it with ${inviteLink(application)}`;

  const read = readerOf(rest);

  async function trial(what: string, tried: () => Promise<Found>): Promise<Trial> {
    try {
      return { what: `Discord, ${what}`, ...(await tried()) };
    } catch (error) {
      return { what: `Discord, ${what}`, ok: false, say: refusalSentence(error, invite()) };
    }
  }

  async function serverTrial(id: string, owner: string): Promise<Found> {
    const { name } = await read<APIGuild>(Routes.guild(id));
    try {
      const commands = wanted?.commands ?? [];
      const offered = await offeredBy(rest, { application: owner, guildId: id, commandPrefix, commands });
      return commandsFound(`The bot is on ${name}.`, offered);
    } catch (error) {
      if (discordCode(error) !== 50001) throw error;
      const say = `The bot is on ${name}, but may not offer commands there. ${invite()}.`;
      return { ok: false, say };
    }
  }

  /** With a server of its own, the bot needs no commands elsewhere. */
  async function twinsTrial(owner: string, commands: Inspected['commands']): Promise<Found> {
    const twins = await globalTwins(rest, { application: owner, commandPrefix, commands });
    if (twins.length === 0)
      return { ok: true, say: 'There are none, as it should be with DISCORD_GUILD_ID.' };
    const names = twins.map(({ shown }) => shown).join(', ');
    const say = `${names} show twice on the server of DISCORD_GUILD_ID. Run tierwatch discord-register, which removes them elsewhere.`;
    return { ok: false, say };
  }

  /** What is offered, as far as it is known what is wanted. */
  function commandsFound(place: string, { count, missing }: Offered): Found {
    const begin = place === '' ? '' : `${place} `;
    if (wanted === null) return { ok: true, say: `${begin}It may offer its commands there.` };
    if (missing.length === 0) return { ok: true, say: `${begin}Its commands are registered.` };
    if (!wanted.botRuns) {
      const state = count === 0 ? 'are not registered' : 'are those of another version';
      return { ok: true, say: `${begin}Its commands ${state}; it offers them when it starts.` };
    }
    const remedy = 'Run tierwatch discord-register.';
    return count === 0
      ? { ok: false, say: `A bot runs, but its commands are not registered, so nobody can ask. ${remedy}` }
      : { ok: false, say: `A bot runs, but ${missing.join(', ')} are not registered as it wants. ${remedy}` };
  }

  async function commandTrials(owner: string): Promise<readonly Trial[]> {
    if (guildId !== null) {
      const server = await trial(`server ${guildId}`, () => serverTrial(guildId, owner));
      if (!server.ok || wanted === null) return [server];
      const twice = await trial('commands in every server', () => twinsTrial(owner, wanted.commands));
      return [server, twice];
    }
    if (wanted === null) return [];
    const { commands } = wanted;
    return [
      await trial('commands', async () =>
        commandsFound('', await offeredBy(rest, { application: owner, guildId, commandPrefix, commands })),
      ),
    ];
  }

  let bot: APIUser;
  try {
    bot = await read<APIUser>(Routes.user());
  } catch (error) {
    const cause = shortCause(error);
    const say = cause.startsWith('HTTP 401')
      ? 'Discord refuses the token. Copy it again from the application\'s "Bot" page into DISCORD_TOKEN.'
      : `Discord cannot be asked: ${cause}`;
    return [{ what: 'Discord, bot token', ok: false, say }];
  }

  const trials: Trial[] = [{ what: 'Discord, bot token', ok: true, say: `Signed in as ${bot.username}.` }];
  trials.push(
    await trial('application', async () => {
      const { id } = await read<APIApplication>(Routes.currentApplication());
      application = id;
      return id === inspected.applicationId
        ? { ok: true, say: 'The application is the one the token belongs to.' }
        : { ok: false, say: `The token belongs to application ${id}. Put that into DISCORD_APPLICATION_ID.` };
    }),
  );
  if (application !== null) trials.push(inviteTrial(application), ...(await commandTrials(application)));
  const look = channelTrials(read, bot.id);
  const posts = new Map<string, Trial>();
  for (const id of channels) posts.set(id, await trial(`channel ${id}`, () => look.post(id)));
  trials.push(...posts.values());
  for (const { channel, group } of wanted?.mentions ?? []) {
    // What keeps the channel from being read is told already.
    if (posts.get(channel)?.ok !== true) continue;
    trials.push(await trial(`role ${group}`, () => look.mention(group, channel)));
  }
  return trials;
}
