import type { Quality } from '../../domain/snapshot.js';
import type { Instant } from '../../domain/time.js';
import type { Moment } from '../format.js';
import { atMoment } from './at-moment.js';
import { basics } from './basics.js';
import { names } from './names.js';
import { comparedWith } from './warning-signs.js';

const { number, duration } = basics;

function ratedText(quality: Quality): string {
  return `rated ${names.qualities[quality].toLowerCase()}`;
}

/** What an alert says of an incident's life and what to do, in English. */
export const alerts = {
  acknowledged: 'Acknowledged',
  silenced: 'Silenced',
  resolved: 'Resolved',
  withdrawn: 'No longer watched',
  /** 5 numbers rated low (red) */
  rated: (n: number, quality: Quality): string => `${number(n)} numbers ${ratedText(quality)}`,
  /** 5 of 8 numbers are rated low (red). */
  ratedOf: (n: number, all: number, quality: Quality): string =>
    n === all
      ? `${basics.allNumbers(n)} ${n === 1 ? 'is' : 'are'} ${ratedText(quality)}.`
      : `${number(n)} of ${number(all)} numbers are ${ratedText(quality)}.`,
  /** Of a table of incidents of which the same is so. */
  alike: (n: number, title: string): string => `The same for all ${number(n)}: ${title}.`,
  problems: (n: number): string => (n === 1 ? '1 problem' : `${number(n)} problems`),
  /** How many portfolios one alert is about. */
  portfolios: (n: number): string => (n === 1 ? '1 portfolio' : `${number(n)} portfolios`),
  /** Of a table of incidents: the worst of them. */
  worst: (lead: string): string => `Worst: ${lead}`,
  /** Of a table of incidents: how many are over. */
  over: (ended: number, all: number): string => `${number(ended)} of ${number(all)} are over.`,
  allOver: (all: number): string => `All ${number(all)} are over.`,
  gone: (who: string): string => `${who} is no longer there, so there is nothing to watch.`,
  labels: {
    began: 'Began',
    lasted: 'Lasted',
    since: 'Since',
    ended: 'Over',
    advice: 'Next step',
    flapping: 'Comes and goes',
    acknowledgedBy: 'Acknowledged by',
    silencedUntil: 'Silenced until',
    usage: 'Used',
    freesUp: 'Room comes back',
    counted: 'Figures',
    pace: 'At this pace',
    detail: 'Detail',
    reasons: "Meta's reasons",
    usual: 'The usual',
    before: 'Came before',
    what: 'What',
    who: 'Who',
    state: 'State',
  },
  reached: (at: Instant, moment: Moment): string => `the limit is reached ${atMoment(at, moment)}`,
  /** `times`: how often it has begun, this time counted. */
  flapping: (times: number): string =>
    `${number(times)} times within a few hours; counts as over after a calm hour`,
  comparedWith,
  untilHealthy: (until: string): string => `until it is well again, at the latest ${until}`,
  incident: (id: string): string => `alert ${id}`,
  actions: {
    acknowledge: 'Acknowledge',
    /** All alerts of one message. */
    acknowledgeAll: 'Acknowledge all',
    silence: 'Silence…',
    silenceFor: 'Silence for…',
    details: 'Details',
    /** Of several alerts in one message. */
    chooseOne: 'Acknowledge or silence one…',
  },
  entries: {
    opened: 'New',
    worsened: 'Worse',
    changed: 'Better, not over',
    acknowledged: (by: string): string => `Acknowledged by ${by}`,
    reminder: (ms: number): string => `Still so after ${duration(ms)}`,
    escalated: (ms: number): string => `Nobody acknowledged this for ${duration(ms)}`,
    resolved: (ms: number): string => `Resolved after ${duration(ms)}`,
    withdrawn: 'No longer watched',
    event: 'News',
    several: (n: number): string => `${number(n)} updates`,
  },
};
