import type Keyv from 'keyv';
import type { NumberId, PortfolioId } from '../../domain/snapshot.js';
import { isoOf, type Instant } from '../../domain/time.js';
import type { Series } from '../../domain/usage.js';
import { StoreError } from '../../ports.js';
import { decodeDay, decodeDayOf, seriesOfNumber, type DayChunk } from './day-chunk.js';
import { figuresIn } from './figures.js';
import { decodeDayList, type DayList } from './day-list.js';
import { decodeOldDay, type OldDay } from './old-day.js';
import { recentDays } from './recent-days.js';
import type { SqliteFile } from './sqlite-file.js';

/** Days by their first instant, in the order that was asked for. */
export type Days<T> = ReadonlyMap<Instant, T>;

/** The rows of days, and what is kept of them in memory by the process that writes. All reads throw StoreError. */
export interface DayRows {
  daysOf(id: PortfolioId): Promise<DayList>;
  chunksOf(id: PortfolioId, days: readonly Instant[]): Promise<Days<DayChunk>>;
  /** The half hours of one number, which is all that is decoded. */
  numberOf(id: PortfolioId, number: NumberId, days: readonly Instant[]): Promise<Days<Series>>;
  oldDaysOf(id: PortfolioId, days: readonly Instant[]): Promise<Days<OldDay>>;
  /** All numbers added up, by half hours. */
  sumsOf(id: PortfolioId, days: readonly Instant[]): Promise<Days<Uint32Array>>;
  /** Remembers what is on disk now. */
  mind(id: PortfolioId, list: DayList, chunks?: Days<DayChunk>): void;
  /** Forgets days, and which there are: what is on disk has to be read again. */
  forget(id: PortfolioId, days: readonly Instant[]): void;
}

/** 6 MB, which is three days of ten thousand numbers. */
const figuresInMind = 1_500_000;
/** Of a thousand numbers, one takes up to 100 kB. */
const oldDaysInMind = 100;
const slots = 48;

/** Opens the rows of days. */
export function dayRows(file: SqliteFile, rows: Keyv): DayRows {
  const recent = recentDays(figuresInMind);
  const old = new Map<string, OldDay>();
  const listed = new Map<PortfolioId, DayList>();
  // Another process may write while we only look.
  const keepsInMind = file.access === 'write';

  const damaged = (what: string): StoreError =>
    new StoreError(
      'damaged',
      `In the store ${file.path}, ${what} is damaged. It is left as it is; put back a copy, or remove it to begin anew.`,
    );
  /** What is in memory, and the rest from the disk. */
  async function gathered<T>(
    id: PortfolioId,
    days: readonly Instant[],
    keyOf: (id: PortfolioId, day: Instant) => string,
    inMind: (key: string, day: Instant) => T | null,
    decode: (day: Instant, value: unknown) => T | null,
  ): Promise<{ readonly found: Days<T>; readonly read: Days<T> }> {
    const known = new Map(days.map((day) => [day, inMind(keyOf(id, day), day)]));
    const missing = days.filter((day) => known.get(day) === null);
    const keys = missing.map((day) => keyOf(id, day));
    const values = keys.length === 0 ? [] : await file.reading(() => rows.getMany<unknown>(keys));
    const read = new Map<Instant, T>();
    for (const [i, day] of missing.entries()) {
      const one = decode(day, values[i]);
      if (one === null) throw damaged(`the usage of portfolio ${id} on ${isoOf(day).slice(0, 10)}`);
      read.set(day, one);
    }
    const found = new Map<Instant, T>();
    for (const day of days) {
      const one = known.get(day) ?? read.get(day);
      if (one !== undefined) found.set(day, one);
    }
    return { found, read };
  }

  return {
    async daysOf(id) {
      const known = listed.get(id);
      if (known) return known;
      const list = decodeDayList(await file.reading(() => rows.get<unknown>(`days:${id}`)));
      if (!list) throw damaged(`the list of days of portfolio ${id}`);
      if (keepsInMind) listed.set(id, list);
      return list;
    },
    async chunksOf(id, days) {
      const inMind = (key: string): DayChunk | null => (keepsInMind ? recent.get(key) : null);
      const { found, read } = await gathered(id, days, dayKey, inMind, (_, value) => decodeDay(value));
      if (keepsInMind) for (const [day, chunk] of read) recent.set(dayKey(id, day), chunk);
      return found;
    },
    async numberOf(id, number, days) {
      const inMind = (key: string, day: Instant): Series | null => {
        const chunk = keepsInMind ? recent.get(key) : null;
        return chunk && seriesOfNumber(chunk, number, day);
      };
      const decode = (day: Instant, value: unknown): Series | null => decodeDayOf(number, day, value);
      return (await gathered(id, days, dayKey, inMind, decode)).found;
    },
    async oldDaysOf(id, days) {
      // An old day never changes, except to become coarser.
      const { found, read } = await gathered(id, days, dayKey, (key) => old.get(key) ?? null, decodeOldDay);
      for (const [day, one] of read) old.set(dayKey(id, day), one);
      for (const key of old.keys()) {
        if (old.size <= oldDaysInMind) break;
        old.delete(key);
      }
      return found;
    },
    async sumsOf(id, days) {
      const nothing = (): null => null;
      return (await gathered(id, days, sumKey, nothing, (_, value) => figuresIn(value, slots))).found;
    },
    mind(id, list, chunks) {
      listed.set(id, list);
      for (const [day, chunk] of chunks ?? []) recent.set(dayKey(id, day), chunk);
    },
    forget(id, days) {
      listed.delete(id);
      for (const key of days.map((day) => dayKey(id, day))) {
        recent.delete(key);
        old.delete(key);
      }
    },
  };
}

/** The row of a day. */
export function dayKey(id: PortfolioId, day: Instant): string {
  return `day:${id}:${isoOf(day).slice(0, 10)}`;
}

/** The row of a day's sums. */
export function sumKey(id: PortfolioId, day: Instant): string {
  return `sum:${id}:${isoOf(day).slice(0, 10)}`;
}
