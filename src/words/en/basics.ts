import { instantOf, localTime, type Instant, type Span } from '../../domain/time.js';
import type { Limit } from '../../domain/limit.js';
import type { Accuracy, Usage } from '../../domain/usage.js';
import {
  calendar,
  daysAway,
  grouped,
  spanParts,
  wallClock,
  wholePercent,
  zoneName,
  type Moment,
} from '../format.js';

/** Zones with a short name of their own; the others go by their distance from UTC. */
const zones: Readonly<Record<string, string>> = {
  'Asia/Jakarta': 'WIB',
  'Asia/Pontianak': 'WIB',
  'Asia/Makassar': 'WITA',
  'Asia/Ujung_Pandang': 'WITA',
  'Asia/Jayapura': 'WIT',
};

/** Words that stay on one line with the figure before or after them. */
const figures: { readonly before: readonly string[]; readonly after: readonly string[] } = {
  before: [],
  after: ['%', 'h', 'min', 's', 'day', 'days'],
};

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const units = { day: ['day', 'days'], hour: ['h', 'h'], minute: ['min', 'min'] } as const;

function number(n: number): string {
  return grouped(n, ',');
}

function day(local: string): string {
  const { month, date, weekday } = calendar(local);
  return `${weekdays[weekday - 1] ?? ''} ${date} ${months[month - 1] ?? ''}`;
}

function duration(ms: number): string {
  const parts = spanParts(ms).map(({ unit, n }) => `${n} ${units[unit][n === 1 ? 0 : 1]}`);
  return parts.length === 0 ? 'less than a minute' : parts.join(' ');
}

function clock(at: Instant, zone: string): string {
  return `${wallClock(at, zone, ':')} ${zoneName(at, zone, zones)}`;
}

function momentOf(at: Instant, moment: Moment): string {
  const away = daysAway(at, moment);
  const time = clock(at, moment.zone);
  if (away === 0) return time;
  if (away === 1) return `tomorrow ${time}`;
  if (away === -1) return `yesterday ${time}`;
  return `${day(localTime(at, moment.zone).day)} ${time}`;
}

/** Numbers, times and figures in English. */
export const basics = {
  zones,
  figures,
  number,
  percent: (percent: number): string => wholePercent(percent, ','),
  /** 14:20 WIB */
  clock,
  /** 14:20 WIB, tomorrow 08:00 WIB, Thu 26 Nov 14:20 WIB */
  moment: momentOf,
  /** today 09:00–12:00 WIB, Thu 26 Nov 22:00–00:00 WIB; between days: Thu 26 Nov 22:00 WIB – 02:00 WIB */
  period: ({ from, to }: Span, moment: Moment): string => {
    const begins = momentOf(from, moment);
    if (daysAway(from, moment) !== daysAway(instantOf(to - 1), moment))
      return `${begins} – ${momentOf(to, moment)}`;
    const today = daysAway(from, moment) === 0 ? 'today ' : '';
    const zone = zoneName(from, moment.zone, zones);
    return `${today}${begins.slice(0, -zone.length - 1)}–${clock(to, moment.zone)}`;
  },
  /** Sun 22 Nov, of a local day YYYY-MM-DD. */
  day,
  /** 2 h 5 min */
  duration,
  /** 3 min ago */
  ago: (ms: number): string => (ms < 60_000 ? 'just now' : `${duration(ms)} ago`),
  list: (items: readonly string[]): string =>
    items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`,
  more: (n: number): string => `and ${number(n)} more`,
  /** The number; Both numbers; All 14 numbers: at the head of a sentence, of all there are. */
  allNumbers: (n: number): string =>
    n === 1 ? 'The number' : n === 2 ? 'Both numbers' : `All ${number(n)} numbers`,
  limit: (limit: Limit): string => (limit.kind === 'unlimited' ? 'unlimited' : number(limit.recipients)),
  /** at most 6,120; at most none is none */
  used: (usage: Pick<Usage, 'recipients' | 'accuracy'>): string =>
    usage.accuracy === 'exact' || usage.recipients === 0
      ? number(usage.recipients)
      : `${usage.accuracy === 'at-least' ? 'at least' : 'at most'} ${number(usage.recipients)}`,
  /** What is left of a limit; an upper bound of what is used gives a lower bound of what is left. */
  left: (left: number, accuracy: Accuracy): string => {
    if (left <= 0) return accuracy === 'at-most' ? 'perhaps nothing left' : 'nothing left';
    if (accuracy === 'exact') return `${number(left)} left`;
    return accuracy === 'at-most' ? `room for ${number(left)} more` : `at most ${number(left)} left`;
  },
  basis: ({ accuracy, source }: Pick<Usage, 'accuracy' | 'source'>): string => {
    if (accuracy === 'exact') return 'counted person by person';
    if (source !== 'ledger') return 'counted from message volume, not from people';
    return accuracy === 'at-most'
      ? 'counted person by person, not all of it certain'
      : 'counted person by person, as far as we were told';
  },
};
