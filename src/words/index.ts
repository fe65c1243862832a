import type { Locale } from '../domain/route.js';
import { en, type Words } from './en/index.js';
import { id } from './id/index.js';

export type { Words } from './en/index.js';

/** The languages, one line each. */
export const wordsOf: Readonly<Record<Locale, Words>> = {
  en,
  id,
};
