import { countsFor, type PastDay } from '../../domain/record.js';
import type { NumberId } from '../../domain/snapshot.js';
import { DAY, HALF_HOUR, HOUR, instantOf, type Instant } from '../../domain/time.js';
import { addedSeries, type Bucket, type Series } from '../../domain/usage.js';
import { peaksByDay } from '../../domain/peaks.js';
import { figuresIn, figuresText } from './figures.js';

/** A UTC day that is no longer kept by half hours. A number without usage, and without a peak left over, is absent. */
export interface OldDay {
  readonly at: Instant;
  readonly numbers: readonly NumberId[];
  /** 24 counts for each number; null when only the totals are left. */
  readonly hours: Uint32Array | null;
  readonly totals: Uint32Array;
  readonly peaks: Uint32Array;
}

const hoursOfDay = DAY / HOUR;

/** Half hours as whole hours, in the place of their first half. */
function byHours(series: Series): Series {
  const hours: Bucket[] = [];
  for (const { at, recipients } of series) {
    const hour = instantOf(Math.floor(at / HOUR) * HOUR);
    const last = hours.at(-1);
    if (last?.at === hour) hours[hours.length - 1] = { at: hour, recipients: last.recipients + recipients };
    else hours.push({ at: hour, recipients });
  }
  return hours;
}

/**
 * The day by hours, with totals and peaks. The day before it is needed for the peaks, in any grain. They are made of whole
 * hours too, up to 25 of them, and so never lower than those of half hours.
 */
export function hourlyDay(
  at: Instant,
  chunk: ReadonlyMap<NumberId, Series>,
  before: ReadonlyMap<NumberId, Series>,
): OldDay {
  const span = { from: at, to: instantOf(at + DAY) };
  const rows = [...new Set([...chunk.keys(), ...before.keys()])].flatMap((number) => {
    const series = byHours(chunk.get(number) ?? []);
    const joined = byHours(before.get(number) ?? []).concat(series);
    const day = peaksByDay(joined, span, 'UTC')[0];
    return day && day.peak > 0 ? [{ number, series, day }] : [];
  });
  const hours = new Uint32Array(rows.length * hoursOfDay);
  for (const [row, { series }] of rows.entries()) {
    for (const bucket of series) {
      const slot = row * hoursOfDay + Math.floor((bucket.at - at) / HOUR);
      hours[slot] = (hours[slot] ?? 0) + bucket.recipients;
    }
  }
  return {
    at,
    numbers: rows.map(({ number }) => number),
    hours,
    totals: Uint32Array.from(rows, ({ day }) => day.total),
    peaks: Uint32Array.from(rows, ({ day }) => day.peak),
  };
}

/** The day with its totals and peaks only. */
export function bareDay(day: OldDay): OldDay {
  return { ...day, hours: null };
}

/** An old day as JSON. */
export function encodeOldDay({ numbers, hours, totals, peaks }: OldDay): unknown {
  return {
    version: 2,
    numbers,
    hours: hours === null ? null : figuresText(hours),
    totals: figuresText(totals),
    peaks: figuresText(peaks),
  };
}

/** The old day that JSON holds; null when it holds none. */
export function decodeOldDay(at: Instant, value: unknown): OldDay | null {
  if (typeof value !== 'object' || value === null) return null;
  if (!('version' in value) || value.version !== 2) return null;
  if (!('numbers' in value) || !Array.isArray(value.numbers)) return null;
  if (!('hours' in value) || !('totals' in value) || !('peaks' in value)) return null;
  const numbers = value.numbers.filter((number) => typeof number === 'string') as NumberId[];
  const hours = value.hours === null ? null : figuresIn(value.hours, numbers.length * hoursOfDay);
  const totals = figuresIn(value.totals, numbers.length);
  const peaks = figuresIn(value.peaks, numbers.length);
  const isWhole = numbers.length === value.numbers.length && (hours !== null || value.hours === null);
  return isWhole && totals && peaks ? { at, numbers, hours, totals, peaks } : null;
}

/** The hours of one number, those that had something. */
export function hoursIn(day: OldDay, row: number): Series {
  const series: Bucket[] = [];
  for (let slot = 0; day.hours && slot < hoursOfDay; slot += 1) {
    const recipients = day.hours[row * hoursOfDay + slot] ?? 0;
    if (recipients > 0) series.push({ at: instantOf(day.at + slot * HOUR), recipients });
  }
  return series;
}

/** What one number had by hours, at most. */
export function hoursOfNumber(day: OldDay, number: NumberId): Series {
  return addedSeries(rowsOf(day, number).map((row) => hoursIn(day, row)));
}

/** Total and peak of one number, at most; nothing of a number that is absent. */
export function pastDayOf(day: OldDay, number: NumberId): PastDay {
  const rows = rowsOf(day, number);
  const sum = (figures: Uint32Array): number => rows.reduce((all, row) => all + (figures[row] ?? 0), 0);
  return { at: day.at, total: sum(day.totals), peak: sum(day.peaks) };
}

function rowsOf({ numbers }: OldDay, number: NumberId): readonly number[] {
  return [...numbers.entries()].flatMap(([row, name]) => (countsFor(number, name) ? [row] : []));
}

/** The half hours that had something. */
export function seriesIn(day: Instant, sums: Uint32Array): Series {
  return [...sums].flatMap((recipients, slot) =>
    recipients > 0 ? [{ at: instantOf(day + slot * HALF_HOUR), recipients }] : [],
  );
}
