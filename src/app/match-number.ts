import { distance } from '../domain/nearest.js';
import { oncePer } from '../domain/once-per.js';
import { phoneNumberFrom } from '../domain/phone.js';
import { bearersNow, configuredFor, phoneKey } from '../domain/same-phone.js';
import type { PhoneBook } from '../ports.js';
import { cleaned } from '../words/shorten.js';
import type { WatchedNumber } from './command.js';

/** What a typed number or name came to. */
export type Match =
  | { readonly kind: 'one'; readonly found: WatchedNumber }
  | { readonly kind: 'several'; readonly found: readonly WatchedNumber[] }
  | { readonly kind: 'none'; readonly closest: readonly WatchedNumber[] };

/** The last digits of a number that are enough to name it. */
const enoughDigits = 4;
const mostClosest = 5;
/** Nobody means more than this by a name or a number. */
const longestQuery = 120;

/**
 * Finds the number somebody means. By its id (`id:…`), the number in any form, or at least four last digits. Or by what
 * the operator or Meta calls it, or a part of that. Nothing found: the closest, best first.
 */
export function matchNumber(query: string, all: readonly WatchedNumber[], phoneBook: PhoneBook): Match {
  const typed = cleaned(query.slice(0, longestQuery * 4)).slice(0, longestQuery);
  const folded = foldedName(typed);
  const digits = phoneBook.digits(typed);
  const lettered = /\p{L}/u.test(typed.replace(/^<?tel:/i, ''));
  const id = typed.startsWith('id:') ? typed.slice(3) : null;
  const those = (fits: (candidate: WatchedNumber) => boolean) => (): readonly WatchedNumber[] =>
    all.filter(fits);
  const steps: readonly (() => readonly WatchedNumber[])[] = [
    id === null ? () => [] : those(({ number }) => number.id === id),
    () => withPhone(typed, lettered ? '' : digits, all, phoneBook),
    folded === '' ? () => [] : those((candidate) => namesOf(candidate).includes(folded)),
    lettered || digits.length < enoughDigits
      ? () => []
      : those(({ number }) => (number.phone ?? phoneBook.digits(number.display)).endsWith(digits)),
    lettered && folded.length > 1
      ? those((candidate) => namesOf(candidate).some((name) => name.includes(folded)))
      : () => [],
  ];
  for (const find of steps) {
    const found = id === null ? bearingNow(find()) : find();
    const [first, ...others] = found;
    if (first) return others.length === 0 ? { kind: 'one', found: first } : { kind: 'several', found };
  }
  return { kind: 'none', closest: closestTo(folded, lettered ? '' : digits, all) };
}

/** No number was named: the only one is meant, or the asker must choose. */
export function onlyNumber(all: readonly WatchedNumber[]): Match {
  const [only, ...others] = all;
  return only && others.length === 0 ? { kind: 'one', found: only } : { kind: 'several', found: all };
}

/** The numbers of exactly this id, else of this phone number in any spelling. */
export function numbersNamed(
  typed: string,
  all: readonly WatchedNumber[],
  phoneBook: PhoneBook,
): readonly WatchedNumber[] {
  const named = all.filter(({ number }) => number.id === typed);
  return named.length > 0 ? named : withPhone(typed, phoneBook.digits(typed), all, phoneBook);
}

/** The lists of which a longer one was made: that of a portfolio lasts until it is written, the whole for a moment. */
const partsOf = new WeakMap<readonly WatchedNumber[], readonly (readonly WatchedNumber[])[]>();

/** The numbers of several portfolios as one list. */
export function listedTogether(lists: readonly (readonly WatchedNumber[])[]): readonly WatchedNumber[] {
  const [only, ...others] = lists;
  if (only && others.length === 0) return only;
  const all = lists.flat();
  partsOf.set(all, lists);
  return all;
}

/** Those with the key of a phone number. */
function keyed(all: readonly WatchedNumber[], key: string): readonly WatchedNumber[] {
  return (partsOf.get(all) ?? [all]).flatMap((list) => phonesOf(list).get(key) ?? []);
}

/** Numbers by their phone number in any spelling. Many ask about one look, so the list is made once for it. */
const phonesOf = oncePer((all: readonly WatchedNumber[]): ReadonlyMap<string, readonly WatchedNumber[]> => {
  const phones = new Map<string, WatchedNumber[]>();
  for (const one of all) {
    const { phone } = one.number;
    if (phone === null) continue;
    const key = phoneKey(phone);
    const same = phones.get(key);
    if (same) same.push(one);
    else phones.set(key, [one]);
  }
  return phones;
});

/** Of numbers that bear one phone number, only those that bear it now: nobody means one that moved by it. */
function bearingNow(found: readonly WatchedNumber[]): readonly WatchedNumber[] {
  if (found.length < 2) return found;
  const now = new Set(
    [...phonesOf(found).values()].flatMap((same) => bearersNow(same.map(({ number }) => number))),
  );
  return found.filter(({ number }) => number.phone === null || now.has(number));
}

/** Without its plus sign, a number may be this country's or a whole one. Both readings count. */
function withPhone(
  typed: string,
  digits: string,
  all: readonly WatchedNumber[],
  phoneBook: PhoneBook,
): readonly WatchedNumber[] {
  const readings = [phoneBook.parse(typed), phoneNumberFrom(digits)].filter((phone) => phone !== null);
  const found = bearingNow([...new Set(readings.map(phoneKey))].flatMap((key) => keyed(all, key)));
  const exact = found.filter(({ number }) => number.phone !== null && readings.includes(number.phone));
  return exact.length > 0 ? exact : found;
}

/** What a number is called, folded for comparison. */
function namesOf({ watched, number }: WatchedNumber): readonly string[] {
  const { aliases } = watched.plan;
  const alias = number.phone === null ? undefined : configuredFor(aliases, number.phone);
  return [alias, number.name].flatMap((name) => (name ? [foldedName(name)] : []));
}

/** Names that were folded lately. Searching thousands of numbers folds the same ones again and again. */
const foldedBefore = new Map<string, string>();
const mostFolded = 50_000;

/** A name without case, accents and doubled spaces. */
export function foldedName(name: string): string {
  const before = foldedBefore.get(name);
  if (before !== undefined) return before;
  const folded = cleaned(name).normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim();
  if (foldedBefore.size >= mostFolded) foldedBefore.clear();
  if (name.length <= longestQuery) foldedBefore.set(name, folded);
  return folded;
}

function closestTo(folded: string, digits: string, all: readonly WatchedNumber[]): readonly WatchedNumber[] {
  const wanted = digits.length >= 3 ? digits : folded;
  if (wanted === '') return all.slice(0, mostClosest);
  return all
    .map((candidate) => {
      const keys = digits.length >= 3 ? [endOf(candidate, digits.length)] : namesOf(candidate);
      return {
        candidate,
        far: Math.min(...keys.map((key) => distance(key.slice(0, 60), wanted.slice(0, 60))), 60),
      };
    })
    .filter(({ far }) => far <= Math.max(2, Math.ceil(wanted.length / 2)))
    .sort((a, b) => a.far - b.far)
    .slice(0, mostClosest)
    .map(({ candidate }) => candidate);
}

function endOf({ number }: WatchedNumber, length: number): string {
  return (number.phone ?? number.display).replace(/\D/g, '').slice(-Math.max(length, enoughDigits));
}
