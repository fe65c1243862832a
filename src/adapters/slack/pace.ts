import { LRUCache } from 'lru-cache';
import PQueue from 'p-queue';

/** Lets one thing happen per channel and second: https://docs.slack.dev/apis/web-api/rate-limits#posting-messages */
export interface ChannelPace {
  /** Runs `work` when it is the channel's turn; failures are the work's own. */
  take<T>(channel: string, work: () => Promise<T>): Promise<T>;
}

/** Channels that are remembered; far more than messages go to within a second. */
const CHANNELS = 1_000;

/** A pace of one piece of work per channel and `gap` milliseconds. Idle channels cost nothing and hold up no process. */
export function channelPace(gap: number): ChannelPace {
  const channels = new LRUCache<string, () => Promise<void>>({ max: CHANNELS });
  return {
    async take(channel, work) {
      const turn = channels.get(channel) ?? turnsOf(gap);
      channels.set(channel, turn);
      await turn();
      return work();
    },
  };
}

/** Resolves once per `gap`. The wait is before a turn, not after one. So no pause holds up a process. */
function turnsOf(gap: number): () => Promise<void> {
  const queue = new PQueue({ concurrency: 1 });
  let last = -Infinity;
  return () =>
    queue.add(async () => {
      const wait = last + gap - performance.now();
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, Math.ceil(wait)));
      last = performance.now();
    });
}
