import type { Locale } from '../domain/route.js';
import { alerts } from './en/alerts.js';
import { answers } from './en/answers.js';
import { basics } from './en/basics.js';
import { causes } from './en/causes.js';
import { chart } from './en/chart.js';
import { chat } from './en/chat.js';
import { checked } from './en/checked.js';
import { commands } from './en/commands.js';
import { deeds } from './en/deeds.js';
import { deliveries } from './en/deliveries.js';
import { digest } from './en/digest.js';
import { findings } from './en/findings.js';
import { forms } from './en/forms.js';
import { home } from './en/home.js';
import { names } from './en/names.js';
import { broadcasts, pastDays, tiers } from './en/tiers.js';

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
  pastDays,
  commands,
  chart,
  chat,
  forms,
  checked,
  home,
};

/** What a language must be able to say. Texts are plain; whoever shows them escapes them. */
export type Words = typeof texts & { readonly locale: Locale };

/** All that is said in English: the master, whose shape every other language fulfils. */
export const en: Words = { locale: 'en', ...texts };
