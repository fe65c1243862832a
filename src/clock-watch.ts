import type { Clock } from './ports.js';

/**
 * By how many milliseconds the wall clock was moved since it was last asked; ahead is above 0. `elapsed` is a count of
 * milliseconds that nobody sets.
 */
export function clockWatch(clock: Clock, elapsed: () => number): () => number {
  let last = { wall: clock.now(), counted: elapsed() };
  return () => {
    const before = last;
    last = { wall: clock.now(), counted: elapsed() };
    return last.wall - before.wall - (last.counted - before.counted);
  };
}
