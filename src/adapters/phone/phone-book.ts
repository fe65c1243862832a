import { isSupportedCountry, parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max';
import { phoneNumberFrom, type PhoneNumber } from '../../domain/phone.js';
import type { PhoneBook } from '../../ports.js';
import { stretchesIn } from './numbers-in-text.js';
import { asciiDigits, withAsciiDigits } from './digits.js';

/** Nobody types a longer number; what is longer is something else. */
const longest = 60;
/** Printing a number is slow, and lists print the same ones again and again. */
const mostPrinted = 50_000;
/** Nobody reads about more numbers at once. */
const mostFound = 50;

/**
 * Reads and prints phone numbers by the numbering plans of all countries. `defaultCountry` (two letters) is whose
 * numbers may be typed without a country code; an unknown one means that none may.
 */
export function phoneBook(defaultCountry: string): PhoneBook {
  const country: CountryCode | undefined = isSupportedCountry(defaultCountry) ? defaultCountry : undefined;
  const read = (text: string): ReturnType<typeof parsePhoneNumberFromString> =>
    parsePhoneNumberFromString(text, { ...(country ? { defaultCountry: country } : {}), extract: false });
  const printed = new Map<PhoneNumber, string>();

  function valid(text: string): PhoneNumber | null {
    const typed = typedNumber(text);
    if (typed === null) return null;
    const readings = [read(typed), read(`+${asciiDigits(typed)}`)];
    const number = readings.find((one) => one?.isValid());
    return number ? phoneNumberFrom(number.number) : null;
  }

  return {
    parse(text) {
      const typed = typedNumber(text);
      if (typed === null) return null;
      const digits = asciiDigits(typed);
      const here = read(typed);
      if (here?.isValid()) return phoneNumberFrom(here.number);
      // Meta's webhooks and many address books leave the plus sign out.
      const abroad = read(`+${digits}`);
      if (abroad?.isValid()) return phoneNumberFrom(abroad.number);
      const possible = [here, abroad].find((one) => one?.isPossible());
      return possible ? phoneNumberFrom(possible.number) : null;
    },
    find(text) {
      const found = new Set<PhoneNumber>();
      for (const [whole = '', ...parts] of stretchesIn(text)) {
        const one = valid(whole);
        for (const phone of one === null ? parts.map(valid) : [one]) if (phone !== null) found.add(phone);
        if (found.size >= mostFound) break;
      }
      return [...found].slice(0, mostFound);
    },
    digits: asciiDigits,
    print(phone: PhoneNumber) {
      const before = printed.get(phone);
      if (before !== undefined) return before;
      if (printed.size >= mostPrinted) printed.clear();
      const text = asPrinted(phone);
      printed.set(phone, text);
      return text;
    },
  };
}

/** As people print a number. */
function asPrinted(phone: PhoneNumber): string {
  const number = parsePhoneNumberFromString(phone);
  if (!number?.isPossible()) return phone;
  // Meta prints +62 812-3456-7890, and people compare what they see.
  const [country = '', ...groups] = number.formatInternational().split(' ');
  return `${country} ${groups.join('-')}`;
}

/** A typed number without a link around it and a leading 00; null when it is no number's text. */
function typedNumber(text: string): string | null {
  if (text.length > longest * 4) return null;
  const bare = withAsciiDigits(text)
    .replace(/[\p{Cf}\p{Cc}]/gu, '')
    .trim()
    .replace(/^<?tel:([^|>;]*).*$/i, '$1')
    .replace(/^00(?=[1-9])/, '+');
  return bare.length <= longest && /^[+(\d][\d\s().\/\p{Pd}]*$/u.test(bare) ? bare : null;
}
