import type { SharedFacts } from './adapters/metrics/metrics.js';
import type { Bot } from './compose.js';
import { otherNamesIn, workersIn } from './worker-name.js';

/** What a bot tells of the processes that share its store; null: it is not shared, or there is no bot yet. */
export async function sharedFacts(
  bot: Pick<Bot, 'sharing' | 'sharedState'> | null,
): Promise<SharedFacts | null> {
  const state = bot?.sharing ? await bot.sharedState() : null;
  if (!bot || state === null) return null;
  const workers: Record<string, number> = {};
  for (const { roles } of workersIn(state.held))
    for (const role of roles.split(', ')) workers[role] = (workers[role] ?? 0) + 1;
  const own = otherNamesIn(state.held).filter(({ holder }) => holder === bot.sharing?.holder);
  return { workers, holds: own.map(({ name }) => name), lookLag: state.lookLag };
}
