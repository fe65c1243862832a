import type { Locale } from '../domain/route.js';
import { deeds } from './en/deeds.js';
import { alerts } from './en/alerts.js';
import { answers } from './en/answers.js';
import { basics } from './en/basics.js';
import { commands } from './en/commands.js';
import { digest } from './en/digest.js';
import { findings } from './en/findings.js';
import { names } from './en/names.js';

/** All that is said in English: the master, whose type every other language fulfils. */
export const en = {
  locale: 'en' satisfies Locale,
  /** The language's own name. */
  language: 'English',
  ...basics,
  names,
  findings,
  alerts,
  answers,
  deeds,
  digest,
  commands,
};

/** What a language must be able to say. Texts are plain; whoever shows them escapes them. */
export type Words = Omit<typeof en, 'locale'> & { readonly locale: Locale };
