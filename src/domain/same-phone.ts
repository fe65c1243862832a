import { digitsOf, type PhoneNumber } from './phone.js';
import { oncePer } from './once-per.js';
import { oneSpelling, spellingsOf } from './phone-spelling.js';
import type { NumberSnapshot, Status } from './snapshot.js';

/** How surely a number of each status bears its phone number now. */
const bearing: Readonly<Record<Status, number>> = {
  connected: 2,
  flagged: 2,
  restricted: 2,
  'rate-limited': 2,
  banned: 1,
  pending: 1,
  offline: 1,
  disconnected: 1,
  unverified: 1,
  unknown: 1,
  migrated: 0,
  deleted: 0,
};

/** Whether a number was moved to another account or deleted; Meta lists it for a while all the same. */
export function hasLeft({ status }: Pick<NumberSnapshot, 'status'>): boolean {
  return bearing[status] === 0;
}

/** The numbers that have not left. Each card asks, of up to thousands, so it is found once for each list. */
export const presentOf = oncePer((numbers: readonly NumberSnapshot[]): readonly NumberSnapshot[] =>
  numbers.some(hasLeft) ? numbers.filter((number) => !hasLeft(number)) : numbers,
);

/** Of numbers with one phone number, those that bear it now; several where their statuses do not tell. */
export function bearersNow<T extends Pick<NumberSnapshot, 'status'>>(numbers: readonly T[]): readonly T[] {
  const most = numbers.reduce((highest, { status }) => Math.max(highest, bearing[status]), 0);
  return numbers.filter(({ status }) => bearing[status] === most);
}

/** Numbers by what all spellings of their phone number have in common. */
export const numbersByPhone = oncePer(
  (numbers: readonly NumberSnapshot[]): ReadonlyMap<string, readonly NumberSnapshot[]> => {
    const byPhone = new Map<string, NumberSnapshot[]>();
    for (const number of numbers) {
      if (number.phone === null) continue;
      const key = phoneKey(number.phone);
      const same = byPhone.get(key);
      if (same) same.push(number);
      else byPhone.set(key, [number]);
    }
    return byPhone;
  },
);

const none: readonly NumberSnapshot[] = [];

/** The phone numbers that several numbers bear, which hardly ever is one. */
const sharedPhones = oncePer(
  (numbers: readonly NumberSnapshot[]): ReadonlyMap<string, readonly NumberSnapshot[]> =>
    new Map([...numbersByPhone(numbers)].filter(([, same]) => same.length > 1)),
);

/** The other numbers that bear the phone number of one. */
export function twinsOf(number: NumberSnapshot, all: readonly NumberSnapshot[]): readonly NumberSnapshot[] {
  const shared = sharedPhones(all);
  if (number.phone === null || shared.size === 0) return none;
  const same = shared.get(phoneKey(number.phone)) ?? none;
  return same.filter(({ id }) => id !== number.id);
}

/** What is configured for a phone number, in whichever spelling it is written there. */
export function configuredFor<T>(byPhone: Readonly<Record<string, T>>, phone: PhoneNumber): T | undefined {
  if (Object.hasOwn(byPhone, phone)) return byPhone[phone];
  const written = spellingsOf(digitsOf(phone)).find((digits) => Object.hasOwn(byPhone, `+${digits}`));
  return written === undefined ? undefined : byPhone[`+${written}`];
}

/** What all spellings of a phone number have in common. To compare, not to show. */
export function phoneKey(phone: PhoneNumber): string {
  return oneSpelling(digitsOf(phone));
}
