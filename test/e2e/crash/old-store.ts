import { openSqlite, type SqliteFile } from '../../../src/adapters/store/sqlite-file.js';
import { tableStore } from '../../../src/adapters/store/table-store.js';
import { notificationOf } from '../../../src/domain/notification.js';
import type { LookNote, Standing } from '../../../src/domain/record.js';
import type { NumberId } from '../../../src/domain/snapshot.js';
import { freshState, type PortfolioState } from '../../../src/domain/state.js';
import { after, DAY, HALF_HOUR, instantOf, type Instant } from '../../../src/domain/time.js';
import type { Series } from '../../../src/domain/usage.js';
import { fakeLog } from '../../support/fakes/log.js';
import { numberOf, portfolioId, portfolioOf } from '../../support/looks.js';

/** A life in the store has so many days; half hours are made hours, hours days, and days are dropped within it. */
export const storeDays = 9;
export const storeKeeping = { halfHours: DAY, hours: 3 * DAY, days: 5 * DAY };

/** What one process is told. */
export interface StoreScript {
  readonly store: string;
  readonly killAt: number;
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
  return day + 1;
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
  const standing: Standing = { quality: day % 2 === 0 ? 'green' : 'red', status: 'connected', limit: 10_000 };
  return {
    at: dayAt(day),
    usageSince: begin,
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

/** The two rows of the document, as they are on disk. */
export function rawRows(file: SqliteFile): Promise<readonly unknown[]> {
  return file.reading(async (tables) => {
    const { state } = await tables('portfolio').where({ id: portfolioId }).first<{ state: string }>();
    const { sight } = await tables('sight').where({ portfolio: portfolioId }).first<{ sight: string }>();
    return [state, sight].map((text) => JSON.parse(text) as unknown);
  });
}

/** What waits in the old store, to be told. */
export const waitingThere = notificationOf(portfolioId, { id: 'slack:C1' }, 1, { kind: 'test' }, begin);

/** Makes a store as version 1 of the document was written, in which the outbox lay in three parts. */
export async function makeOldStore(path: string): Promise<void> {
  const file = await openSqlite({ url: `sqlite://${path}`, access: 'write', log: fakeLog() });
  const store = tableStore(file);
  const fresh = freshState(portfolioId, 'Toko Maju');
  await store.update(portfolioId, () => ({
    state: { ...stateAfter(-1, fresh), outbox: { ...fresh.outbox, notifications: [waitingThere] } },
    result: undefined,
  }));
  const [state, sight] = (await rawRows(file)) as readonly [PortfolioState, object];
  const { sequence, threads, notifications } = state.outbox;
  await file.writing(async (tables) => {
    const old = { ...state, version: 1, sequence, threads, outbox: notifications };
    await tables('portfolio').update({ state: JSON.stringify(old) });
    await tables('sight').update({ sight: JSON.stringify({ ...sight, version: 1 }) });
  });
  await store.close();
}
