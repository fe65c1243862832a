import type { Words } from './en.js';
import { alerts } from './id/alerts.js';
import { answers } from './id/answers.js';
import { basics } from './id/basics.js';
import { causes } from './id/causes.js';
import { chart } from './id/chart.js';
import { chat } from './id/chat.js';
import { checked } from './id/checked.js';
import { commands } from './id/commands.js';
import { deeds } from './id/deeds.js';
import { deliveries } from './id/deliveries.js';
import { digest } from './id/digest.js';
import { findings } from './id/findings.js';
import { forms } from './id/forms.js';
import { home } from './id/home.js';
import { names } from './id/names.js';
import { broadcasts, pastDays, tiers } from './id/tiers.js';

/** All that is said in Indonesian. */
export const id: Words = {
  locale: 'id',
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
  pastDays,
  commands,
  chart,
  chat,
  forms,
  checked,
  home,
};
