import type { ChartPoint, ChartSummary } from '../../domain/chart-facts.js';
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
  return limit === Number.POSITIVE_INFINITY ? 'tidak ada' : number(limit);
}

const over = {
  surely: ['Pemakaian sempat di atas limit.'],
  perhaps: ['Pemakaian mungkin sempat di atas limit.'],
  no: [],
};

function shareText(share: number | null): string {
  return share === null ? '' : ` (${percent(share)})`;
}

/** paling banyak 6.120; tepat 6.120; antara 5.980 dan 6.120 */
function peakText({ atLeast, atMost }: Pick<ChartPoint, 'atLeast' | 'atMost'>): string {
  if (atMost === null) return `paling sedikit ${number(atLeast ?? 0)}`;
  if (atLeast === null) return `paling banyak ${number(atMost)}`;
  return atLeast === atMost ? `tepat ${number(atMost)}` : `antara ${number(atLeast)} dan ${number(atMost)}`;
}

function sentence(drawn: ChartSummary): string {
  const span = `${dayLabel(drawn.from, drawn.zone, 'date')} sampai ${dayLabel(drawn.to, drawn.zone, 'date')}`;
  const { peak } = drawn;
  const hidden = Math.round(drawn.unknownShare * 100);
  return [
    peak === null
      ? `Pemakaian ${span} tidak diketahui.`
      : `Pemakaian ${span}: ${peakText(peak)}${shareText(peak.percent)} pada ${dayLabel(peak.at, drawn.zone, 'date')}.`,
    drawn.limit === null ? 'Limit tidak diketahui.' : `Limit di akhir: ${limitText(drawn.limit)}.`,
    ...(drawn.limitBefore === null ? [] : [`Di awal: ${limitText(drawn.limitBefore)}.`]),
    ...over[drawn.overLimit],
    ...(hidden > 0 ? [`${percent(hidden)} dari waktu itu tidak diketahui.`] : []),
    ...(drawn.worstQuality === null ? [] : [`Kualitas terburuk: ${names.qualities[drawn.worstQuality]}.`]),
    ...(drawn.incidents === 0 ? [] : [`Peringatan: ${number(drawn.incidents)}.`]),
  ].join(' ');
}

const bounds = { 'at-least': 'paling sedikit', 'at-most': 'paling banyak' };

/** What stands in a picture of usage, in Indonesian. */
export const chart: Words['chart'] = {
  usage: 'terpakai dalam 24 jam, paling banyak',
  exact: 'terpakai dalam 24 jam, tepat',
  between: 'antara paling sedikit dan paling banyak',
  limit: (recipients) => `limit ${number(recipients)}`,
  unlimited: 'tanpa batas',
  limitUnknown: 'limit tidak diketahui',
  threshold: (threshold) => percent(threshold),
  peak: (recipients, share, bound) =>
    `${bound === null ? '' : `${bounds[bound]} `}${number(recipients)}${shareText(share)}`,
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
  severities: { info: 'info', warning: 'waspada', critical: 'kritis' },
  sentence,
};
