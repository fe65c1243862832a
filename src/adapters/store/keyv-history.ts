import type { PastDay } from '../../domain/record.js';
import type { NumberId, PortfolioId } from '../../domain/snapshot.js';
import { DAY, halfHourOf, instantOf, isoOf, type Instant, type Span } from '../../domain/time.js';
import type { Bucket, Series } from '../../domain/usage.js';
import { StoreError, type History } from '../../ports.js';
import {
  dayOf,
  decodeDay,
  encodeDay,
  figuresIn,
  figuresText,
  withBuckets,
  type DayChunk,
} from './day-chunk.js';
import { aged, daysIn, decodeDayList, type DayList, type Keeping } from './day-list.js';
import { keyvNotes } from './keyv-notes.js';
import {
  addedUp,
  bareDay,
  decodeOldDay,
  encodeOldDay,
  hourlyDay,
  hoursIn,
  pastDayOf,
  seriesIn,
  type OldDay,
} from './old-day.js';
import { recentDays } from './recent-days.js';
import type { SqliteFile } from './sqlite-file.js';
import { turnsByKey } from './turns.js';

type Days<T> = ReadonlyMap<Instant, T>;

/**
 * The past in a SQLite file, through Keyv: a row for each portfolio and UTC day, a small one beside it with all numbers
 * added up, and a row that lists the days. A day is written whole and only when it changed. Measured against a table
 * with a row for each half hour, reading a month is many times faster, because SQLite hands over thirty rows instead of a
 * million.
 */
