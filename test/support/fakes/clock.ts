import { after, type Instant } from '../../../src/domain/time.js';
import type { Clock } from '../../../src/ports.js';

/** A clock that stands until it is moved. */
export interface FakeClock extends Clock {
  move(ms: number): void;
  set(at: Instant): void;
}

/** A clock that shows `start`. */
export function fakeClock(start: Instant): FakeClock {
  let now = start;
  return {
    now: () => now,
    move(ms) {
      now = after(now, ms);
    },
    set(at) {
      now = at;
    },
  };
}
