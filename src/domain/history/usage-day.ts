import { peaksByDay } from '../peaks.js';
import type { NumberId } from '../snapshot.js';
import { DAY, HALF_HOUR, halfHourOf, instantOf, type Instant, type Span } from '../time.js';
import { addedSeries, type Bucket, type Series } from '../usage.js';
import { countsFor } from './recorded-usage.js';

/** Whole numbers below 2^32, in the fewest bytes that hold the largest of them. */
export type Figures = Uint8Array | Uint16Array | Uint32Array;

/** The same figures, as narrow as they can be. */
export function narrowed(figures: Uint32Array): Figures {
  let largest = 0;
  for (const figure of figures) if (figure > largest) largest = figure;
  if (largest < 2 ** 8) return Uint8Array.from(figures);
  return largest < 2 ** 16 ? Uint16Array.from(figures) : figures;
}

/** How fine a day is kept, the finest first. */
export const grains = ['half-hour', 'hour', 'day'] as const;
/** How fine a day is kept. */
export type Grain = (typeof grains)[number];

/** How many counts each number has, by grain. */
export const slotsIn: Readonly<Record<Grain, number>> = { 'half-hour': 48, hour: 24, day: 1 };

/** The usage of all numbers in one UTC day. A number that is absent had nothing. */
export interface UsageDay {
  readonly at: Instant;
  readonly grain: Grain;
  /** All numbers added up by half hours, whatever the grain: 48 counts. */
  readonly sums: Figures;
  readonly numbers: readonly NumberId[];
  /** As many for each number as the grain has. */
  readonly counts: Figures;
  /** The most that each number's moving 24 hours held, at most; none where half hours tell it. */
  readonly peaks: Figures;
}

/** Usage by number. */
export type ByNumber = ReadonlyMap<NumberId, Series>;

const most = 2 ** 32 - 1;

/** The start of the UTC day that holds `at`. */
export function dayOf(at: Instant): Instant {
  return instantOf(Math.floor(at / DAY) * DAY);
}

/** A day of which nothing is on record. */
export function emptyDay(at: Instant): UsageDay {
  const none = new Uint8Array(0);
  return { at, grain: 'half-hour', sums: new Uint8Array(48), numbers: [], counts: none, peaks: none };
}

/** Half hours by UTC day. */
export function byDay(series: ByNumber): ReadonlyMap<Instant, ByNumber> {
  const days = new Map<Instant, Map<NumberId, Bucket[]>>();
  for (const [number, buckets] of series) {
    for (const { at, recipients } of buckets) {
      const day = days.get(dayOf(at)) ?? new Map<NumberId, Bucket[]>();
      days.set(dayOf(at), day);
      const known = day.get(number);
      if (known) known.push({ at: halfHourOf(at), recipients });
      else day.set(number, [{ at: halfHourOf(at), recipients }]);
    }
  }
  return days;
}

/**
 * The day with these half hours in place of its own; the same object when that changes nothing. A day that is already
 * coarser stays as it is: it has settled at Meta long ago.
 */
export function withHalfHours(day: UsageDay, fresh: ByNumber): UsageDay {
  if (day.grain !== 'half-hour') return day;
  const rows = new Map(day.numbers.map((number, row) => [number, row]));
  for (const number of fresh.keys()) if (!rows.has(number)) rows.set(number, rows.size);
  const counts = new Uint32Array(rows.size * 48);
  counts.set(day.counts);
  const sums = Uint32Array.from(day.sums);
  let changed = false;
  for (const [number, series] of fresh) {
    const row = rows.get(number) ?? 0;
    for (const { at, recipients } of series) {
      const slot = (at - day.at) / HALF_HOUR;
      const before = counts[row * 48 + slot] ?? 0;
      const count = Math.min(Math.round(recipients), most);
      if (before === count) continue;
      counts[row * 48 + slot] = count;
      sums[slot] = (sums[slot] ?? 0) + count - before;
      changed = true;
    }
  }
  return changed
    ? { ...day, sums: narrowed(sums), numbers: [...rows.keys()], counts: narrowed(counts) }
    : day;
}