export function keyvHistory(file: SqliteFile, keeping: Keeping): History {
  const rows = file.rows('history');
  const turns = turnsByKey();
  const recent = recentDays(1_000_000);
  const listed = new Map<PortfolioId, DayList>();
  const keepsInMind = file.access === 'write';

  const damaged = (what: string): StoreError =>
    new StoreError(
      'damaged',
      `In the store ${file.path}, ${what} is damaged. It is left as it is; put back a copy, or remove it to begin anew.`,
    );
  const usageOn = (id: PortfolioId, day: Instant): string =>
    `the usage of portfolio ${id} on ${isoOf(day).slice(0, 10)}`;
  const daysOf = async (id: PortfolioId): Promise<DayList> => {
    const known = listed.get(id);
    if (known) return known;
    const list = decodeDayList(await file.reading(() => rows.get<unknown>(`days:${id}`)));
    if (!list) throw damaged(`the list of days of portfolio ${id}`);
    if (keepsInMind) listed.set(id, list);
    return list;
  };
  const loaded = async <T>(
    id: PortfolioId,
    days: readonly Instant[],
    keyOf: (id: PortfolioId, day: Instant) => string,
    decode: (day: Instant, value: unknown) => T | null,
  ): Promise<Map<Instant, T>> => {
    const found = new Map<Instant, T>();
    if (days.length === 0) return found;
    const values = await file.reading(() => rows.getMany<unknown>(days.map((day) => keyOf(id, day))));
    for (const [i, day] of days.entries()) {
      const one = decode(day, values[i]);
      if (one === null) throw damaged(usageOn(id, day));
      found.set(day, one);
    }
    return found;
  };
  const chunksOf = async (id: PortfolioId, days: readonly Instant[]): Promise<Days<DayChunk>> => {
    const known = days.flatMap((day) => {
      const chunk = keepsInMind ? recent.get(dayKey(id, day)) : null;
      return chunk ? [[day, chunk] as const] : [];
    });
    const found = new Map(known);
    const missing = await loaded(
      id,
      days.filter((day) => !found.has(day)),
      dayKey,
      decodeDay,
    );
    for (const [day, chunk] of missing) {
      if (keepsInMind) recent.set(dayKey(id, day), chunk);
      found.set(day, chunk);
    }
    return found;
  };
  const oldDaysOf = (id: PortfolioId, days: readonly Instant[]): Promise<Days<OldDay>> =>
    loaded(id, days, dayKey, decodeOldDay);

  /** The days that have become too old for half hours, by hours. */
  const hourly = async (
    id: PortfolioId,
    days: readonly Instant[],
    list: DayList,
  ): Promise<readonly OldDay[]> => {
    const before = days.map((day) => instantOf(day - DAY));
    const wanted = [...new Set([...days, ...before])];
    const chunks = await chunksOf(
      id,
      wanted.filter((day) => list.halves.includes(day)),
    );
    const older = await oldDaysOf(
      id,
      wanted.filter((day) => list.hours.includes(day)),
    );
    const chunkOf = (day: Instant): DayChunk => {
      const old = older.get(day);
      return chunks.get(day) ?? new Map(old?.numbers.map((number, row) => [number, hoursIn(old, row)]));
    };
    return days.map((day) => hourlyDay(day, chunkOf(day), chunkOf(instantOf(day - DAY))));
  };

  const save = async (id: PortfolioId, fresh: Days<DayChunk>): Promise<void> => {
    const list = await daysOf(id);
    const before = await chunksOf(
      id,
      list.halves.filter((day) => fresh.has(day)),
    );
    const changed = new Map<Instant, DayChunk>();
    for (const [day, chunk] of fresh) {
      // A day that is already coarser has settled at Meta long ago.
      if (list.hours.includes(day) || list.bare.includes(day)) continue;
      const old = before.get(day) ?? new Map<NumberId, Series>();
      const merged = withBuckets(old, chunk);
      if (merged !== old) changed.set(day, merged);
    }
    if (changed.size === 0) return;
    const entries = [...changed].flatMap(([day, chunk]) => [
      { key: dayKey(id, day), value: encodeDay(day, chunk) },
      { key: sumKey(id, day), value: figuresText(addedUp(day, chunk)) },
    ]);
    const halves = [...new Set([...list.halves, ...changed.keys()])].sort((a, b) => a - b);
    const grown = halves.length > list.halves.length;
    const next: DayList = { ...list, halves };
    if (grown) entries.push({ key: `days:${id}`, value: next });
    try {
      await file.writing(() => rows.setMany(entries));
    } catch (error) {
      listed.delete(id);
      for (const day of changed.keys()) recent.delete(dayKey(id, day));
      throw error;
    }
    listed.set(id, next);
    for (const [day, chunk] of changed) recent.set(dayKey(id, day), chunk);
    if (grown) await age(id);
  };

  /** Makes old days coarser and drops the oldest, in one transaction. */
  const age = async (id: PortfolioId): Promise<void> => {
    const list = await daysOf(id);
    const ageing = aged(list, [], keeping);
    const { toHours, toBare, dropped } = ageing;
    if (toHours.length + toBare.length + dropped.length === 0) return;
    const coarser = [
      ...(await hourly(id, toHours, list)),
      ...[...(await oldDaysOf(id, toBare)).values()].map(bareDay),
    ];
    const entries = coarser.map((day) => ({ key: dayKey(id, day.at), value: encodeOldDay(day) }));
    await file.writing(() => rows.setMany([...entries, { key: `days:${id}`, value: ageing.list }]));
    listed.set(id, ageing.list);
    for (const day of [...toHours, ...dropped]) recent.delete(dayKey(id, day));
    // A crash before this leaves rows that no list names: they cost space and are never read.
    const unnamed = dropped.flatMap((day) => [dayKey(id, day), sumKey(id, day)]);
    if (unnamed.length > 0) await file.writing(() => rows.delete(unnamed));
  };

  return {
    ...keyvNotes(file, keeping.days),
    append: (id, series) => turns.take(id, () => save(id, byDay(series))),
    read: (id, span) =>
      turns.take(id, async () => {
        const { halves, hours } = await daysOf(id);
        const older = await oldDaysOf(id, touched(hours, span));
        const parts = new Map<NumberId, Series[]>();
        const take = (number: NumberId, series: Series): void => {
          if (series.length === 0) return;
          const known = parts.get(number);
          if (known) known.push(series);
          else parts.set(number, [series]);
        };
        for (const day of older.values()) {
          for (const [row, number] of day.numbers.entries())
            take(number, within(hoursIn(day, row), day.at, span));
        }
        for (const [day, chunk] of inOrder(await chunksOf(id, touched(halves, span)))) {
          for (const [number, series] of chunk) take(number, within(series, day, span));
        }
        const none: Series = [];
        return new Map([...parts].map(([number, all]) => [number, none.concat(...all)]));
      }),
    usage: (id, number, span) =>
      turns.take(id, async () => {
        const list = await daysOf(id);
        if (number === null) {
          const days = touched(daysIn(list), span);
          const sums = await loaded(id, days, sumKey, (_, value) => figuresIn(value, 48));
          return {
            series: [...sums].flatMap(([day, counts]) => within(seriesIn(day, counts), day, span)),
            days: [],
          };
        }
        const older = await oldDaysOf(id, touched([...list.bare, ...list.hours], span));
        const chunks = inOrder(await chunksOf(id, touched(list.halves, span)));
        const days: PastDay[] = [];
        const series: Bucket[] = [];
        for (const day of older.values()) {
          if (day.hours === null) days.push(pastDayOf(day, number));
          else series.push(...within(hoursIn(day, day.numbers.indexOf(number)), day.at, span));
        }
        for (const [day, chunk] of chunks) series.push(...within(chunk.get(number) ?? [], day, span));
        return { series, days };
      }),
  };
}

function dayKey(id: PortfolioId, day: Instant): string {
  return `day:${id}:${isoOf(day).slice(0, 10)}`;
}

function sumKey(id: PortfolioId, day: Instant): string {
  return `sum:${id}:${isoOf(day).slice(0, 10)}`;
}

function touched(days: readonly Instant[], span: Span): readonly Instant[] {
  return days.filter((day) => day >= dayOf(span.from) && day < span.to);
}

function within(series: Series, day: Instant, span: Span): Series {
  if (day >= span.from && day + DAY <= span.to) return series;
  return series.filter(({ at }) => at >= span.from && at < span.to);
}

function inOrder<T>(days: Days<T>): readonly (readonly [Instant, T])[] {
  return [...days].sort(([a], [b]) => a - b);
}

function byDay(series: ReadonlyMap<NumberId, Series>): Days<DayChunk> {
  const days = new Map<Instant, Map<NumberId, Bucket[]>>();
  for (const [number, buckets] of series) {
    for (const { at, recipients } of buckets) {
      const day = dayOf(at);
      const chunk = days.get(day) ?? new Map<NumberId, Bucket[]>();
      days.set(day, chunk);
      const list = chunk.get(number);
      const bucket = { at: halfHourOf(at), recipients };
      if (list) list.push(bucket);
      else chunk.set(number, [bucket]);
    }
  }
  return days;
}
