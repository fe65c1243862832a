import { OAuth2Scopes } from 'discord-api-types/v10';
import type { Trial } from '../../ports.js';
import { FOR_PICTURES, FOR_THREADS, NEEDED } from './permission.js';

/**
 * The link by which an administrator invites the bot. Asks for the least it can work with; with `pictures`, also to
 * attach files. https://discord.com/developers/docs/topics/oauth2#bot-authorization-flow
 */
export function inviteLink(applicationId: string, pictures = true): string {
  const wanted = [...NEEDED, ...FOR_THREADS, ...(pictures ? FOR_PICTURES : [])];
  const query = new URLSearchParams({
    client_id: applicationId,
    scope: [OAuth2Scopes.Bot, OAuth2Scopes.ApplicationsCommands].join(' '),
    permissions: wanted.reduce((sum, { bit }) => sum | bit, 0n).toString(),
  });
  return `https://discord.com/oauth2/authorize?${query.toString()}`;
}

/** The invite link as `check` shows it. */
export function inviteTrial(applicationId: string): Trial {
  return { what: 'Discord, invite link', ok: true, say: inviteLink(applicationId) };
}
