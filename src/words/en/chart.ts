import type { ChartPoint, ChartSummary } from '../../domain/chart-facts.js';
import { localTime, type Instant } from '../../domain/time.js';
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
  return limit === Number.POSITIVE_INFINITY ? 'none' : number(limit);
}

const over = {
  surely: ['Usage was above the limit.'],
  perhaps: ['Usage may have been above the limit.'],
  no: [],
};

function shareText(share: number | null): string {
  return share === null ? '' : ` (${percent(share)})`;
}

/** at most 6,120; exactly 6,120; between 5,980 and 6,120 */
function peakText({ atLeast, atMost }: Pick<ChartPoint, 'atLeast' | 'atMost'>): string {
  if (atMost === null) return `at least ${number(atLeast ?? 0)}`;
  if (atLeast === null) return `at most ${number(atMost)}`;
  return atLeast === atMost
    ? `exactly ${number(atMost)}`
    : `between ${number(atLeast)} and ${number(atMost)}`;
}

function sentence(drawn: ChartSummary): string {
  const span = `${dayLabel(drawn.from, drawn.zone, 'date')} to ${dayLabel(drawn.to, drawn.zone, 'date')}`;
  const { peak } = drawn;
  const hidden = Math.round(drawn.unknownShare * 100);
  return [
    peak === null
      ? `Usage from ${span} is unknown.`
      : `Usage from ${span}: ${peakText(peak)}${shareText(peak.percent)} on ${dayLabel(peak.at, drawn.zone, 'date')}.`,
    drawn.limit === null ? 'The limit is unknown.' : `The limit at the end: ${limitText(drawn.limit)}.`,
    ...(drawn.limitBefore === null ? [] : [`At the beginning: ${limitText(drawn.limitBefore)}.`]),
    ...over[drawn.overLimit],
    ...(hidden > 0 ? [`${percent(hidden)} of the time is unknown.`] : []),
    ...(drawn.worstQuality === null ? [] : [`Worst quality: ${names.qualities[drawn.worstQuality]}.`]),
    ...(drawn.incidents === 0 ? [] : [`Alerts: ${number(drawn.incidents)}.`]),
  ].join(' ');
}

const bounds = { 'at-least': 'at least', 'at-most': 'at most' };

/** What stands in a picture of usage, in English. */
export const chart = {
  usage: 'used in 24 h, at most',
  exact: 'used in 24 h, exact',
  between: 'between the least and the most',
  limit: (recipients: number): string => `limit ${number(recipients)}`,
  unlimited: 'no limit',
  limitUnknown: 'limit unknown',
  threshold: (threshold: number): string => percent(threshold),
  peak: (recipients: number, share: number | null, bound: 'at-least' | 'at-most' | null): string =>
    `${bound === null ? '' : `${bounds[bound]} `}${number(recipients)}${shareText(share)}`,
  number,
  day: dayLabel,
  unknown: names.colours.unknown,
  quality: 'quality',
  qualities: {
    green: { word: names.colours.green, letter: 'G' },
    yellow: { word: names.colours.yellow, letter: 'Y' },
    red: { word: names.colours.red, letter: 'R' },
    unknown: { word: names.colours.unknown, letter: '–' },
  },
  incidents: 'alerts',
  /** Beside a mark with a figure in it. */
  severalIncidents: 'several alerts',
  severities: { info: 'note', warning: 'warning', critical: 'critical' },
  sentence,
};
