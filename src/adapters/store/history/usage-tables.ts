import { LRUCache } from 'lru-cache';
import { ageing, type Keeping } from '../../../domain/history/keeping.js';
import {
  byDay,
  coarser,
  dayOf,
  emptyDay,
  grains,
  seriesByNumber,
  seriesOfNumber,
  slotsIn,
  sumsWithin,
  totalOfNumber,
  withHalfHours,
  type ByNumber,
  type Grain,
  type UsageDay,
} from '../../../domain/history/usage-day.js';
import type { NumberId, PortfolioId } from '../../../domain/snapshot.js';
import { DAY, instantOf, isoOf, type Instant, type Span } from '../../../domain/time.js';
import type { Series } from '../../../domain/usage.js';
import { StoreError, type History } from '../../../ports.js';
import { bytesOf, figuresIn } from './figure-bytes.js';
import type { PendingUsage } from './pending.js';
import type { Database } from '../database.js';
import { deleting, putting, type SqlStatement } from '../statement.js';

/** A day's row. `day` is YYYY-MM-DD in UTC; the large columns stand last, so that sums are read without them. */
interface UsageRow {
  readonly portfolio: PortfolioId;
  readonly day: string;
  readonly grain: string;
  readonly sums: Buffer;
  readonly numbers: string;
  readonly peaks: Buffer;
  readonly counts: Buffer;
}

/** Usage, a row for each portfolio and UTC day. */
export interface UsageTables extends Pick<History, 'read' | 'usage'> {
  /** What half hours change. */
  adding(id: PortfolioId, series: ByNumber): Promise<PendingUsage>;
  /** Makes old days coarser and drops the oldest, in one transaction. Resolves to the newest; null: there is none. */
  age(id: PortfolioId): Promise<Instant | null>;
  /** Holds nothing for known any more. */
  forget(id: PortfolioId): void;
}

/** In bytes; three days of ten thousand numbers take 1.5 to 3 MB. */
const mostInMemory = 4_000_000;

/**
 * Opens usage. A day is written whole and only when it changed. So a month reads many times faster than from a row for
 * each half hour. The engine hands over thirty rows instead of a million.
 */
export function usageTables(database: Database, keeping: Keeping): UsageTables {
  // Another process may write while we only look.
  const keepsInMemory = database.access === 'write';
  /** The keys of each portfolio's days in memory. */
  const held = new Map<string, Set<string>>();
  const recent = new LRUCache<string, UsageDay>({
    maxSize: mostInMemory,
    sizeCalculation: ({ counts }) => counts.byteLength + 1,
    dispose(_day, key, why) {
      if (why !== 'set') held.get(key.slice(0, key.lastIndexOf(' ')))?.delete(key);
    },
  });

  const grainsOf = (id: PortfolioId, span: Span | null): Promise<ReadonlyMap<Instant, Grain>> =>
    database.reading(async (tables) => {
      const query = tables<UsageRow>('usage_day')
        .where({ portfolio: id })
        .orderBy('day')
        .select('day', 'grain');
      const rows = await (span === null ? query : query.whereBetween('day', daysTouched(span)));
      return new Map(rows.map(({ day, grain }) => [instantOf(Date.parse(day)), grain as Grain]));
    });

  async function daysOf(id: PortfolioId, days: readonly Instant[]): Promise<readonly UsageDay[]> {
    const inMemory = days.map((day) => recent.get(`${id} ${nameOf(day)}`));
    const missing = days.filter((_, place) => inMemory[place] === undefined).map(nameOf);
    const rows =
      missing.length === 0
        ? []
        : await database.reading((tables) =>
            tables<UsageRow>('usage_day').where({ portfolio: id }).whereIn('day', missing).select(),
          );
    return [
      ...inMemory.filter((day) => day !== undefined),
      ...rows.map((row) => dayIn(row, database.name)),
    ].sort((a, b) => a.at - b.at);
  }
  const remember = (id: PortfolioId, days: readonly UsageDay[]): void => {
    if (!keepsInMemory) return;
    const keys = held.get(id) ?? new Set<string>();
    held.set(id, keys);
    for (const day of days) {
      const key = `${id} ${nameOf(day.at)}`;
      recent.set(key, day);
      if (recent.has(key)) keys.add(key);
    }
  };
  const forget = (id: PortfolioId, days: readonly Pick<UsageDay, 'at'>[]): void => {
    for (const { at } of days) recent.delete(`${id} ${nameOf(at)}`);
  };

  return {
    forget(id) {
      for (const key of [...(held.get(id) ?? [])]) recent.delete(key);
      held.delete(id);
    },
    async read(id, span) {
      const found = await grainsOf(id, span);
      const fine = await daysOf(
        id,
        [...found].flatMap(([day, grain]) => (grain === 'day' ? [] : [day])),
      );
      remember(id, fine);
      const parts = new Map<NumberId, Series[]>();
      for (const [number, series] of fine.flatMap((day) => [...seriesByNumber(day, span)])) {
        const known = parts.get(number);
        if (known) known.push(series);
        else parts.set(number, [series]);
      }
      return new Map([...parts].map(([number, all]) => [number, all.flat()]));
    },
    async usage(id, number, span) {
      if (number === null) {
        const rows = await database.reading((tables) =>
          tables<UsageRow>('usage_day')
            .where({ portfolio: id })
            .whereBetween('day', daysTouched(span))
            .orderBy('day')
            .select('day', 'sums'),
        );
        const series = rows.flatMap(({ day, sums }) => {
          const read = figuresIn(sums, 48);
          if (!read) throw damaged(database.name, id, day);
          return sumsWithin({ at: instantOf(Date.parse(day)), sums: read }, span);
        });
        return { series, days: [] };
      }
      const all = await daysOf(id, [...(await grainsOf(id, span)).keys()]);
      return {
        series: all.flatMap((day) => seriesOfNumber(day, number, span)),
        days: all
          .filter(({ grain }) => grain === 'day')
          .map((day) => ({ at: day.at, ...totalOfNumber(day, number) })),
      };
    },
    async adding(id, series) {
      const fresh = byDay(series);
      const known = new Map((await daysOf(id, [...fresh.keys()])).map((day) => [day.at, day]));
      const changed = [...fresh].flatMap(([at, numbers]) => {
        const before = known.get(at) ?? emptyDay(at);
        const after = withHalfHours(before, numbers);
        return after === before ? [] : [after];
      });
      // What is on disk is known again once it is written.
      forget(id, changed);
      return {
        beginsDay: changed.some(({ at }) => !known.has(at)),
        statements: () => puttingDays(id, changed),
        written() {
          remember(id, changed);
        },
      };
    },
    async age(id) {
      const found = await grainsOf(id, null);
      const newest = [...found.keys()].at(-1) ?? null;
      const old = ageing(found, keeping);
      if (old.coarser.length + old.dropped.length === 0) return newest;
      const before = old.coarser.map((day) => instantOf(day - DAY)).filter((day) => found.has(day));
      const days = new Map(
        (await daysOf(id, [...new Set([...old.coarser, ...before])])).map((day) => [day.at, day]),
      );
      const made = old.coarser.flatMap((at) => {
        const day = days.get(at);
        return day ? [coarser(day, days.get(instantOf(at - DAY)) ?? null)] : [];
      });
      const changed = [...old.coarser, ...old.dropped];
      forget(
        id,
        changed.map((at) => ({ at })),
      );
      await database.writingTogether([
        ...puttingDays(id, made),
        ...old.dropped.map((day) => deleting('usage_day', { portfolio: id, day: nameOf(day) })),
      ]);
      return newest;
    },
  };
}

