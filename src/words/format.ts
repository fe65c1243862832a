import { DAY, HOUR, instantOf, localTime, MINUTE, type Instant } from '../domain/time.js';

/** Where and when a sentence is read: times are told in `zone`, "tomorrow" is seen from `now`. */
export interface Moment {
  readonly zone: string;
  readonly now: Instant;
}

/** A whole number with its thousands apart: 10,000 or 10.000. Fractions are cut off, never rounded up. */
export function grouped(n: number, separator: string): string {
  const whole = Math.trunc(n);
  const digits = String(Math.abs(whole)).replace(/\B(?=(\d{3})+$)/g, separator);
  return whole < 0 ? `-${digits}` : digits;
}

/** A share times a hundred may come out a trace below a whole number: 0.29 x 100. */
const trace = 1e-9;

/** A percentage cut to the whole number, so that 79.9 never reads as 80; a little above zero is not zero. */
export function wholePercent(percent: number, separator: string): string {
  return percent > 0 && percent < 1 - trace ? '<1 %' : `${grouped(percent + trace, separator)} %`;
}

/** A percentage cut to one decimal below ten: 3.5 %. Shares that matter at a few people in a thousand. */
export function finePercent(
  percent: number,
  marks: { readonly decimal: string; readonly thousands: string },
): string {
  if (percent >= 10) return wholePercent(percent, marks.thousands);
  const tenths = Math.floor(percent * 10 + trace);
  if (tenths === 0) return percent > 0 ? `<0${marks.decimal}1 %` : '0 %';
  return tenths % 10 === 0
    ? `${tenths / 10} %`
    : `${Math.floor(tenths / 10)}${marks.decimal}${tenths % 10} %`;
}

/** Making a format is slow, so one is kept for each zone. */
const offsets = new Map<string, Intl.DateTimeFormat>();

/** The short name of a zone at an instant, out of `names` or like UTC+2. */
export function zoneName(at: Instant, zone: string, names: Readonly<Record<string, string>>): string {
  const known = names[zone];
  if (known) return known;
  const format =
    offsets.get(zone) ?? new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'shortOffset' });
  offsets.set(zone, format);
  const name = format.formatToParts(at).find((part) => part.type === 'timeZoneName')?.value ?? zone;
  return name.replace(/^GMT(?:[+-]0)?/, 'UTC');
}

/** The wall clock as two digits and two digits with `separator` between. */
export function wallClock(at: Instant, zone: string, separator: string): string {
  const { hour, minute } = localTime(at, zone);
  return [hour, minute].map((part) => String(part).padStart(2, '0')).join(separator);
}

/** How far the local day of `at` is from today: -1 is yesterday, 0 today, 1 tomorrow. */
export function daysAway(at: Instant, moment: Moment): number {
  const dayOf = (t: Instant): number => Date.parse(`${localTime(t, moment.zone).day}T00:00:00Z`) / DAY;
  return Math.round(dayOf(at) - dayOf(moment.now));
}

/** The parts of a local day YYYY-MM-DD. Months from 1 to 12; weekday 1 is Monday. */
export function calendar(day: string): {
  readonly year: number;
  readonly month: number;
  readonly date: number;
  readonly weekday: number;
} {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number);
  const weekday = localTime(instantOf(Date.UTC(year, month - 1, date, 12)), 'UTC').weekday;
  return { year, month, date, weekday };
}

/** The units of a span, largest first and at most two: 2 h 5 min, 3 days 4 h. Never negative. */
export function spanParts(
  ms: number,
): readonly { readonly unit: 'day' | 'hour' | 'minute'; readonly n: number }[] {
  const minutes = Math.max(0, Math.floor(ms / MINUTE));
  const parts = [
    { unit: 'day' as const, n: Math.floor(minutes / (DAY / MINUTE)) },
    { unit: 'hour' as const, n: Math.floor((minutes % (DAY / MINUTE)) / (HOUR / MINUTE)) },
    { unit: 'minute' as const, n: minutes % (HOUR / MINUTE) },
  ];
  const first = parts.findIndex((part) => part.n > 0);
  return first < 0 ? [] : parts.slice(first, first + 2).filter((part) => part.n > 0);
}

/** The text with a capital at its head. */
export function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
