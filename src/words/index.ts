import type { Locale } from '../domain/route.js';
import { en, type Words } from './en.js';
import { id } from './id.js';

export type { Words } from './en.js';

/** The languages, one line each. */
export const wordsOf: Readonly<Record<Locale, Words>> = {
  en,
  id,
};
