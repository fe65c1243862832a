import type { Locale } from '../domain/route.js';
import { en, type Words } from './en/index.js';
import { id } from './id/index.js';

export type { Words } from './en/index.js';

/** The languages, one line each. */
export const wordsOf: { readonly [L in Locale]: Words<L> } = {
  en,
  id,
};

/** What operators read, and everybody for whom no language is known. */
export const usualWords: Words = en;

const all = Object.values<Words>(wordsOf);
const others = all.map(({ locale }) => locale).filter((locale) => locale !== usualWords.locale);

/** The languages that can be chosen, the usual one first. */
export const locales: readonly [Locale, ...Locale[]] = [usualWords.locale, ...others];

/** Whether a text is the tag of a language of ours, to the letter. */
export function isLocale(text: string): text is Locale {
  return Object.hasOwn(wordsOf, text);
}

/** The language for a platform's tag, like `id-ID` or `en_GB`; null: none of ours. */
export function localeOf(tag: string): Locale | null {
  const parts = tag.toLowerCase().split(/[-_]/);
  // The longest tag that fits: zh-tw before zh.
  for (let length = parts.length; length > 0; length -= 1) {
    const wanted = parts.slice(0, length).join('-');
    const found = all.find(({ tags }) => tags.includes(wanted));
    if (found) return found.locale;
  }
  return null;
}
