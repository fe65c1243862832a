import { oncePer } from './once-per.js';
import { phoneKey } from './same-phone.js';
import type { NumberSnapshot } from './snapshot.js';

/** How many phone numbers bear each name. Thousands of numbers ask, so it is counted once for each look. */
export const bearersOf = oncePer((all: readonly NumberSnapshot[]): ReadonlyMap<string, number> => {
  const bearers = new Map<string, Set<string>>();
  for (const { id, name, phone } of all) {
    if (name === null) continue;
    const key = phone === null ? id : phoneKey(phone);
    const same = bearers.get(name);
    if (same) same.add(key);
    else bearers.set(name, new Set([key]));
  }
  return new Map([...bearers].map(([name, keys]) => [name, keys.size]));
});
