import { OAuth2Scopes, PermissionFlagsBits } from 'discord.js';

/** What the bot needs in a channel: to see it, post, show cards, open a thread below a message and write in it. */
const NEEDED = [
  PermissionFlagsBits.ViewChannel,
  PermissionFlagsBits.SendMessages,
  PermissionFlagsBits.EmbedLinks,
  PermissionFlagsBits.ReadMessageHistory,
  PermissionFlagsBits.CreatePublicThreads,
  PermissionFlagsBits.SendMessagesInThreads,
];

/**
 * The link by which an administrator invites the bot, asking for the least it can work with; with `pictures`, also to
 * attach files. https://discord.com/developers/docs/topics/oauth2#bot-authorization-flow
 */
export function inviteLink(applicationId: string, pictures = true): string {
  const bits = [...NEEDED, ...(pictures ? [PermissionFlagsBits.AttachFiles] : [])];
  const query = new URLSearchParams({
    client_id: applicationId,
    scope: [OAuth2Scopes.Bot, OAuth2Scopes.ApplicationsCommands].join(' '),
    permissions: bits.reduce((sum, bit) => sum | bit, 0n).toString(),
  });
  return `https://discord.com/oauth2/authorize?${query.toString()}`;
}
