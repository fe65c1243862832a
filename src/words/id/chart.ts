import type { ChartSummary } from '../../domain/chart-facts.js';
import { localTime, type Instant } from '../../domain/time.js';
import type { Words } from '../en/index.js';
import { calendar } from '../format.js';
import { basics } from './basics.js';
import { names } from './names.js';

const { number, percent, day } = basics;

function dayLabel(at: Instant, zone: string, style: 'weekday' | 'date'): string {
  const local = localTime(at, zone).day;
  const [weekday = '', date = '', month = ''] = day(local).split(' ');
  return style === 'weekday' ? `${weekday} ${calendar(local).date}` : `${date} ${month}`;
}

function limitText(limit: number): string {
  return limit === Number.POSITIVE_INFINITY ? 'tanpa batas' : `limit ${number(limit)}`;
}

function sentence(drawn: ChartSummary): string {
  const span = `${dayLabel(drawn.from, drawn.zone, 'date')} sampai ${dayLabel(drawn.to, drawn.zone, 'date')}`;
  const { peak } = drawn;
  const share = peak === null || peak.percent === null ? '' : ` (${percent(peak.percent)})`;
  const hidden = Math.round(drawn.unknownShare * 100);
  return [
    peak === null
      ? `Pemakaian ${span} tidak diketahui.`
      : `Pemakaian ${span}: paling banyak ${number(peak.recipients)}${share} pada ${dayLabel(peak.at, drawn.zone, 'date')}.`,
    drawn.limit === null ? 'Limit tidak diketahui.' : `Pada akhirnya ${limitText(drawn.limit)}.`,
    ...(drawn.limitBefore === null ? [] : [`Pada awalnya ${limitText(drawn.limitBefore)}.`]),
    ...(drawn.overLimit ? ['Pemakaian mungkin sempat di atas limit.'] : []),
    ...(hidden > 0 ? [`${percent(hidden)} dari waktu itu tidak diketahui.`] : []),
    ...(drawn.worstQuality === null ? [] : [`Kualitas terburuk: ${names.qualities[drawn.worstQuality]}.`]),
    ...(drawn.incidents === 0 ? [] : [`Peringatan: ${number(drawn.incidents)}.`]),
  ].join(' ');
}

/** What stands in a picture of usage, in Indonesian. */
export const chart: Words['chart'] = {
  usage: 'terpakai dalam 24 jam, paling banyak',
  limit: (recipients) => `limit ${number(recipients)}`,
  unlimited: 'tanpa batas',
  limitUnknown: 'limit tidak diketahui',
  threshold: (threshold) => percent(threshold),
  peak: (recipients, share) =>
    share === null ? number(recipients) : `${number(recipients)} (${percent(share)})`,
  number,
  day: dayLabel,
  unknown: 'tidak diketahui',
  quality: 'kualitas',
  qualities: {
    green: { word: names.colours.green, letter: 'H' },
    yellow: { word: names.colours.yellow, letter: 'K' },
    red: { word: names.colours.red, letter: 'M' },
    unknown: { word: names.colours.unknown, letter: '–' },
  },
  incidents: 'peringatan',
  severalIncidents: 'beberapa peringatan',
  severities: { info: 'info', warning: 'peringatan', critical: 'kritis' },
  sentence,
};
