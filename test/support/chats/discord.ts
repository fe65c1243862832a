import { discord } from '../../../src/adapters/discord/index.js';
import type { ChatPlatform } from '../../../src/ports.js';
import { discordFault } from '../discord/faults.js';
import { HOME_CHANNEL, SOMEBODY } from '../discord/guild.js';
import { FLAGS, type DiscordMessage } from '../discord/model.js';
import { startDiscordServer } from '../discord/server.js';
import { memorySharing } from '../fakes/sharing.js';
import { opened, type ChatStage, type SeenMessage } from './stage.js';

const group = '123456789012345678';

/** Discord on loopback. */
export async function discordStage(): Promise<ChatStage> {
  const server = await startDiscordServer({ roles: { [group]: 'on-call' } });
  const { once } = memorySharing().of('the bot');
  const env = {
    DISCORD_TOKEN: server.token,
    DISCORD_APPLICATION_ID: server.applicationId,
    DISCORD_GUILD_ID: server.guildId,
    DISCORD_API_URL: server.apiUrl,
  };
  const open = (): Promise<ChatPlatform> => opened(discord, env, { once });
  const chat = await open();
  const all = [chat];
  const post = 'POST /channels/:channel/messages';
  const textOf = ({ content, embeds }: DiscordMessage): string => JSON.stringify([content, embeds]);

  /** The channel, and the threads that hang on its messages. */
  function messages(): readonly SeenMessage[] {
    const roots = server.messages.list(HOME_CHANNEL);
    return server.messages.list().map((message) => ({
      id: message.id,
      text: textOf(message),
      under: message.repliesTo ?? roots.find(({ threadId }) => threadId === message.channelId)?.id ?? null,
      mentions: message.content.includes(`<@&${group}>`) ? [group] : [],
    }));
  }

  return {
    chat,
    channel: HOME_CHANNEL,
    absentChannel: '300000000000000404',
    group,
    messages,
    problems: () => server.problems(),
    distrust: (...texts) => server.distrust(...texts),
    trouble: {
      busy: () => server.faults.next(post, discordFault.rateLimited({ retryAfter: 2 })),
      refused: () => server.faults.next(post, discordFault.missingPermissions),
      lost: () => server.faults.next(post, discordFault.acceptThenReset),
    },
    async twin() {
      const second = await open();
      all.push(second);
      return second;
    },
    async ask(command, user) {
      await server.gateway.connected(20_000);
      const answer = await server.sendCommand({ name: command, userId: user, roles: [group] }).reply();
      return { text: textOf(answer), isPrivate: (answer.flags & FLAGS.ephemeral) !== 0 };
    },
    asker: SOMEBODY,
    async close() {
      for (const one of all) await one.stop();
      await server.close();
    },
  };
}
