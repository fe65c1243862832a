/** Lets one thing happen per channel and second: https://docs.slack.dev/apis/web-api/rate-limits#posting-messages */
export interface Pace {
  /** Runs `work` when it is the channel's turn; failures are the work's own. */
  take<T>(channel: string, work: () => Promise<T>): Promise<T>;
}

/** One piece of work and the pause after its start. */
interface Turn {
  readonly over: Promise<void>;
  /** Begins the pause. */
  start(): void;
  /** Somebody waits for the end of the pause: until then the process must not end. */
  await(): void;
}

/** A pace of one piece of work per channel and `gap` milliseconds. Idle channels cost nothing and hold up no process. */
export function channelPace(gap: number): Pace {
  const turns = new Map<string, Turn>();
  return {
    async take(channel, work) {
      const before = turns.get(channel);
      const turn = turnOf(gap);
      turns.set(channel, turn);
      void turn.over.then(() => {
        if (turns.get(channel) === turn) turns.delete(channel);
      });
      before?.await();
      await before?.over;
      turn.start();
      return work();
    },
  };
}

function turnOf(gap: number): Turn {
  let timer: NodeJS.Timeout | null = null;
  let isAwaited = false;
  let end = (): void => undefined;
  return {
    over: new Promise<void>((resolve) => {
      end = resolve;
    }),
    start() {
      timer = setTimeout(end, gap);
      if (!isAwaited) timer.unref();
    },
    await() {
      isAwaited = true;
      timer?.ref();
    },
  };
}
