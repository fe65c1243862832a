import { oncePer } from './once-per.js';
import { phoneKey } from './same-phone.js';
import type { NumberSnapshot } from './snapshot.js';

/** The names that several phone numbers bear. Thousands of numbers ask, so they are found once for each look. */
export const sharedNames = oncePer((all: readonly NumberSnapshot[]): ReadonlySet<string> => {
  const first = new Map<string, NumberSnapshot>();
  const shared = new Set<string>();
  for (const number of all) {
    if (number.name === null) continue;
    const known = first.get(number.name);
    if (known === undefined) first.set(number.name, number);
    else if (!haveOnePhone(known, number)) shared.add(number.name);
  }
  return shared;
});

function haveOnePhone(a: NumberSnapshot, b: NumberSnapshot): boolean {
  return a.phone !== null && b.phone !== null && phoneKey(a.phone) === phoneKey(b.phone);
}
