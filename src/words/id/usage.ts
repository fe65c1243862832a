import type { FactsOf } from '../../domain/finding.js';
import type { RuleWords } from '../finding-words.js';
import { sentence, type Moment } from '../format.js';
import { shown } from '../shorten.js';
import { basics } from './basics.js';

const { number, percent, used } = basics;

function usageLead(facts: FactsOf<'usage'>, who: string, moment: Moment): string {
  const share = percent(facts.percent);
  return `${who} menjangkau ${used(facts)} dari ${number(facts.limit)} orang dalam 24 jam (${share})${usageTail(facts, moment)}`;
}

function usageNews(facts: FactsOf<'usage'>, moment: Moment): string {
  return sentence(`${used(facts)} dari ${number(facts.limit)} orang dalam 24 jam${usageTail(facts, moment)}`);
}

/** How many were surely reached, where that says more. */
function surely(facts: FactsOf<'usage'>): string {
  if (facts.atLeast === undefined || facts.atLeast === 0 || facts.atLeast >= facts.recipients) return '';
  return `, ${number(facts.atLeast)} sudah pasti`;
}

/** Whether the limit was surely reached. */
function isCertain({ accuracy, atLeast, limit }: FactsOf<'usage'>): boolean {
  return accuracy !== 'at-most' || (atLeast ?? 0) >= limit;
}

/** Who used most of it, and when the limit is reached. */
function usageTail(facts: FactsOf<'usage'>, moment: Moment): string {
  const most =
    facts.most === null
      ? ''
      : `, ${percent(facts.most.share * 100)} ${facts.source === 'ledger' ? 'volume Meta' : 'di antaranya'} dari ${shown(facts.most.label, 60)}`;
  const pace =
    facts.reachedAt === null || facts.percent >= 100
      ? ''
      : ` Dengan laju ini, limit tercapai ${basics.moment(facts.reachedAt, moment)}.`;
  return `${surely(facts)}${most}.${pace}`;
}

/** What is said of how much of a limit is used, in Indonesian. */
export const usage: RuleWords<'usage'> = {
  title: (facts) => {
    if (facts.percent < 100) return `${percent(facts.percent)} limit kirim terpakai`;
    return isCertain(facts) ? 'Limit kirim habis' : 'Limit kirim mungkin habis';
  },
  name: 'pemakaian limit',
  topic: 'Pemakaian limit kirim',
  several: (n) => `${number(n)} nomor mendekati limit kirim`,
  lead: usageLead,
  news: usageNews,
  advice: (facts) =>
    facts.percent < 100
      ? 'Tunda kiriman yang tidak mendesak: limit tersedia lagi setelah pesan lama berumur 24 jam.'
      : 'Jangan mulai siaran baru sampai pesan lama berumur 24 jam. Balasan kepada pelanggan tetap dapat dikirim.',
  resolved: (_facts, who) => `Limit kirim ${who} tersedia lagi.`,
};
