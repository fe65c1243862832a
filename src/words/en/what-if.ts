import type { Instant } from '../../domain/time.js';
import type { UsualTraffic } from '../../domain/usual-traffic.js';
import type { Moment } from '../format.js';
import { atMoment } from './at-moment.js';
import { basics } from './basics.js';

const { number, percent, moment: momentOf } = basics;

function people(n: number): string {
  return n === 1 ? '1 person' : `${number(n)} people`;
}

/** What is said of a broadcast at a time to come, in English. */
export const whatIf = {
  title: (who: string, n: number, at: Instant, moment: Moment): string =>
    `${who} · ${people(n)} · ${momentOf(at, moment)}`,
  /** All 3,000 fit, and usage stays below 80 % of the limit. */
  fits: (n: number, below: number): string =>
    `${n === 1 ? 'It fits' : `All ${number(n)} fit`}, and usage stays below ${percent(below)} of the limit.`,
  fitsBut: (n: number, reached: number, at: Instant, moment: Moment): string =>
    `${n === 1 ? 'It fits' : `All ${number(n)} fit`}, but ${percent(reached)} of the limit is reached ${atMoment(at, moment)}.`,
  /** Usage without the broadcast comes that far too. */
  fitsAnyway: (n: number, reached: number): string =>
    `${n === 1 ? 'It fits' : `All ${number(n)} fit`}; ${percent(reached)} of the limit is reached with and without it.`,
  /** 2,100 fit then, the rest from 16:30 WIB on. */
  some: (fit: number, rest: Instant | null, moment: Moment): string =>
    `Only ${number(fit)} ${fit === 1 ? 'fits' : 'fit'} then, the rest ${rest === null ? 'not within a day' : `from ${momentOf(rest, moment)} on`}.`,
  none: (from: Instant | null, moment: Moment): string =>
    from === null
      ? 'Nothing fits then, nor within a day.'
      : `Nothing fits then; there is room from ${momentOf(from, moment)} on.`,
  /** at most about 9,120 of 10,000 (91 %), at 10:00 WIB. About: others send as usual, which nobody knows for certain. */
  peak: (
    used: number,
    limit: number,
    isAbout: boolean,
    at: { readonly at: Instant; readonly moment: Moment } | null,
  ): string =>
    `${used === 0 ? '' : 'at most '}${isAbout ? 'about ' : ''}${number(used)} of ${number(limit)} (${percent((used / limit) * 100)})${at === null ? '' : `, ${atMoment(at.at, at.moment)}`}`,
  reached: (at: Instant, moment: Moment): string => `reached ${atMoment(at, moment)}`,
  reachedAnyway: (at: Instant, without: Instant, moment: Moment): string =>
    at === without
      ? `reached ${atMoment(at, moment)}, without it too`
      : `reached ${atMoment(at, moment)}, without it ${atMoment(without, moment)}`,
  notReached: 'not reached',
  fit: (n: number, isAbout: boolean): string => `at least ${isAbout ? 'about ' : ''}${number(n)}`,
  fitNone: 'perhaps none',
  asUsual: ({ with: what, n }: UsualTraffic['compared']): string =>
    what === 'weeks'
      ? `as on these weekdays of the last ${n} weeks, on average`
      : `as on the last ${n} days, on average`,
  unknownTraffic: 'left out: the record is too short to tell what is usual',
  labels: {
    highest: 'Highest in 24 h',
    without: 'Without it',
    alone: 'If nobody else sends',
    others: 'Other sending',
    fit: 'Fit then',
  },
};