/** The day one grain coarser. Peaks of hours need the day before, in any grain that tells its hours. */
export function coarser(day: UsageDay, before: UsageDay | null): UsageDay {
  if (day.grain !== 'half-hour') {
    const totals = Uint32Array.from(day.numbers, (_, row) => totalOf(day, row));
    return { ...day, grain: 'day', counts: narrowed(totals) };
  }
  const span = { from: day.at, to: instantOf(day.at + DAY) };
  const fine = seriesByNumber(day);
  const earlier = before ? seriesByNumber(before) : new Map<NumberId, Series>();
  const kept = [...new Set([...fine.keys(), ...earlier.keys()])].map((number) => {
    const series = byHours(fine.get(number) ?? []);
    // Made of whole hours too, up to 25 of them, and so never lower than those of half hours.
    const joined = byHours(earlier.get(number) ?? []).concat(series);
    const peak = peaksByDay(joined, span, 'UTC')[0]?.peak ?? 0;
    return { number, series, peak };
  });
  const counts = new Uint32Array(kept.length * 24);
  for (const [row, { series }] of kept.entries()) {
    for (const { at, recipients } of series) counts[row * 24 + slotAt(day, at, 'hour')] = recipients;
  }
  return {
    ...day,
    grain: 'hour',
    numbers: kept.map(({ number }) => number),
    counts: narrowed(counts),
    peaks: narrowed(Uint32Array.from(kept, ({ peak }) => peak)),
  };
}

/** What each number had, by half hours or hours, within the span; one that had nothing is absent. */
export function seriesByNumber(day: UsageDay, span: Span = wholeDay(day)): ByNumber {
  const all = new Map<NumberId, Series>();
  for (const [row, number] of day.numbers.entries()) {
    const series = seriesIn(day, row, span);
    if (series.length > 0) all.set(number, series);
  }
  return all;
}

/** What one number had, at most, by half hours or hours; what belongs to none may be its own. */
export function seriesOfNumber(day: UsageDay, number: NumberId, span: Span): Series {
  const all = rowsOf(day, number).map((row) => seriesIn(day, row, span));
  return all.length > 1 ? addedSeries(all) : (all[0] ?? []);
}

/** The total and the peak of one number, at most. */
export function totalOfNumber(
  day: UsageDay,
  number: NumberId,
): { readonly total: number; readonly peak: number } {
  const rows = rowsOf(day, number);
  return {
    total: rows.reduce((all, row) => all + totalOf(day, row), 0),
    peak: rows.reduce((all, row) => all + (day.peaks[row] ?? 0), 0),
  };
}

/** All numbers added up, by half hours within the span. */
export function sumsWithin(day: Pick<UsageDay, 'at' | 'sums'>, { from, to }: Span): Series {
  return [...day.sums].flatMap((recipients, slot): Series => {
    const at = instantOf(day.at + slot * HALF_HOUR);
    return recipients > 0 && at >= from && at < to ? [{ at, recipients }] : [];
  });
}

function rowsOf({ numbers }: UsageDay, number: NumberId): readonly number[] {
  const rows: number[] = [];
  for (const [row, name] of numbers.entries()) if (countsFor(number, name)) rows.push(row);
  return rows;
}

function totalOf({ counts, grain }: UsageDay, row: number): number {
  const slots = slotsIn[grain];
  let total = 0;
  for (let slot = 0; slot < slots; slot += 1) total += counts[row * slots + slot] ?? 0;
  return total;
}

/** The slots of a row that had something; of a day that is kept as a whole, none. */
function seriesIn(day: UsageDay, row: number, span: Span): Series {
  if (day.grain === 'day') return [];
  const slots = slotsIn[day.grain];
  const first = Math.max(0, Math.ceil(((span.from - day.at) / DAY) * slots));
  const end = Math.min(slots, Math.ceil(((span.to - day.at) / DAY) * slots));
  const series: Bucket[] = [];
  for (let slot = first; slot < end; slot += 1) {
    const recipients = day.counts[row * slots + slot] ?? 0;
    if (recipients > 0) series.push({ at: instantOf(day.at + (slot * DAY) / slots), recipients });
  }
  return series;
}

/** Half hours as whole hours, in the place of their first half. */
function byHours(series: Series): Series {
  const hours = new Map<number, number>();
  for (const { at, recipients } of series) {
    const hour = Math.floor(at / (2 * HALF_HOUR)) * 2 * HALF_HOUR;
    hours.set(hour, (hours.get(hour) ?? 0) + recipients);
  }
  return [...hours].map(([at, recipients]) => ({ at: instantOf(at), recipients }));
}

function slotAt(day: UsageDay, at: Instant, grain: Grain): number {
  return Math.floor(((at - day.at) / DAY) * slotsIn[grain]);
}

function wholeDay({ at }: UsageDay): Span {
  return { from: at, to: instantOf(at + DAY) };
}