/** YYYY-MM-DD in UTC. */
function nameOf(day: Instant): string {
  return isoOf(day).slice(0, 10);
}

/** The first and the last day that a span touches. */
function daysTouched({ from, to }: Span): readonly [string, string] {
  return [nameOf(dayOf(from)), nameOf(dayOf(instantOf(to - 1)))];
}

function puttingDays(id: PortfolioId, days: readonly UsageDay[]): readonly SqlStatement[] {
  return putting(
    'usage_day',
    ['portfolio', 'day'],
    days.map((day) => rowOf(id, day)),
  );
}

function rowOf(portfolio: PortfolioId, { at, grain, sums, numbers, peaks, counts }: UsageDay): UsageRow {
  return {
    portfolio,
    day: nameOf(at),
    grain,
    sums: bytesOf(sums),
    numbers: JSON.stringify(numbers),
    peaks: bytesOf(peaks),
    counts: bytesOf(counts),
  };
}

function dayIn(row: UsageRow, path: string): UsageDay {
  const grain = grains.find((one) => one === row.grain);
  const numbers = numbersIn(row.numbers);
  if (!grain || !numbers) throw damaged(path, row.portfolio, row.day);
  const sums = figuresIn(row.sums, 48);
  const peaks = figuresIn(row.peaks, grain === 'half-hour' ? 0 : numbers.length);
  const counts = figuresIn(row.counts, numbers.length * slotsIn[grain]);
  if (!sums || !peaks || !counts) throw damaged(path, row.portfolio, row.day);
  return { at: instantOf(Date.parse(row.day)), grain, sums, numbers, peaks, counts };
}

function numbersIn(text: string): readonly NumberId[] | null {
  try {
    const read: unknown = JSON.parse(text);
    return Array.isArray(read) && read.every((one) => typeof one === 'string') ? (read as NumberId[]) : null;
  } catch {
    return null;
  }
}

function damaged(path: string, id: PortfolioId, day: string): StoreError {
  return new StoreError(
    'damaged',
    `In the store ${path}, the usage of portfolio ${id} on ${day} is damaged. It is left as it is; put back a copy, or remove it to begin anew.`,
  );
}
