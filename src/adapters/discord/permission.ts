import { OverwriteType, PermissionFlagsBits, type APIOverwrite } from 'discord-api-types/v10';

const { ViewChannel, SendMessages, EmbedLinks, AttachFiles, ReadMessageHistory } = PermissionFlagsBits;
const { CreatePublicThreads, SendMessagesInThreads, MentionEveryone, Administrator } = PermissionFlagsBits;

/** A permission under the name that Discord's settings show. */
export interface Permission {
  readonly name: string;
  readonly bit: bigint;
}

/** Without these no message arrives. */
export const NEEDED: readonly Permission[] = [
  { name: 'View Channel', bit: ViewChannel },
  { name: 'Send Messages', bit: SendMessages },
  { name: 'Embed Links', bit: EmbedLinks },
];

/** Without these the log of an alert becomes replies instead of a thread. */
export const FOR_THREADS: readonly Permission[] = [
  { name: 'Read Message History', bit: ReadMessageHistory },
  { name: 'Create Public Threads', bit: CreatePublicThreads },
  { name: 'Send Messages in Threads', bit: SendMessagesInThreads },
];

/** Without this, pictures are left out. */
export const FOR_PICTURES: readonly Permission[] = [{ name: 'Attach Files', bit: AttachFiles }];

/** Without this, only roles that anyone may mention can be mentioned. */
export const TO_MENTION: Permission = {
  name: 'Mention @everyone, @here, and All Roles',
  bit: MentionEveryone,
};

/** Whose permissions are asked, and what decides them. */
export interface PermissionContext {
  readonly guild: string;
  readonly member: string;
  /** The ids of the roles the member wears. */
  readonly wears: readonly string[];
  /** The permissions of each role, `@everyone` (which has the guild's id) among them. */
  readonly roles: ReadonlyMap<string, bigint>;
}

/**
 * What a member may do in a channel with these overwrites.
 * https://discord.com/developers/docs/topics/permissions#permission-overwrites
 */
export function permissionsIn(overwrites: readonly APIOverwrite[], context: PermissionContext): bigint {
  const { guild, member, wears, roles } = context;
  let bits = [guild, ...wears].reduce((sum, role) => sum | (roles.get(role) ?? 0n), 0n);
  if ((bits & Administrator) !== 0n) return ~0n;
  const layers = [
    overwrites.filter((one) => one.id === guild),
    overwrites.filter((one) => one.type === OverwriteType.Role && one.id !== guild && wears.includes(one.id)),
    overwrites.filter((one) => one.type === OverwriteType.Member && one.id === member),
  ];
  for (const layer of layers) {
    const deny = layer.reduce((sum, one) => sum | BigInt(one.deny), 0n);
    const allow = layer.reduce((sum, one) => sum | BigInt(one.allow), 0n);
    bits = (bits & ~deny) | allow;
  }
  return bits;
}

/** The names of the wanted permissions that `bits` lacks. */
export function lacking(bits: bigint, wanted: readonly Permission[]): readonly string[] {
  return wanted.filter(({ bit }) => (bits & bit) === 0n).map(({ name }) => name);
}
