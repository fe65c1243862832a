import { reasonOf } from './app/reason.js';
import { MINUTE } from './domain/time.js';
import type { Log } from './ports.js';

/** More throws than this within a minute are no accident. */
const most = 100;

/** Keeps count of the errors that nobody caught. */
export interface Unforeseen {
  /** Logs one, without its secrets. Never throws. */
  note(event: 'uncaught' | 'unhandled', error: unknown): void;
  /** Whether there was none since this was last asked. */
  vouches(): boolean;
}

/**
 * An error that nobody caught ends what threw it, and nothing else: often a timer or a callback inside a chat's
 * library. What the bot decided is on disk, written whole or not at all. So the looks, the other chat and the alerts go
 * on. They would not where nothing starts the process again. It is not passed over in silence: it is logged, counted,
 * and the next heartbeat stays away. A process that does nothing but throw is beyond repair, and `giveUp` is called
 * once. A promise that was rejected unheard does not count for that: odd frames bring some, and no vendor may end the
 * bot.
 *
 * `elapsed` is a time in milliseconds that no change of clocks moves.
 */
export function unforeseen(options: {
  readonly log: Log;
  readonly elapsed: () => number;
  readonly giveUp: () => void;
}): Unforeseen {
  const { log, elapsed, giveUp } = options;
  const lately: number[] = [];
  let sinceAsked = 0;
  let isOver = false;
  return {
    note(event, error) {
      if (isOver) return;
      log.error(event, { reason: reasonOf(error), at: placeOf(error) });
      sinceAsked += 1;
      if (event === 'unhandled') return;
      lately.push(elapsed());
      while (lately.length > most + 1) lately.shift();
      const [first = 0] = lately;
      if (lately.length <= most || elapsed() - first > MINUTE) return;
      isOver = true;
      log.error('beyond-repair', { errors: lately.length });
      giveUp();
    },
    vouches() {
      const isWell = sinceAsked === 0;
      sinceAsked = 0;
      return isWell;
    },
  };
}

/** Where it was thrown: file and line; null when it does not say. */
function placeOf(error: unknown): string | null {
  const stack = error instanceof Error && typeof error.stack === 'string' ? error.stack : '';
  return /^\s+at (.+)$/m.exec(stack)?.[1] ?? null;
}
