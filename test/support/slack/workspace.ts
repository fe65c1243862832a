/** A channel as the test workspace knows it. */
export interface SlackChannel {
  readonly id: string;
  readonly name: string;
  /** False when the bot has not been invited. */
  readonly member: boolean;
  readonly archived: boolean;
  readonly private: boolean;
}

/** A person in the test workspace. */
interface SlackUser {
  readonly id: string;
  readonly name: string;
  readonly locale: string;
  /** An IANA zone name. */
  readonly timeZone: string;
  readonly admin: boolean;
}

/** What a test may say about the workspace; the rest is filled in. */
export interface WorkspaceOptions {
  readonly channels?: readonly (Partial<SlackChannel> & { readonly id: string })[];
  readonly users?: readonly (Partial<SlackUser> & { readonly id: string })[];
  /** User group id -> the ids of its members. */
  readonly usergroups?: Readonly<Record<string, readonly string[]>>;
  /** The scopes the bot token was given; all that the server knows when absent. */
  readonly scopes?: readonly string[];
  /** What it calls itself, where TLS stands before it: `https://slack.loopback.test`. Absent: its own address. */
  readonly publicUrl?: string;
}

/** The workspace the server plays. */
export interface Workspace {
  readonly teamId: string;
  readonly teamDomain: string;
  readonly appId: string;
  readonly botId: string;
  readonly botUserId: string;
  readonly channels: ReadonlyMap<string, SlackChannel>;
  readonly users: ReadonlyMap<string, SlackUser>;
  readonly usergroups: Readonly<Record<string, readonly string[]>>;
  readonly scopes: readonly string[];
}

/** The channel that exists when a test names none. */
export const HOME_CHANNEL = 'C0123456789';
/** The person who acts when a test names nobody. */
export const SOMEBODY = 'U0000000001';

/** Every scope that some method of the server asks for. */
const ALL_SCOPES = [
  'chat:write',
  'commands',
  'files:write',
  'channels:read',
  'channels:history',
  'groups:read',
  'groups:history',
  'im:write',
  'users:read',
  'usergroups:read',
] as const;

/** A workspace with one channel and one person unless told otherwise. */
export function createWorkspace(options: WorkspaceOptions): Workspace {
  const channels = (options.channels ?? [{ id: HOME_CHANNEL, name: 'alerts' }]).map((channel) => ({
    name: channel.id.toLowerCase(),
    member: true,
    archived: false,
    private: false,
    ...channel,
  }));
  const users = (options.users ?? [{ id: SOMEBODY, name: 'sari' }]).map((user) => ({
    name: user.id.toLowerCase(),
    locale: 'en-US',
    timeZone: 'Asia/Jakarta',
    admin: false,
    ...user,
  }));
  return {
    teamId: 'T0000000001',
    teamDomain: 'loopback',
    appId: 'A0000000001',
    botId: 'B0000000001',
    botUserId: 'U00000000BOT',
    channels: new Map(channels.map((channel) => [channel.id, channel])),
    users: new Map(users.map((user) => [user.id, user])),
    usergroups: options.usergroups ?? {},
    scopes: options.scopes ?? ALL_SCOPES,
  };
}
