import { Routes, type REST } from 'discord.js';
import type { Trial } from '../../ports.js';
import { inviteLink } from './invite.js';
import { deliveryErrorOf } from './trouble.js';

/**
 * Tries the bot's token and each channel. Showing the typing sign needs the permission to write there, and reading one
 * message that to read its history; nothing is posted. Names the invite link.
 */
export async function inspectDiscord(
  rest: REST,
  token: string,
  applicationId: string,
  channels: readonly string[],
): Promise<readonly Trial[]> {
  const tried = async (what: string, channel: string, work: () => Promise<string>): Promise<Trial> => {
    try {
      return { what, ok: true, say: await work() };
    } catch (error) {
      return { what, ok: false, say: deliveryErrorOf(error, { kind: 'post', channel }, true).message };
    }
  };
  rest.setToken(token);
  const trials: Trial[] = [
    await tried('Discord, bot token', 'any', async () => {
      await rest.get(Routes.user());
      return 'It is accepted.';
    }),
    { what: 'Discord, invite link', ok: true, say: inviteLink(applicationId) },
  ];
  if (!trials.every((trial) => trial.ok)) return trials;
  for (const channel of channels) {
    trials.push(
      await tried(`Discord, channel ${channel}`, channel, async () => {
        await rest.get(Routes.channelMessages(channel), { query: new URLSearchParams({ limit: '1' }) });
        await rest.post(Routes.channelTyping(channel));
        return 'The bot can see it and write in it.';
      }),
    );
  }
  return trials;
}
