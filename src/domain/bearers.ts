import { oncePer } from './once-per.js';
import type { NumberSnapshot } from './snapshot.js';

/** How many numbers bear each name. Thousands of numbers ask, so it is counted once for each look. */
export const bearersOf = oncePer((all: readonly NumberSnapshot[]): ReadonlyMap<string, number> => {
  const bearers = new Map<string, number>();
  for (const { name } of all) if (name !== null) bearers.set(name, (bearers.get(name) ?? 0) + 1);
  return bearers;
});
