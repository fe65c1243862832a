import { phoneBook } from '../../src/adapters/phone/phone-book.js';
import type { Reader } from '../../src/cards/reader.js';
import type { Locale } from '../../src/domain/route.js';
import type { Instant } from '../../src/domain/time.js';
import { wordsOf } from '../../src/words/index.js';
import { zone } from './shop.js';

const book = phoneBook('ID');

/** Who reads the pictures: somebody in Jakarta. */
export function readerIn(locale: Locale, now: Instant): Reader {
  return {
    words: wordsOf[locale],
    zone,
    now,
    masked: false,
    print: (phone) => book.print(phone),
    alias: () => null,
  };
}
