import type { NumberSnapshot } from './snapshot.js';

const bearersIn = new WeakMap<readonly NumberSnapshot[], ReadonlyMap<string, number>>();

/** How many numbers bear each name; asked for each of thousands of numbers, so it is counted once for each look. */
export function bearersOf(all: readonly NumberSnapshot[]): ReadonlyMap<string, number> {
  const known = bearersIn.get(all);
  if (known) return known;
  const bearers = new Map<string, number>();
  for (const { name } of all) if (name !== null) bearers.set(name, (bearers.get(name) ?? 0) + 1);
  bearersIn.set(all, bearers);
  return bearers;
}
