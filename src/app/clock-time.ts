import { midnightAfter } from '../domain/local-days.js';
import { after, DAY, instantOf, localTime, MINUTE, type Instant } from '../domain/time.js';
import { anyOf } from '../words/any-of.js';
import { understood } from '../words/understood.js';

const tomorrow = anyOf(understood.tomorrow);
const timeOfDay = String.raw`(?:${anyOf(understood.clock)}\s+)?\d{1,2}[:.]\d{2}`;
const timeWithWord = String.raw`(?:${anyOf(understood.clock)}\s+)\d{1,2}`;

/** A time of today or tomorrow as people type it: 10:00, pukul 10.00, jam 10, tomorrow 10:00, 10.00 besok. */
export const timeToCome = String.raw`(?:${tomorrow}\s+)?(?:${timeOfDay}|${timeWithWord})(?:\s+${tomorrow})?`;

const wholeTime = new RegExp(String.raw`^${timeToCome}$`, 'u');
const isTomorrow = new RegExp(String.raw`(?:^|\s)${tomorrow}(?:$|\s)`, 'u');

/** The instant of such a time, where it is read: the next to come, or that of tomorrow. Null: it is no time. */
export function instantToCome(text: string, now: Instant, zone: string): Instant | null {
  const typed = text.normalize('NFKC').trim().toLowerCase();
  const [, hour, minute = '0'] = /(\d{1,2})(?:[:.](\d{2}))?/.exec(typed) ?? [];
  if (hour === undefined || !wholeTime.test(typed)) return null;
  const from = isTomorrow.test(typed) ? after(midnightAfter(now, zone), -1) : now;
  return nextClock(Number(hour), Number(minute), from, zone);
}

const quarter = 15 * MINUTE;

/** The next instant at which the wall clock shows this time; null: none does. What a day skips is the next day's. */
export function nextClock(hour: number, minute: number, now: Instant, zone: string): Instant | null {
  if (hour > 23 || minute > 59) return null;
  for (let at = Math.floor(now / quarter) * quarter; at <= now + 2 * DAY; at += quarter) {
    const local = localTime(instantOf(at), zone);
    if (local.hour !== hour || minute < local.minute || minute >= local.minute + 15) continue;
    const exact = instantOf(at + (minute - local.minute) * MINUTE);
    if (exact > now) return exact;
  }
  return null;
}
