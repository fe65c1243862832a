/** What a process may do: look at Meta, deliver to the chats, answer in the chats, take webhooks. */
export const allRoles = ['look', 'deliver', 'chat', 'http'] as const;

/** A part of the work. */
type Role = (typeof allRoles)[number];

/** What one process does. */
export type Roles = ReadonlySet<Role>;
