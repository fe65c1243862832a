import type { FactsOf } from '../../domain/finding.js';
import type { RuleWords } from '../finding-words.js';
import { shown } from '../shorten.js';
import { basics } from './basics.js';
import { names } from './names.js';

const { number } = basics;

/** What Meta says of a template: rated medium (yellow), paused. */
export function templateState(facts: Pick<FactsOf<'template'>, 'quality' | 'status'>): string {
  const word = facts.status?.trim().toUpperCase();
  if (word === 'DISABLED') return 'dinonaktifkan';
  if (word === 'PAUSED') return 'dijeda';
  if (facts.quality === 'red' || facts.quality === 'yellow')
    return `berperingkat ${names.qualities[facts.quality].toLowerCase()}`;
  return facts.status === null ? 'dalam keadaan tidak diketahui' : `dalam keadaan ${shown(facts.status, 40)}`;
}

function templateNews(facts: FactsOf<'template'>): string {
  switch (templateState(facts)) {
    case 'dinonaktifkan':
      return 'Templat ini tidak dapat dikirim lagi.';
    case 'dijeda':
      return 'Templat ini tidak dapat dikirim sampai Meta mengakhiri jedanya.';
    default:
      return facts.quality === 'red' || facts.quality === 'yellow'
        ? 'Ada penerima yang memblokir atau melaporkannya; Meta mungkin akan menjedanya.'
        : 'Meta tidak memberi keterangan lain.';
  }
}

/** What is said of message templates, in Indonesian. */
export const template: RuleWords<'template'> = {
  title: (facts) => `Templat ${templateState(facts)}`,
  name: 'templat',
  topic: 'Templat',
  several: (n) => `${number(n)} templat bermasalah`,
  lead: (facts) => `Templat ${shown(facts.name, 80)} (${shown(facts.language, 12)}) ${templateState(facts)}.`,
  news: templateNews,
  advice: (facts) =>
    facts.status?.trim().toUpperCase() === 'DISABLED'
      ? 'Buat templat baru yang relevan, personal, dan singkat.'
      : 'Kirim lebih jarang dan hanya kepada orang yang menantikannya, dan buat isinya lebih singkat dan personal.',
  resolved: (facts) => `Templat ${shown(facts.name, 80)} sudah tidak bermasalah.`,
};
