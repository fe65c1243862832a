/** Lets one thing happen per channel and second: https://docs.slack.dev/apis/web-api/rate-limits#posting-messages */
export interface Pace {
  /** Runs `work` when it is the channel's turn; failures are the work's own. */
  take<T>(channel: string, work: () => Promise<T>): Promise<T>;
}

/** A pace of one piece of work per channel and `gap` milliseconds. Idle channels cost nothing. */
export function channelPace(gap: number): Pace {
  const turns = new Map<string, Promise<void>>();
  return {
    async take(channel, work) {
      const before = turns.get(channel);
      let start = (): void => undefined;
      const turn = new Promise<void>((resolve) => {
        start = resolve;
      }).then(() => new Promise<void>((resolve) => void setTimeout(resolve, gap).unref()));
      turns.set(channel, turn);
      void turn.then(() => {
        if (turns.get(channel) === turn) turns.delete(channel);
      });
      await before;
      start();
      return work();
    },
  };
}
