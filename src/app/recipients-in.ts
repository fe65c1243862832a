import type { PhoneBook } from '../ports.js';
import { anyOf } from '../words/any-of.js';
import { understood } from '../words/understood.js';

/** Nobody has more people to write to. */
const most = 1_000_000_000;
const inThousands = new RegExp(String.raw`^\p{Nd}{1,6}${anyOf(understood.thousand)}$`, 'u');

/** How many people a text means: 3000, 3.000, 3,000 or 3k; null when it is no whole number above zero. */
export function recipientsIn(text: string, phoneBook: PhoneBook): number | null {
  const bare = text.normalize('NFKC').trim().toLowerCase();
  const thousands = inThousands.test(bare);
  if (!thousands && !/^(?:\p{Nd}+|\p{Nd}{1,3}(?:[.,]\p{Nd}{3})+)$/u.test(bare)) return null;
  const people = Number(phoneBook.digits(text).slice(0, 15)) * (thousands ? 1_000 : 1);
  return people > 0 && people <= most ? people : null;
}
