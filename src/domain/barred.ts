import type { Health, NumberSnapshot, Status } from './snapshot.js';

/** Why a number may not begin conversations, whatever its limit allows. */
export type Bar =
  { readonly by: 'status'; readonly status: Status } | { readonly by: 'health'; readonly health: Health };

/** Statuses with which a number may not begin conversations. */
const silentStatuses: readonly Status[] = [
  'pending',
  'offline',
  'restricted',
  'banned',
  'disconnected',
  'deleted',
  'migrated',
  'unverified',
];

/** What bars the number itself from sending; null when nothing that we know of does. */
export function barOf({ status, health }: Pick<NumberSnapshot, 'status' | 'health'>): Bar | null {
  if (silentStatuses.includes(status)) return { by: 'status', status };
  return health.known && health.value.canSend === 'blocked' ? { by: 'health', health: health.value } : null;
}
