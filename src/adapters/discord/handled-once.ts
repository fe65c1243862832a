import { after, type Instant } from '../../domain/time.js';
import type { Clock } from '../../ports.js';
import { INTERACTION } from './limits.js';

/** More than a resumed line can bring back at once. */
const REMEMBERED = 10_000;

/**
 * Whether an interaction comes for the first time. A resumed gateway may bring one again; ids are remembered as long
 * as the interaction could be answered.
 */
export function handledOnce(clock: Clock): (id: string) => boolean {
  const until = new Map<string, Instant>();
  return (id) => {
    const now = clock.now();
    for (const [old, end] of until) {
      if (end > now && until.size < REMEMBERED) break;
      until.delete(old);
    }
    if (until.has(id)) return false;
    until.set(id, after(now, INTERACTION.token));
    return true;
  };
}
