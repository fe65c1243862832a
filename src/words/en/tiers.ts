import type { Criterion } from '../../domain/criteria.js';
import type { Instant } from '../../domain/time.js';
import { HOUR } from '../../domain/time.js';
import { daysAway, type Moment } from '../format.js';
import { atMoment } from './at-moment.js';
import { basics } from './basics.js';
import { names } from './names.js';

const { number, duration, moment: momentOf } = basics;

function usedText(used: number, accuracy: 'exact' | 'at-most' | null): string {
  return accuracy === 'exact' ? number(used) : `at most ${number(used)}`;
}

function dueOf(due: Instant, kind: 'after' | 'within', moment: Moment): string {
  return kind === 'within' ? `by ${momentOf(due, moment)}` : atMoment(due, moment);
}

/** What a record that is too short holds bounds nothing. */
function soFar(used: number, { met, accuracy }: Extract<Criterion, { readonly name: 'used' }>): string {
  return met === null ? `${number(used)} on record so far` : `now ${usedText(used, accuracy)}`;
}

function condition(criterion: Criterion): string {
  switch (criterion.name) {
    case 'automatic':
      return criterion.met
        ? `Raises come by themselves from ${number(criterion.from)} on`
        : `Below ${number(criterion.from)} raises do not come by themselves: verify the business first`;
    case 'status':
      return `Status ${criterion.allowed.map((one) => names.statuses[one]).join(' or ')}`;
    case 'quality':
      return `Quality ${criterion.allowed.map((one) => names.qualities[one]).join(' or ')}`;
    case 'used': {
      const now = criterion.used === null ? '' : `, ${soFar(criterion.used, criterion)}`;
      return `${number(criterion.need)} people in ${criterion.days} days${now}`;
    }
    case 'at-limit': {
      const held = criterion.held === null ? '' : `, so far ${duration(criterion.held * HOUR)}`;
      return `${criterion.hours} hours at this limit within ${criterion.days} days${held}`;
    }
  }
}

/** What is said of the next tier, coming broadcasts and past days, in English. */
export const tiers = {
  title: 'Next tier',
  condition,
  met: 'met',
  perhapsMet: 'perhaps met',
  notMet: 'not met',
  notKnown: 'not known',
  onTrack: (next: string, due: Instant, kind: 'after' | 'within', moment: Moment): string =>
    `All conditions for ${next} are met; due ${dueOf(due, kind, moment)}.`,
  /** `due`: null where that is past already. */
  perhaps: (next: string, due: Instant | null, kind: 'after' | 'within', moment: Moment): string =>
    [
      `Perhaps all conditions for ${next} are met: it is only known how many people were reached at most.`,
      ...(due === null ? [] : [`If so, due ${dueOf(due, kind, moment)}.`]),
    ].join(' '),
  overdue: (next: string, due: Instant, moment: Moment): string =>
    `${next} was due by ${momentOf(due, moment)} and has not come. All conditions that we can see are met.`,
  /** 100,000 needs 5,000 people in 7 days; so far at most 3,900. */
  need: (
    need: number,
    days: number,
    next: string,
    used: number,
    accuracy: 'exact' | 'at-most' | null,
  ): string => `${next} needs ${number(need)} people in ${days} days; so far ${usedText(used, accuracy)}.`,
  notYet: (next: string): string => `Not all conditions for ${next} are met yet.`,
  onPace: (at: Instant, moment: Moment): string => `On pace for ${momentOf(at, moment)}.`,
  blocked: (next: string): string => `The raise to ${next} is held back by something other than sending.`,
  blockedBy: (next: string, items: readonly string[]): string =>
    `The raise to ${next} is held back by ${basics.list(items)}.`,
  heldBack: (items: readonly string[]): string => `Held back by ${basics.list(items)}.`,
  holderQuality: (who: string, colour: string): string => `${who} (${colour})`,
  holderStatus: (who: string, status: string): string => `${who} (${status})`,
  atTop: 'The highest tier is reached.',
  unknown: (next: string | null): string =>
    next === null
      ? 'We cannot tell: the limit is unknown.'
      : `We cannot tell when ${next} comes: not all conditions are known.`,
  plan: (perDay: number, days: number): string =>
    days === 1 ? `${number(perDay)} people today` : `${number(perDay)} people a day for ${days} days`,
  labels: {
    limit: 'Limit now',
    next: 'Next',
    plan: 'Gentlest plan',
  },
  countdown: (who: string, daysLeft: number | null, lowersTo: string | null): string => {
    const time = daysLeft === null ? 'some days' : daysLeft === 1 ? '1 day' : `${number(daysLeft)} days`;
    return `${who}: ${time} left to return to medium quality${lowersTo === null ? '' : `, else the limit falls to ${lowersTo}`}`;
  },
  recovering: (who: string): string => `${who}: quality is back; the limit stays`,
  noPortfolio: (query: string): string => `No portfolio “${query}”`,
  watched: 'These are watched:',
};

