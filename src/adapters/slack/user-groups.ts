import type { WebClient } from '@slack/web-api';
import { MINUTE, type Span } from '../../domain/time.js';
import { isOn, waitFrom } from '../../domain/wait.js';
import type { Clock, Log } from '../../ports.js';
import { deliveryErrorOf } from './delivery-error.js';

const KEPT = 5 * MINUTE;

interface Members {
  readonly users: ReadonlySet<string>;
  readonly holds: Span;
}

/**
 * Tells in which of the named user groups somebody is. Never throws: a group that cannot be read has no members, so
 * that trouble never allows anything. Members are remembered for five minutes.
 */
export function userGroups(
  web: WebClient,
  groups: readonly string[],
  clock: Clock,
  log: Log,
): (user: string) => Promise<readonly string[]> {
  const known = new Map<string, Members>();

  async function membersOf(group: string): Promise<ReadonlySet<string>> {
    const before = known.get(group);
    if (before !== undefined && isOn(before.holds, clock.now())) return before.users;
    try {
      const { users } = await web.usergroups.users.list({ usergroup: group });
      const members = new Set(users ?? []);
      known.set(group, { users: members, holds: waitFrom(clock.now(), KEPT) });
      return members;
    } catch (error) {
      log.warn('slack.group-unknown', { group, detail: deliveryErrorOf(error, 'repeatable').message });
      return new Set();
    }
  }

  return async (user) => {
    const members = await Promise.all(groups.map(membersOf));
    return groups.filter((_, index) => members[index]?.has(user) === true);
  };
}
