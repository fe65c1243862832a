import type { JsonObject } from '../loopback/json.js';

/** A channel or a thread as the test guild knows it. */
export interface DiscordChannel {
  readonly id: string;
  readonly name: string;
  /** 0 text, 11 public thread (https://discord.com/developers/docs/resources/channel#channel-object-channel-types). */
  readonly type: 0 | 11;
  readonly parentId: string | undefined;
  readonly archived: boolean;
  /** False when the bot may not look into it: 403 with 50001. */
  readonly canSee: boolean;
  /** False when the bot may not write: 403 with 50013. */
  readonly canSend: boolean;
}

/** What a test may say about the guild; the rest is filled in. */
export interface GuildOptions {
  readonly channels?: readonly (Partial<Omit<DiscordChannel, 'type' | 'parentId'>> & {
    readonly id: string;
  })[];
  /** Role id -> name. */
  readonly roles?: Readonly<Record<string, string>>;
  /** User id -> name. */
  readonly users?: Readonly<Record<string, string>>;
  /** False: the bot may mention neither everyone nor roles that are closed to mentions. */
  readonly mentionsAll?: boolean;
  /** Whether the bot has been invited by now; it has unless told otherwise. */
  readonly joined?: () => boolean;
  /** How often a client shall send a heartbeat. */
  readonly heartbeatIntervalMs?: number;
  /** Privileged intents (1<<1, 1<<8, 1<<15) close the line with 4014 unless this is true. */
  readonly privilegedIntents?: boolean;
  /** What it calls itself, where TLS stands before it: `https://discord.loopback.test`. Absent: its own address. */
  readonly publicUrl?: string;
}

/** The guild the server plays; channels grow as threads are opened. */
export interface Guild {
  readonly id: string;
  readonly applicationId: string;
  readonly botId: string;
  readonly channels: Map<string, DiscordChannel>;
  readonly roles: Readonly<Record<string, string>>;
  readonly users: Readonly<Record<string, string>>;
  /** What everyone may do. */
  readonly permissions: string;
  /** Whether the bot has been invited by now. */
  readonly joined: () => boolean;
}

/** The channel that exists when a test names none. */
export const HOME_CHANNEL = '300000000000000001';
/** The person who acts when a test names nobody. */
export const SOMEBODY = '400000000000000001';

const VIEW_CHANNEL = 1n << 10n;
const SEND_MESSAGES = 1n << 11n;
const ALL_PERMISSIONS = ((1n << 50n) - 1n).toString();
/** An administrator could do everything in every channel, whatever a channel denies. */
const ADMINISTRATOR = 1n << 3n;
const MENTION_EVERYONE = 1n << 17n;

/** A guild with one text channel and one person unless told otherwise. */
export function createGuild(options: GuildOptions): Guild {
  const channels = (options.channels ?? [{ id: HOME_CHANNEL, name: 'alerts' }]).map(
    (channel): DiscordChannel => ({
      name: `channel-${channel.id.slice(-4)}`,
      type: 0,
      parentId: undefined,
      archived: false,
      canSee: true,
      canSend: true,
      ...channel,
    }),
  );
  return {
    id: '200000000000000001',
    applicationId: '100000000000000001',
    botId: '100000000000000002',
    channels: new Map(channels.map((channel) => [channel.id, channel])),
    roles: options.roles ?? {},
    users: options.users ?? { [SOMEBODY]: 'sari' },
    joined: options.joined ?? (() => true),
    permissions: (
      BigInt(ALL_PERMISSIONS) &
      ~ADMINISTRATOR &
      ~(options.mentionsAll === false ? MENTION_EVERYONE : 0n)
    ).toString(),
  };
}

/** A user object; bots are marked. */
export function userJson(guild: Guild, id: string): JsonObject {
  const isBot = id === guild.botId;
  return {
    id,
    username: isBot ? 'tierwatch' : (guild.users[id] ?? `user${id.slice(-4)}`),
    discriminator: '0',
    global_name: null,
    avatar: null,
    ...(isBot ? { bot: true } : {}),
  };
}

/** A member object with the roles it wears. */
export function memberJson(guild: Guild, id: string, roles: readonly string[] = []): JsonObject {
  return {
    user: userJson(guild, id),
    roles,
    nick: null,
    avatar: null,
    joined_at: '2024-01-01T00:00:00.000000+00:00',
    premium_since: null,
    deaf: false,
    mute: false,
    flags: 0,
    permissions: ALL_PERMISSIONS,
  };
}

function denied(channel: DiscordChannel): string {
  return ((channel.canSee ? 0n : VIEW_CHANNEL) | (channel.canSend ? 0n : SEND_MESSAGES)).toString();
}

/** A channel or thread object. */
export function channelJson(guild: Guild, channel: DiscordChannel): JsonObject {
  const shared = { id: channel.id, guild_id: guild.id, name: channel.name, type: channel.type };
  if (channel.type === 11) {
    return {
      ...shared,
      parent_id: channel.parentId,
      owner_id: guild.botId,
      message_count: 0,
      member_count: 1,
      rate_limit_per_user: 0,
      thread_metadata: {
        archived: channel.archived,
        auto_archive_duration: 1440,
        archive_timestamp: '2024-01-01T00:00:00.000000+00:00',
        locked: false,
      },
    };
  }
  return {
    ...shared,
    position: 0,
    parent_id: null,
    topic: null,
    nsfw: false,
    rate_limit_per_user: 0,
    permission_overwrites: [{ id: guild.botId, type: 1, allow: '0', deny: denied(channel) }],
  };
}

function roleJson(id: string, name: string, permissions: string): JsonObject {
  return {
    id,
    name,
    permissions,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    icon: null,
    unicode_emoji: null,
    position: 0,
    managed: false,
    mentionable: false,
    flags: 0,
  };
}

/** The channels of the guild, without its threads. */
export function textChannels(guild: Guild): readonly DiscordChannel[] {
  return [...guild.channels.values()].filter((channel) => channel.type === 0);
}

/** The guild object as GUILD_CREATE carries it. */
export function guildJson(guild: Guild): JsonObject {
  const all = [...guild.channels.values()];
  return {
    id: guild.id,
    name: 'Loopback',
    icon: null,
    owner_id: SOMEBODY,
    afk_channel_id: null,
    afk_timeout: 300,
    verification_level: 0,
    default_message_notifications: 1,
    explicit_content_filter: 0,
    mfa_level: 0,
    nsfw_level: 0,
    premium_tier: 0,
    preferred_locale: 'en-US',
    features: [],
    system_channel_flags: 0,
    joined_at: '2024-01-01T00:00:00.000000+00:00',
    large: false,
    unavailable: false,
    member_count: 2,
    roles: [
      roleJson(guild.id, '@everyone', guild.permissions),
      ...Object.entries(guild.roles).map(([id, name]) => roleJson(id, name, '0')),
    ],
    members: [memberJson(guild, guild.botId)],
    channels: textChannels(guild).map((channel) => channelJson(guild, channel)),
    threads: all.filter((channel) => channel.type === 11).map((channel) => channelJson(guild, channel)),
    emojis: [],
    stickers: [],
    voice_states: [],
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}
