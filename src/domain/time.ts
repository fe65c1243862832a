declare const instant: unique symbol;
/** A moment, as whole milliseconds since 1970-01-01T00:00:00Z. JSON-safe; printed as ISO 8601 UTC at the edges. */
export type Instant = number & { readonly [instant]: true };

/** A span of time from `from` (included) to `to` (excluded). */
export interface Span {
  readonly from: Instant;
  readonly to: Instant;
}

/** A second, in milliseconds. */
export const SECOND = 1_000;
/** A minute, in milliseconds. */
export const MINUTE = 60 * SECOND;
/** Half an hour, in milliseconds. */
export const HALF_HOUR = 30 * MINUTE;
/** An hour, in milliseconds. */
export const HOUR = 60 * MINUTE;
/** 24 hours, in milliseconds; a local day may be longer or shorter. */
export const DAY = 24 * HOUR;

/** The instant of that many milliseconds since 1970, rounded to the whole millisecond. */
export function instantOf(ms: number): Instant {
  return Math.round(ms) as Instant;
}

/** The instant `ms` milliseconds after (or, when negative, before) `at`. */
export function after(at: Instant, ms: number): Instant {
  return instantOf(at + ms);
}

/** The start of the half hour (UTC) that holds `at`; Meta's half-hour buckets lie on :00 and :30 UTC. */
export function halfHourOf(at: Instant): Instant {
  return instantOf(Math.floor(at / HALF_HOUR) * HALF_HOUR);
}

/** The start of the hour (UTC) that holds `at`. */
export function hourOf(at: Instant): Instant {
  return instantOf(Math.floor(at / HOUR) * HOUR);
}

/** ISO 8601 in UTC with milliseconds, as all JSON of this project prints instants. */
export function isoOf(at: Instant): string {
  return new Date(at).toISOString();
}

/** Wall-clock parts of an instant in an IANA time zone. `weekday` is 1 (Monday) to 7 (Sunday). */
export interface LocalTime {
  readonly day: string;
  readonly hour: number;
  readonly minute: number;
  readonly weekday: number;
}

/** Making a format costs as much as a hundred prints. So one is kept for each zone. */
const formats = new Map<string, Intl.DateTimeFormat>();
const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

function formatFor(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    weekday: 'short',
  });
  formats.set(zone, made);
  return made;
}

/** The wall clock in `zone` at `at`; `day` is YYYY-MM-DD. Throws RangeError on an unknown zone. */
export function localTime(at: Instant, zone: string): LocalTime {
  // Some seven times faster than a format, and the record is kept by days of UTC.
  if (zone === 'UTC') return timeInUtc(new Date(at));
  const parts = new Map(
    formatFor(zone)
      .formatToParts(at)
      .map((p) => [p.type, p.value]),
  );
  const part = (name: Intl.DateTimeFormatPartTypes): string => parts.get(name) ?? '';
  return {
    day: `${part('year')}-${part('month')}-${part('day')}`,
    hour: Number(part('hour')),
    minute: Number(part('minute')),
    weekday: weekdays.indexOf(part('weekday')) + 1,
  };
}

function timeInUtc(date: Date): LocalTime {
  return {
    day: date.toISOString().slice(0, 10),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    // Sunday is 0 in JavaScript.
    weekday: date.getUTCDay() || 7,
  };
}

/** Whether `zone` is a time zone this runtime knows. */
export function isTimeZone(zone: string): boolean {
  try {
    formatFor(zone);
    return true;
  } catch {
    return false;
  }
}
