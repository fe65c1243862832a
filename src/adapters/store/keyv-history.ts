import type { PastDay } from '../../domain/record.js';
import type { NumberId, PortfolioId } from '../../domain/snapshot.js';
import { DAY, halfHourOf, instantOf, type Instant, type Span } from '../../domain/time.js';
import type { Bucket, Series } from '../../domain/usage.js';
import type { History } from '../../ports.js';
import {
  addedUp,
  dayOf,
  encodeDay,
  noChunk,
  seriesByNumber,
  withBuckets,
  type DayChunk,
} from './day-chunk.js';
import { aged, daysIn, type DayList, type Keeping } from './day-list.js';
import { figuresText } from './figures.js';
import { dayKey, dayRows, sumKey, type Days } from './day-rows.js';
import { keyvNotes } from './keyv-notes.js';
import {
  bareDay,
  encodeOldDay,
  hourlyDay,
  hoursIn,
  hoursOfNumber,
  pastDayOf,
  seriesIn,
  type OldDay,
} from './old-day.js';
import type { SqliteFile } from './sqlite-file.js';
import { turnsByKey } from './turns.js';

type ByNumber = ReadonlyMap<NumberId, Series>;

/**
 * The past in a SQLite file, through Keyv: a row for each portfolio and UTC day, a small one beside it with all numbers
 * added up, and a row that lists the days. A day is written whole and only when it changed. Measured against a table
 * with a row for each half hour, reading a month is many times faster, because SQLite hands over thirty rows instead of a
 * million.
 */
export function keyvHistory(file: SqliteFile, keeping: Keeping): History {
  const rows = file.rows('history');
  const turns = turnsByKey();
  const store = dayRows(file, rows);

  /** The days that have become too old for half hours, by hours. */
  const hourly = async (
    id: PortfolioId,
    days: readonly Instant[],
    list: DayList,
  ): Promise<readonly OldDay[]> => {
    const before = days.map((day) => instantOf(day - DAY));
    const wanted = [...new Set([...days, ...before])];
    const chunks = await store.chunksOf(
      id,
      wanted.filter((day) => list.halves.includes(day)),
    );
    const older = await store.oldDaysOf(
      id,
      wanted.filter((day) => list.hours.includes(day)),
    );
    const seriesOf = (day: Instant): ByNumber => {
      const chunk = chunks.get(day);
      const old = older.get(day);
      if (chunk) return seriesByNumber(chunk, day);
      return new Map(old?.numbers.map((number, row) => [number, hoursIn(old, row)]));
    };
    return days.map((day) => hourlyDay(day, seriesOf(day), seriesOf(instantOf(day - DAY))));
  };

  const save = async (id: PortfolioId, fresh: Days<ByNumber>): Promise<void> => {
    const list = await store.daysOf(id);
    const before = await store.chunksOf(
      id,
      list.halves.filter((day) => fresh.has(day)),
    );
    const changed = new Map<Instant, DayChunk>();
    for (const [day, series] of fresh) {
      // A day that is already coarser has settled at Meta long ago.
      if (list.hours.includes(day) || list.bare.includes(day)) continue;
      const old = before.get(day) ?? noChunk;
      const merged = withBuckets(day, old, series);
      if (merged !== old) changed.set(day, merged);
    }
    if (changed.size === 0) return;
    const entries = [...changed].flatMap(([day, chunk]) => [
      { key: dayKey(id, day), value: encodeDay(chunk) },
      { key: sumKey(id, day), value: figuresText(addedUp(chunk)) },
    ]);
    const halves = [...new Set([...list.halves, ...changed.keys()])].sort((a, b) => a - b);
    const grown = halves.length > list.halves.length;
    const next: DayList = { ...list, halves };
    if (grown) entries.push({ key: `days:${id}`, value: next });
    try {
      await file.writingRows(() => rows.setMany(entries));
    } catch (error) {
      store.forget(id, [...changed.keys()]);
      throw error;
    }
    store.mind(id, next, changed);
    if (grown) await age(id);
  };

  /** Makes old days coarser and drops the oldest, in one transaction. */
  const age = async (id: PortfolioId): Promise<void> => {
    const list = await store.daysOf(id);
    const ageing = aged(list, [], keeping);
    const { toHours, toBare, dropped } = ageing;
    if (toHours.length + toBare.length + dropped.length === 0) return;
    const coarser = [
      ...(await hourly(id, toHours, list)),
      ...[...(await store.oldDaysOf(id, toBare)).values()].map(bareDay),
    ];
    const entries = coarser.map((day) => ({ key: dayKey(id, day.at), value: encodeOldDay(day) }));
    await file.writingRows(() => rows.setMany([...entries, { key: `days:${id}`, value: ageing.list }]));
    store.forget(id, [...toHours, ...toBare, ...dropped]);
    store.mind(id, ageing.list);
    // A crash before this leaves rows that no list names: they cost space and are never read.
    const unnamed = dropped.flatMap((day) => [dayKey(id, day), sumKey(id, day)]);
    if (unnamed.length > 0) await file.writingRows(() => rows.delete(unnamed));
  };

  return {
    ...keyvNotes(file, keeping.days),
    append: (id, series) => turns.take(id, () => save(id, byDay(series))),
    read: (id, span) =>
      turns.take(id, async () => {
        const { halves, hours } = await store.daysOf(id);
        const older = await store.oldDaysOf(id, touched(hours, span));
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
        for (const [day, chunk] of inOrder(await store.chunksOf(id, touched(halves, span)))) {
          for (const [number, series] of seriesByNumber(chunk, day, span)) take(number, series);
        }
        const none: Series = [];
        return new Map([...parts].map(([number, all]) => [number, none.concat(...all)]));
      }),
    usage: (id, number, span) =>
      turns.take(id, async () => {
        const list = await store.daysOf(id);
        if (number === null) {
          const days = touched(daysIn(list), span);
          const sums = await store.sumsOf(id, days);
          return {
            series: [...sums].flatMap(([day, counts]) => within(seriesIn(day, counts), day, span)),
            days: [],
          };
        }
        const older = await store.oldDaysOf(id, touched([...list.bare, ...list.hours], span));
        const halves = await store.numberOf(id, number, touched(list.halves, span));
        const days: PastDay[] = [];
        const series: Bucket[] = [];
        for (const day of older.values()) {
          if (day.hours === null) days.push(pastDayOf(day, number));
          else series.push(...within(hoursOfNumber(day, number), day.at, span));
        }
        for (const [day, own] of halves) series.push(...within(own, day, span));
        return { series, days };
      }),
  };
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

function byDay(series: ByNumber): Days<ByNumber> {
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
