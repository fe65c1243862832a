import type { Locale } from '../../src/domain/route.js';
import type { Translated } from '../../src/ports.js';
import { localeOf } from '../../src/words/index.js';

/** A text as a command has it, in the languages of the tests. */
export function translated(texts: Readonly<Record<Locale, string>>): Translated {
  return {
    usual: texts.en,
    in(tag) {
      const locale = localeOf(tag);
      return locale === null ? null : texts[locale];
    },
  };
}
