import { digitsOf, type PhoneNumber } from './phone.js';
import { oneSpelling } from './phone-spelling.js';
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

/** Of numbers with one phone number, those that bear it now; several where their statuses do not tell. */
export function bearersNow<T extends Pick<NumberSnapshot, 'status'>>(numbers: readonly T[]): readonly T[] {
  const most = numbers.reduce((highest, { status }) => Math.max(highest, bearing[status]), 0);
  return numbers.filter(({ status }) => bearing[status] === most);
}

/** What all spellings of a phone number have in common, to compare and not to show. */
export function phoneKey(phone: PhoneNumber): string {
  return oneSpelling(digitsOf(phone));
}
