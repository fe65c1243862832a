import type { Clock } from './ports.js';

/**
 * Tells by how many milliseconds the clock on the wall was moved since it was asked last; ahead is above 0. `elapsed` is
 * a count of milliseconds that nobody sets.
 */
export function clockWatch(clock: Clock, elapsed: () => number): () => number {
  let last = { wall: clock.now(), counted: elapsed() };
  return () => {
    const before = last;
    last = { wall: clock.now(), counted: elapsed() };
    return last.wall - before.wall - (last.counted - before.counted);
  };
}
