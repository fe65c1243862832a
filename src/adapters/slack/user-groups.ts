import type { WebClient } from '@slack/web-api';
import { LRUCache } from 'lru-cache';
import { MINUTE } from '../../domain/time.js';
import type { Log } from '../../ports.js';
import { deliveryErrorOf } from './delivery-error.js';

const KEPT = 5 * MINUTE;

/**
 * Tells in which of the named user groups somebody is. Never throws: a group that cannot be read has no members, so
 * that trouble never allows anything. Members are remembered for five minutes, wherever the clock is moved.
 */
export function userGroups(
  web: WebClient,
  groups: readonly string[],
  log: Log,
): (user: string) => Promise<readonly string[]> {
  const known = new LRUCache<string, ReadonlySet<string>>({
    max: Math.max(1, groups.length),
    ttl: KEPT,
    async fetchMethod(group) {
      try {
        const { users } = await web.usergroups.users.list({ usergroup: group });
        return new Set(users ?? []);
      } catch (error) {
        log.warn('slack.group-unknown', { group, detail: deliveryErrorOf(error, 'repeatable').message });
        return undefined;
      }
    },
  });
  return async (user) => {
    const members = await Promise.all(groups.map((group) => known.fetch(group)));
    return groups.filter((_, index) => members[index]?.has(user) === true);
  };
}
