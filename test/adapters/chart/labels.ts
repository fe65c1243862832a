import type { Locale } from '../../../src/domain/route.js';
import { localTime, type Instant } from '../../../src/domain/time.js';
import type { ChartLabels, ChartSummary } from '../../../src/adapters/chart/facts.js';
import { wordsOf } from '../../../src/words/index.js';

/** Sun 22 Nov, cut to its first or its last two words. */
function dayOf(locale: Locale, at: Instant, zone: string, style: 'weekday' | 'date'): string {
  const [weekday = '', date = '', month = ''] = wordsOf[locale].day(localTime(at, zone).day).split(' ');
  return style === 'weekday' ? `${weekday} ${date}` : `${date} ${month}`;
}

const english: ChartLabels = {
  title: 'Toko Maju · 7 days',
  titleInstead: '+62 812-3456-7890',
  subtitle: 'Peak 62 % of the limit. One number is yellow.',
  usage: 'used in 24 h, at most',
  limit: (recipients) => `Limit ${wordsOf.en.number(recipients)}`,
  unlimited: 'no limit',
  limitUnknown: 'limit unknown',
  threshold: (percent) => wordsOf.en.percent(percent),
  peak: (recipients, percent) =>
    `${wordsOf.en.number(recipients)}${percent === null ? '' : ` (${wordsOf.en.percent(percent)})`}`,
  number: wordsOf.en.number,
  day: (at, zone, style) => dayOf('en', at, zone, style),
  unknown: 'not known',
  quality: 'Quality',
  qualities: {
    green: { word: 'green', letter: 'G' },
    yellow: { word: 'yellow', letter: 'Y' },
    red: { word: 'red', letter: 'R' },
    unknown: { word: 'unknown', letter: '–' },
  },
  incidents: 'Alerts',
  severities: { info: 'note', warning: 'warning', critical: 'critical' },
  sentence: (summary) =>
    [
      `Usage from ${dayOf('en', summary.from, summary.zone, 'date')} to ${dayOf('en', summary.to, summary.zone, 'date')}`,
      peakOf('en', summary, 'peak', 'not known'),
      summary.unknownShare > 0
        ? `unknown for ${wordsOf.en.percent(summary.unknownShare * 100)} of the time`
        : '',
      summary.worstQuality ? `worst quality ${wordsOf.en.names.colours[summary.worstQuality]}` : '',
      summary.incidents > 0 ? `${summary.incidents} alerts` : '',
    ]
      .filter((part) => part !== '')
      .join(', ') + '.',
};

function peakOf(locale: Locale, { peak, limit }: ChartSummary, word: string, none: string): string {
  const { number, percent } = wordsOf[locale];
  const cap = limit === null || !Number.isFinite(limit) ? '' : ` / ${number(limit)}`;
  if (!peak) return none;
  return `${word} ${number(peak.recipients)}${cap}${peak.percent === null ? '' : ` (${percent(peak.percent)})`}`;
}

const indonesian: ChartLabels = {
  ...english,
  title: 'Toko Maju · 7 hari',
  subtitle: 'Puncak 62 % dari limit. Satu nomor kuning.',
  usage: 'terpakai dalam 24 jam, paling banyak',
  limit: (recipients) => `Limit ${wordsOf.id.number(recipients)}`,
  unlimited: 'tanpa batas',
  limitUnknown: 'limit tidak diketahui',
  threshold: (percent) => wordsOf.id.percent(percent),
  peak: (recipients, percent) =>
    `${wordsOf.id.number(recipients)}${percent === null ? '' : ` (${wordsOf.id.percent(percent)})`}`,
  number: wordsOf.id.number,
  day: (at, zone, style) => dayOf('id', at, zone, style),
  unknown: 'tidak diketahui',
  quality: 'Kualitas',
  qualities: {
    green: { word: 'hijau', letter: 'H' },
    yellow: { word: 'kuning', letter: 'K' },
    red: { word: 'merah', letter: 'M' },
    unknown: { word: 'tidak diketahui', letter: '–' },
  },
  incidents: 'Peringatan',
  severities: { info: 'catatan', warning: 'peringatan', critical: 'kritis' },
  sentence: (summary) =>
    [
      `Pemakaian ${dayOf('id', summary.from, summary.zone, 'date')} sampai ${dayOf('id', summary.to, summary.zone, 'date')}`,
      peakOf('id', summary, 'puncak', 'tidak diketahui'),
      summary.worstQuality ? `kualitas terburuk ${wordsOf.id.names.colours[summary.worstQuality]}` : '',
    ]
      .filter((part) => part !== '')
      .join(', ') + '.',
};

/** What a chart says in each language, as the tests need it. */
export const chartLabels: Readonly<Record<Locale, ChartLabels>> = { en: english, id: indonesian };
