import type { ChartSummary } from '../../domain/chart-facts.js';
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
  return limit === Number.POSITIVE_INFINITY ? 'no limit' : `a limit of ${number(limit)}`;
}

function sentence(drawn: ChartSummary): string {
  const span = `${dayLabel(drawn.from, drawn.zone, 'date')} to ${dayLabel(drawn.to, drawn.zone, 'date')}`;
  const { peak } = drawn;
  const share = peak === null || peak.percent === null ? '' : ` (${percent(peak.percent)})`;
  const hidden = Math.round(drawn.unknownShare * 100);
  return [
    peak === null
      ? `Usage from ${span} is unknown.`
      : `Usage from ${span}: at most ${number(peak.recipients)}${share} on ${dayLabel(peak.at, drawn.zone, 'date')}.`,
    drawn.limit === null ? 'The limit is unknown.' : `It ends with ${limitText(drawn.limit)}.`,
    ...(drawn.limitBefore === null ? [] : [`It began with ${limitText(drawn.limitBefore)}.`]),
    ...(drawn.overLimit ? ['Usage may have been above the limit.'] : []),
    ...(hidden > 0 ? [`${percent(hidden)} of the time is unknown.`] : []),
    ...(drawn.worstQuality === null ? [] : [`Worst quality: ${names.qualities[drawn.worstQuality]}.`]),
    ...(drawn.incidents === 0 ? [] : [`Alerts: ${number(drawn.incidents)}.`]),
  ].join(' ');
}

/** What stands in a picture of usage, in English. */
export const chart = {
  usage: 'used in 24 h, at most',
  limit: (recipients: number): string => `limit ${number(recipients)}`,
  unlimited: 'no limit',
  limitUnknown: 'limit unknown',
  threshold: (threshold: number): string => percent(threshold),
  peak: (recipients: number, share: number | null): string =>
    share === null ? number(recipients) : `${number(recipients)} (${percent(share)})`,
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