/** What is said of a broadcast to come, in English. */
export const broadcasts = {
  title: (n: number): string => `Broadcast to ${n === 1 ? '1 person' : `${number(n)} people`}`,
  yes: (n: number): string => (n === 1 ? 'Yes: there is room for 1 more.' : `Yes: ${number(n)} fit now.`),
  /** While nothing can be seen. */
  perhaps: (n: number): string =>
    `Perhaps: by the last figures ${n === 1 ? 'there is room for 1 more' : `${number(n)} fit`}.`,
  yesUnlimited: 'Yes: there is no limit.',
  /** 2,100 now, the rest after 16:40; of another day: the rest from tomorrow 16:40 on. */
  split: (now: number, rest: Instant, moment: Moment): string =>
    daysAway(rest, moment) === 0
      ? `${number(now)} now, the rest after ${momentOf(rest, moment)}.`
      : `${number(now)} now, the rest from ${momentOf(rest, moment)} on.`,
  splitMany: (now: number, days: number): string =>
    `${number(now)} now, the rest in parts over ${days === 1 ? '1 day' : `${days} days`}.`,
  no: (from: Instant, moment: Moment): string =>
    `Not now: the first of them fit from ${momentOf(from, moment)}.`,
  /** All of them, later. */
  noneYet: (n: number, from: Instant, moment: Moment): string =>
    `Not now: ${n === 1 ? 'there is room' : 'all of them fit'} from ${momentOf(from, moment)} on.`,
  never: 'Not now, and we cannot tell when.',
  unknown: (why: string): string => `We cannot tell: ${why}.`,
  blocked: (who: string, status: string): string => `${who} may not send at the moment: ${status}.`,
  part: (n: number): string => number(n),
  labels: { free: 'Free now', allAtOnce: 'All at once', allAtOnceFrom: 'All at once from' },
  free: (n: number, accuracy: 'exact' | 'at-most'): string => {
    if (n === 0) return accuracy === 'exact' ? 'none' : 'perhaps none';
    return accuracy === 'exact' ? number(n) : `at least ${number(n)}`;
  },
  now: 'now',
  moreThanLimit: 'never, that is more than the limit',
  incomplete: 'More parts would follow after these.',
  ifNobodyElse: 'Provided that nobody else sends in the meantime.',
  optedIn: 'Write only to people who opted in.',
  limitInManager: 'WhatsApp Manager shows the limit.',
  careful: 'Quality is low: a broadcast now is likely to make it worse.',
};

/** What is said of past days, in English. */
export const pastDays = {
  title: (n: number): string =>
    n === 0 ? 'Past days' : n === 1 ? 'The last day' : `The last ${number(n)} days`,
  lead: (peak: string, day: string): string => `Peak ${peak} on ${day}.`,
  nothing: 'There is no record yet.',
  day: 'Day',
  peak: 'Peak',
  total: 'Total',
  ofLimit: 'Of limit',
  upTo: (n: number): string => `≤ ${number(n)}`,
  counted: 'Peak: the most people in any 24 hours, counted one by one. Totals are message volume.',
  partlyCounted:
    'Peak: the most people in any 24 hours; ≤ is an upper bound, from message volume. Totals are message volume.',
  atMost:
    'Peak: the most in any 24 hours. All figures are upper bounds: counted from message volume, not from people.',
};
