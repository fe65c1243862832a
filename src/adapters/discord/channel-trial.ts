import {
  ChannelType,
  Routes,
  type APIChannel,
  type APIGuild,
  type APIGuildMember,
  type APIOverwrite,
  type APIRole,
} from 'discord-api-types/v10';
import type { DeliveryTrouble } from '../../domain/delivery-trouble.js';
import { onceEach } from '../../domain/once-each.js';
import type { Trial } from '../../ports.js';
import {
  FOR_PICTURES,
  FOR_THREADS,
  lacking,
  NEEDED,
  permissionsIn,
  TO_MENTION,
  type PermissionContext,
} from './permission.js';
import type { ReadJson } from './read-json.js';
import { chat } from './trouble.js';

/** What was found, where the trial's name is known already. */
type Found = Omit<Trial, 'what'>;

/** Looks at channels and roles. Reads each server once. Throws what Discord's REST throws. */
export interface ChannelTrials {
  /** Whether the bot can post in a channel. */
  post(id: string): Promise<Found>;
  /** What keeps the bot from posting in a channel; null: nothing does. */
  trouble(id: string): Promise<{ readonly name: string; readonly trouble: DeliveryTrouble | null }>;
  /** Whether the bot can mention a role in a channel. */
  mention(role: string, channel: string): Promise<Found>;
}

/** Kinds of channels that take messages. */
export const POSTABLE: ReadonlySet<ChannelType> = new Set([
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.AnnouncementThread,
]);

interface Place {
  readonly name: string;
  /** The bot's permissions there; null: nobody posts there. */
  readonly bits: bigint | null;
  readonly roles: readonly APIRole[];
}

interface Server {
  readonly permissions: PermissionContext;
  readonly roles: readonly APIRole[];
}

/** Trials of a bot by its id. */
export function channelTrials(read: ReadJson, bot: string): ChannelTrials {
  const guildOf = onceEach(readGuild);
  const placeOf = onceEach(readPlace);

  async function readGuild(guild: string): Promise<Server> {
    const [{ roles }, member] = await Promise.all([
      read<APIGuild>(Routes.guild(guild)),
      read<APIGuildMember>(Routes.guildMember(guild, bot)),
    ]);
    const bits = new Map(roles.map((role) => [role.id, BigInt(role.permissions)]));
    return { permissions: { guild, member: bot, wears: member.roles, roles: bits }, roles };
  }

  async function readPlace(id: string): Promise<Place> {
    const channel = await read<APIChannel>(Routes.channel(id));
    const name = 'name' in channel && typeof channel.name === 'string' ? `#${channel.name}` : id;
    if (!POSTABLE.has(channel.type) || !('guild_id' in channel) || !channel.guild_id) {
      return { name, bits: null, roles: [] };
    }
    // A thread has no permissions of its own.
    const parent = 'thread_metadata' in channel ? channel.parent_id : null;
    const owner = parent ? await read<APIChannel>(Routes.channel(parent)) : channel;
    const overwrites: readonly APIOverwrite[] =
      'permission_overwrites' in owner ? (owner.permission_overwrites ?? []) : [];
    const { permissions, roles } = await guildOf(channel.guild_id);
    return { name, bits: permissionsIn(overwrites, permissions), roles };
  }

  return {
    async trouble(id) {
      const { name, bits } = await placeOf(id);
      if (bits === null) return { name, trouble: { chat, reason: 'channel-of-wrong-kind' } };
      const permissions = lacking(bits, NEEDED);
      if (permissions.length === 0) return { name, trouble: null };
      return { name, trouble: { chat, reason: 'channel-permission-missing', permissions } };
    },
    async post(id) {
      const { name, bits } = await placeOf(id);
      if (bits === null) {
        return { ok: false, say: `${name} is not a channel for messages. Use a text channel of a server.` };
      }
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
    },
    async mention(id, channel) {
      const { name, bits, roles } = await placeOf(channel);
      const role = roles.find((one) => one.id === id);
      if (role === undefined) {
        return { ok: false, say: 'There is no such role on the server. Check its id under mention.' };
      }
      const shown = `@${role.name.replace(/^@/, '')}`;
      if (role.mentionable || lacking(bits ?? 0n, [TO_MENTION]).length === 0) {
        return { ok: true, say: `The bot can mention ${shown} in ${name}.` };
      }
      const say = `The bot may not mention ${shown}. Let anyone mention the role, or give the bot "${TO_MENTION.name}" in ${name}.`;
      return { ok: false, say };
    },
  };
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ');
}
