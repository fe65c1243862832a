import { openSqlite } from '../../../src/adapters/store/sqlite-file.js';
import { bytesOf } from '../../../src/adapters/store/history/figure-bytes.js';
import { sqliteTables } from '../../../src/adapters/store/sqlite-tables.js';
import { narrowed, type Figures } from '../../../src/domain/history/usage-day.js';
import { notificationOf } from '../../../src/domain/notification.js';
import type { LookNote, MetaState } from '../../../src/domain/history/looks.js';
import type { NumberId } from '../../../src/domain/snapshot.js';
import { freshState, type PortfolioState } from '../../../src/domain/state.js';
import { after, DAY, HALF_HOUR, instantOf, isoOf, type Instant } from '../../../src/domain/time.js';
import type { Series } from '../../../src/domain/usage.js';
import { openStores } from '../../../src/stores.js';
import { fakeLog } from '../../support/fakes/log.js';
import { numberOf, portfolioId, portfolioOf } from '../../support/looks.js';

/** A life in the store has so many days; half hours are made hours, hours days, and days are dropped within it. */
export const storeDays = 9;
export const storeKeeping = { halfHours: DAY, hours: 3 * DAY, days: 5 * DAY };

/** What one process is told. */
export interface StoreScript {
  /** The STORE_URL. */
  readonly store: string;
  readonly killAt: number;
  /** From when on its steps are counted. */
  readonly counts: 'from the start' | 'from the first look';
  /** How many days of the life are lived. */
  readonly days: number;
}

const begin = instantOf(Date.UTC(2026, 2, 1));
const numbers = Array.from({ length: 100 }, (_, i) => numberOf(i, { id: `10654${String(i)}` as NumberId }));

/** The first number, whose record is read back. */
export const someNumber = '106540' as NumberId;

/** When a day begins. */
export function dayAt(day: number): Instant {
  return after(begin, day * DAY);
}

/** What each number used in a half hour of a day. */
export function recipientsOn(day: number): number {
  return day + 2;
}

/** The usage of a day. */
export function usageOn(day: number): ReadonlyMap<NumberId, Series> {
  const series = Array.from({ length: 48 }, (_, i) => ({
    at: after(dayAt(day), i * HALF_HOUR),
    recipients: recipientsOn(day),
  }));
  return new Map(numbers.map(({ id }) => [id, series]));
}

/** How many all numbers of the store are. */
export const numbersInStore = numbers.length;

/** What a look of a day leaves on record. */
export function noteOn(day: number): LookNote {
  const standing: MetaState = {
    quality: day % 2 === 0 ? 'green' : 'red',
    status: 'connected',
    limit: 10_000,
  };
  return {
    at: dayAt(day),
    usageSince: dayAt(-1),
    standings: {
      portfolio: { ...standing, status: null },
      numbers: new Map(numbers.map(({ id }) => [id, standing])),
    },
    incidents: [],
  };
}

/** The state after a day. */
export function stateAfter(day: number, before: PortfolioState): PortfolioState {
  const at = dayAt(day);
  const rawLimit = `TIER_10K ${String(day)}`;
  return {
    ...before,
    outbox: { ...before.outbox, sequence: day + 1 },
    lookedAt: at,
    sight: { at, snapshot: portfolioOf({ numbers, rawLimit }) },
  };
}

/** What waits in the old store, to be told. */
export const waitingThere = notificationOf(portfolioId, { id: 'slack:C1' }, 1, { kind: 'test' }, begin);

/** The day before a life, on which somebody looked; before it nobody did. */
const oldDay = -1;

/** Lives that day in a store of today. */
export async function makeStoreOfToday(url: string): Promise<void> {
  const { store } = await openStores({ url, keeping: storeKeeping, log: fakeLog() });
  await store.update(portfolioId, () => {
    const state = stateAfter(oldDay, freshState(portfolioId, 'Toko Maju'));
    return {
      state: { ...state, outbox: { ...state.outbox, notifications: [waitingThere] } },
      result: undefined,
      past: { usage: usageOn(oldDay), note: noteOn(oldDay) },
    };
  });
  await store.close();
}

/** Makes a store as version 0.1.0 left it: text under keys, and a document whose outbox lay in three parts. */
export async function makeOldStore(path: string): Promise<void> {
  const file = await openSqlite({ url: `sqlite://${path}`, access: 'write', log: fakeLog() });
  await file.close();
  const { sight, outbox, ...decision } = stateAfter(oldDay, freshState(portfolioId, 'Toko Maju'));
  const { sequence, threads } = outbox;
  const counts = narrowed(
    Uint32Array.from(numbers.flatMap(() => Array<number>(48).fill(recipientsOn(oldDay)))),
  );
  const sums = narrowed(Uint32Array.from({ length: 48 }, () => recipientsOn(oldDay) * numbers.length));
  const text = (figures: Figures): string => bytesOf(figures).toString('base64');
  const { at, usageSince, standings } = noteOn(oldDay);
  const steps = [['portfolio', standings?.portfolio] as const, ...(standings?.numbers ?? [])].map(
    ([owner, standing]) => [owner, at, standing?.quality, standing?.status, standing?.limit],
  );
  const day = isoOf(at).slice(0, 10);
  const rows: Readonly<Record<string, unknown>> = {
    [`portfolio:state:${portfolioId}`]: {
      ...decision,
      version: 1,
      sequence,
      threads,
      outbox: [waitingThere],
    },
    [`portfolio:sight:${portfolioId}`]: { version: 1, sight },
    [`history:days:${portfolioId}`]: { halves: [dayAt(oldDay)], hours: [], bare: [] },
    [`history:day:${portfolioId}:${day}`]: {
      version: 1,
      numbers: numbers.map(({ id }) => id),
      counts: text(counts),
    },
    [`history:sum:${portfolioId}:${day}`]: text(sums),
    [`looks:cover:${portfolioId}`]: {
      version: 1,
      looked: [[at, at]],
      counted: [[usageSince, at]],
      open: true,
    },
    [`looks:latest:${portfolioId}`]: { version: 1, rows: steps },
    [`looks:steps:${portfolioId}:${day.slice(0, 7)}`]: { version: 1, rows: steps },
    [`looks:traces:${portfolioId}`]: { version: 1, rows: [['a', null, 'warning', at, null]] },
  };
  const tables = sqliteTables(path);
  for (const { name: table } of await tables('sqlite_master')
    .where({ type: 'table' })
    .select<{ name: string }[]>('name')) {
    if (!/^keyv$|^sqlite/.test(table)) await tables.schema.dropTable(table);
  }
  await tables('keyv').insert(
    Object.entries(rows).map(([key, value]) => ({ key, value: JSON.stringify({ value }) })),
  );
  await tables.destroy();
}
