import type { Locale } from '../../domain/route.js';
import type { Typed } from '../typed.js';
import { advice } from './advice.js';
import { alerts } from './alerts.js';
import { answers } from './answers.js';
import { basics } from './basics.js';
import { causes } from './causes.js';
import { chart } from './chart.js';
import { chat } from './chat.js';
import { checked } from './checked.js';
import { commands } from './commands.js';
import { counted } from './counted.js';
import { deeds } from './deeds.js';
import { deliveries } from './deliveries.js';
import { digest } from './digest.js';
import { findings } from './findings.js';
import { forms } from './forms.js';
import { home } from './home.js';
import { names } from './names.js';
import { setup } from './setup.js';
import { broadcasts, pastDays, tiers } from './tiers.js';
import { whatIf } from './what-if.js';
import { signals } from './signals.js';
import { typed } from './typed.js';
import { why } from './why.js';

declare module '../../domain/route.js' {
  interface LanguageTags {
    readonly en: true;
  }
}

const texts = {
  /** The language's own name. */
  language: 'English',
  ...basics,
  names,
  causes,
  deliveries,
  findings,
  alerts,
  answers,
  deeds,
  digest,
  tiers,
  broadcasts,
  advice,
  whatIf,
  pastDays,
  commands,
  counted,
  chart,
  chat,
  forms,
  checked,
  home,
  setup,
  signals,
  why,
};

/** What a language says of itself. */
interface Identity<L extends Locale> {
  readonly locale: L;
  /** Tags by which platforms know it, in small letters; `en` stands for `en-GB` too. */
  readonly tags: readonly string[];
  /** What people call it, in any language and in small letters, beside its own name. */
  readonly calledAs: readonly string[];
  readonly typed: Typed;
}

/** What a language must be able to say. Texts are plain; whoever shows them escapes them. */
export type Words<L extends Locale = Locale> = typeof texts & Identity<L>;

/** All that is said in English: the master, whose shape every other language fulfils. */
export const en: Words<'en'> = {
  locale: 'en',
  tags: ['en'],
  calledAs: ['inggris', 'bahasa inggris'],
  typed,
  ...texts,
};
