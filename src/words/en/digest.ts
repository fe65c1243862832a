import type { Instant } from '../../domain/time.js';
import type { UsualTraffic } from '../../domain/usual-traffic.js';
import { sentence, type Moment } from '../format.js';
import { basics } from './basics.js';

const { number, moment: momentOf } = basics;

function part(n: number, what: string): string {
  return `${number(n)} ${n === 1 ? 'is' : 'are'} ${what}`;
}

/** What the digest says in English. */
export const digest = {
  title: (day: string): string => `Digest for ${day}`,
  allWell: 'All well.',
  /** Something is not as it should be, but can wait. */
  nothingUrgent: 'Nothing urgent.',
  attention: (n: number): string =>
    n === 1 ? '1 problem needs attention.' : `${number(n)} problems need attention.`,
  blind: (names: string): string => `We cannot see ${names}.`,
  /** 1 of 14 numbers is yellow. */
  colours: (counts: {
    readonly red: number;
    readonly yellow: number;
    readonly unknown: number;
    readonly all: number;
  }): string => {
    const { red, yellow, unknown, all } = counts;
    if (all === 0) return 'No number is watched.';
    const parts: string[] = [];
    for (const [n, what] of [
      [red, 'red'],
      [yellow, 'yellow'],
      [unknown, 'unknown'],
    ] as const) {
      if (n === 0) continue;
      parts.push(
        parts.length > 0
          ? part(n, what)
          : `${n === all ? basics.allNumbers(n) : `${number(n)} of ${number(all)} numbers`} ${n === 1 ? 'is' : 'are'} ${what}`,
      );
    }
    if (parts.length > 0) return `${parts.join(', ')}.`;
    return `${basics.allNumbers(all)} ${all === 1 ? 'is' : 'are'} green.`;
  },
  lastKnown: 'Last known:',
  numbers: (n: number): string => `${number(n)} numbers`,
  limitRaised: (from: string, to: string): string => `Limit raised from ${from} to ${to}`,
  limitLowered: (from: string, to: string): string => `Limit lowered from ${from} to ${to}`,
  /** Limit 10,000, peak at most 62 % since yesterday 08:00 WIB; null: where that stands elsewhere. */
  limitPeak: (limit: string, peak: string, since: string | null): string =>
    `Limit ${limit}, peak at most ${peak}${since === null ? '' : ` since ${since}`}.`,
  limitUsage: (limit: string, used: string): string => `Limit ${limit}, now ${used}.`,
  limitUsageThen: (limit: string, used: string): string => `Limit ${limit}, used ${used}.`,
  unlimited: (used: string): string => `No limit, now ${used}.`,
  limitOnly: (limit: string): string => `Limit ${limit}, usage unknown.`,
  limitUnknown: 'Limit unknown.',
  /** No listed number is known for at most 400 of the usage. */
  unmatched: (used: string): string => `${sentence(used)} of the usage came from an unknown number.`,
  notLooked: 'Not checked yet.',
  worst: 'Needs attention',
  green: (n: number): string =>
    n === 1 ? '1 number is green and connected.' : `${number(n)} numbers are green and connected.`,
  since: (since: Instant, moment: Moment): string => `Since ${momentOf(since, moment)}`,
  sameAsBefore: (since: Instant, moment: Moment): string =>
    `Nothing changed since ${momentOf(since, moment)}.`,
  late: (planned: Instant, moment: Moment): string =>
    `Planned for ${momentOf(planned, moment)}, when the bot was not running or could not send.`,
  ended: (what: string, who: string, lasted: string): string => `${who} · ${what} · over after ${lasted}`,
  forecast: 'Next tier',
  /** How the coming 24 hours look of a limit that is nearly used up. */
  ahead: 'Coming 24 h',
  /** at most about 9,200 of 10,000 (92 %), as in the last 4 weeks */
  aheadPeak: (peak: string, reached: string | null, { with: what, n }: UsualTraffic['compared']): string =>
    [
      peak,
      ...(reached === null ? [] : [`; the limit is reached around ${reached}`]),
      what === 'weeks' ? `, if it goes as in the last ${n} weeks` : `, if it goes as on the last ${n} days`,
    ].join(''),
  silences: (n: number): string =>
    n === 1 ? '1 silence is in force.' : `${number(n)} silences are in force.`,
  limits: 'Limits',
};
