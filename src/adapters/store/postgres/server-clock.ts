import { instantOf, type Instant } from '../../../domain/time.js';

/** The clock of a server, as last asked; in between it goes on by a count that nobody sets. */
export interface ServerClock {
  now(): Instant;
  /** Takes in what the server's clock showed, and when it was asked by our count. An answer that was long on its way is less sure. */
  heard(serverTime: number, asked: number): void;
}

/** An answer that took longer says little, in milliseconds. */
const slow = 1_000;

/** Shows nothing before it has heard something. */
export function serverClock(elapsed: () => number = () => performance.now()): ServerClock {
  let ahead: number | null = null;
  return {
    now() {
      if (ahead === null) throw new RangeError('The clock of the server was never asked.');
      return instantOf(Math.round(elapsed() + ahead));
    },
    heard(serverTime, asked) {
      const took = elapsed() - asked;
      if (ahead === null || took < slow) ahead = serverTime - (asked + took / 2);
    },
  };
}
