import { instantOf, localTime, type Instant } from '../../domain/time.js';
import { basics as english } from '../en/basics.js';
import type { Words } from '../en/index.js';
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

type Basics = Pick<
  Words,
  | 'zones'
  | 'figures'
  | 'number'
  | 'percent'
  | 'clock'
  | 'moment'
  | 'period'
  | 'day'
  | 'duration'
  | 'ago'
  | 'list'
  | 'more'
  | 'allNumbers'
  | 'limit'
  | 'used'
  | 'left'
  | 'basis'
>;

const { zones } = english;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'Mei', 'Jun', 'Jul', 'Agu', 'Sep', 'Okt', 'Nov', 'Des'];
const weekdays = ['Sen', 'Sel', 'Rab', 'Kam', 'Jum', 'Sab', 'Min'];
const units = { day: 'hari', hour: 'jam', minute: 'menit' } as const;

function number(n: number): string {
  return grouped(n, '.');
}

function day(local: string): string {
  const { month, date, weekday } = calendar(local);
  return `${weekdays[weekday - 1] ?? ''} ${date} ${months[month - 1] ?? ''}`;
}

function duration(ms: number): string {
  const parts = spanParts(ms).map(({ unit, n }) => `${n} ${units[unit]}`);
  return parts.length === 0 ? 'kurang dari semenit' : parts.join(' ');
}

function clock(at: Instant, zone: string): string {
  return `pukul ${wallClock(at, zone, '.')} ${zoneName(at, zone, zones)}`;
}

function momentOf(at: Instant, moment: Moment): string {
  const away = daysAway(at, moment);
  const time = clock(at, moment.zone);
  if (away === 0) return time;
  if (away === 1) return `besok ${time}`;
  if (away === -1) return `kemarin ${time}`;
  return `${day(localTime(at, moment.zone).day)} ${time}`;
}

/** Numbers, times and figures in Indonesian. */
export const basics: Basics = {
  zones,
  figures: { before: ['pukul'], after: ['%', 'detik', 'menit', 'jam', 'hari'] },
  number,
  percent: (percent) => wholePercent(percent, '.'),
  clock,
  moment: momentOf,
  period: ({ from, to }, moment) => {
    const begins = momentOf(from, moment);
    if (daysAway(from, moment) !== daysAway(instantOf(to - 1), moment))
      return `${begins} – ${momentOf(to, moment)}`;
    const today = daysAway(from, moment) === 0 ? 'hari ini ' : '';
    const zone = zoneName(from, moment.zone, zones);
    const ends = `${wallClock(to, moment.zone, '.')} ${zoneName(to, moment.zone, zones)}`;
    return `${today}${begins.slice(0, -zone.length - 1)}–${ends}`;
  },
  day,
  duration,
  ago: (ms) => (ms < 60_000 ? 'baru saja' : `${duration(ms)} lalu`),
  list: (items) =>
    items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} dan ${items.at(-1) ?? ''}`,
  more: (n) => `dan ${number(n)} lainnya`,
  allNumbers: (n) => (n === 1 ? 'Nomor ini' : n === 2 ? 'Kedua nomor' : `Semua ${number(n)} nomor`),
  limit: (limit) => (limit.kind === 'unlimited' ? 'tanpa batas' : number(limit.recipients)),
  used: (usage) =>
    usage.accuracy === 'exact' || usage.recipients === 0
      ? number(usage.recipients)
      : `${usage.accuracy === 'at-least' ? 'paling sedikit' : 'paling banyak'} ${number(usage.recipients)}`,
  left: (left, accuracy) => {
    if (left <= 0) return accuracy === 'at-most' ? 'mungkin sudah habis' : 'sudah habis';
    if (accuracy === 'exact') return `sisa ${number(left)}`;
    return accuracy === 'at-most'
      ? `aman untuk ${number(left)} orang lagi`
      : `sisa paling banyak ${number(left)}`;
  },
  basis: ({ accuracy, source }) => {
    if (accuracy === 'exact') return 'dihitung per orang';
    if (source !== 'ledger') return 'dihitung dari jumlah pesan, bukan dari orang';
    return accuracy === 'at-most'
      ? 'dihitung per orang, sebagian belum pasti'
      : 'dihitung per orang, sejauh yang kami terima';
  },
};
