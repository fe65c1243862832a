import type { ChartLabels } from '../../../src/domain/chart-facts.js';
import type { Instant } from '../../../src/domain/time.js';
import type { InEach } from '../../support/translated.js';

function numberIn(language: string): (n: number) => string {
  const format = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  return (n) => format.format(n);
}

function dayIn(language: string): (at: Instant, zone: string, style: 'weekday' | 'date') => string {
  return (at, zone, style) => {
    const named = (option: Intl.DateTimeFormatOptions): string =>
      new Intl.DateTimeFormat(language, { timeZone: zone, ...option }).format(at);
    const date = named({ day: 'numeric' });
    return style === 'weekday'
      ? `${named({ weekday: 'short' })} ${date}`
      : `${date} ${named({ month: 'short' })}`;
  };
}

function labelsIn(
  language: string,
  bounds: Readonly<Record<'at-least' | 'at-most', string>>,
): Pick<ChartLabels, 'number' | 'day' | 'threshold' | 'peak' | 'limit' | 'sentence'> {
  const number = numberIn(language);
  const peak: ChartLabels['peak'] = (recipients, percent, bound) => {
    const share = percent === null ? '' : ` (${Math.floor(percent)} %)`;
    return `${bound === null ? '' : `${bounds[bound]} `}${number(recipients)}${share}`;
  };
  return {
    number,
    day: dayIn(language),
    threshold: (percent) => `${percent} %`,
    peak,
    limit: (recipients) => `Limit ${number(recipients)}`,
    sentence: (shown) =>
      `${shown.peak ? peak(shown.peak.atMost ?? 0, shown.peak.percent, null) : '–'} / ${number(shown.limit ?? 0)}.`,
  };
}

/**
 * What a chart of Toko Maju says in each language. Fixed here, so that a kept picture changes with the drawing only and
 * not with the bot's own words.
 */
export const chartLabels: InEach<ChartLabels> = {
  en: {
    ...labelsIn('en-GB', { 'at-least': 'at least', 'at-most': 'at most' }),
    title: 'Toko Maju · 7 days',
    titleInstead: '+62 812-3456-7890',
    subtitle: 'Peak 65 % of the limit. One number is yellow.',
    usage: 'used in 24 h, at most',
    exact: 'used in 24 h, exact',
    between: 'between the least and the most',
    unlimited: 'no limit',
    limitUnknown: 'limit unknown',
    unknown: 'not known',
    quality: 'Quality',
    qualities: {
      green: { word: 'green', letter: 'G' },
      yellow: { word: 'yellow', letter: 'Y' },
      red: { word: 'red', letter: 'R' },
      unknown: { word: 'unknown', letter: '?' },
    },
    incidents: 'Alerts',
    severalIncidents: 'several alerts',
    severities: { info: 'note', warning: 'warning', critical: 'critical' },
  },
  id: {
    ...labelsIn('id-ID', { 'at-least': 'paling sedikit', 'at-most': 'paling banyak' }),
    title: 'Toko Maju · 7 hari',
    titleInstead: '+62 812-3456-7890',
    subtitle: 'Puncak 65 % dari limit. Satu nomor kuning.',
    usage: 'terpakai dalam 24 jam, paling banyak',
    exact: 'terpakai dalam 24 jam, tepat',
    between: 'antara paling sedikit dan paling banyak',
    unlimited: 'tanpa batas',
    limitUnknown: 'limit tidak diketahui',
    unknown: 'tidak diketahui',
    quality: 'Kualitas',
    qualities: {
      green: { word: 'hijau', letter: 'H' },
      yellow: { word: 'kuning', letter: 'K' },
      red: { word: 'merah', letter: 'M' },
      unknown: { word: 'tidak diketahui', letter: '?' },
    },
    incidents: 'Insiden',
    severalIncidents: 'beberapa insiden',
    severities: { info: 'catatan', warning: 'peringatan', critical: 'kritis' },
  },
};
