import type { Words } from '../en/index.js';
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
    readonly id: true;
  }
}

/** All that is said in Indonesian. */
export const id: Words<'id'> = {
  locale: 'id',
  // Java and old Android call it by its tag of before 1989.
  tags: ['id', 'in'],
  calledAs: ['indonesian', 'indonesia', 'bahasa'],
  typed,
  language: 'Bahasa Indonesia',
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
