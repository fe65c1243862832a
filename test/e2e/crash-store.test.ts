import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { StoreAccess, Stores } from '../../src/store-description.js';
import { openStores } from '../../src/stores.js';
import { DAY } from '../../src/domain/time.js';
import { fakeLog } from '../support/fakes/log.js';
import { portfolioId } from '../support/looks.js';
import { builtChild, processOf } from './crash/life.js';
import { chance, killsFor, patienceFor, playLives, reportKills } from './crash/lives.js';
import {
  dayAt,
  makeOldStore,
  makeStoreOfToday,
  numbersInStore,
  recipientsOn,
  someNumber,
  storeDays,
  storeKeeping,
  waitingThere,
  type StoreScript,
} from './crash/old-store.js';
import { onEveryStore } from './crash/places.js';

vi.setConfig({ testTimeout: 60_000 });

/** So many processes are killed; KILLS asks for more. */
const kills = killsFor(0.6);
/** Of some hundred statements that make or lift a store, a process is killed before each so-manieth; before each of all with KILLS=96. */
const stride = Math.max(1, Math.floor(96 / killsFor(1)));
/** No store is made or lifted with fewer statements. */
const leastStatements = 80;
/** The latest step at which each process of a life dies; each statement is three of them. */
const latest = [250, 250, 200, 150] as const;
const patience = patienceFor(kills);
/** So many steps is each statement: before it, in the middle of it, and after it. */
const ofStatement = 3;
/** After so many days each look also makes what is old coarser. */
const grownUp = 6;
const always = { from: dayAt(-1), to: dayAt(storeDays + 60) };

/** Opens what a STORE_URL names for some work. */
async function opened<T>(url: string, access: StoreAccess, work: (stores: Stores) => Promise<T>): Promise<T> {
  const stores = await openStores({ url, access, keeping: storeKeeping, log: fakeLog() });
  try {
    return await work(stores);
  } finally {
    await stores.close();
  }
}

const reading = <T>(url: string, read: (stores: Stores) => Promise<T>): Promise<T> =>
  opened(url, 'read', read);

/** All that the store of a life tells. */
async function everything({ store, history }: Stores): Promise<object> {
  return {
    state: await store.read(portfolioId),
    all: await history.usage(portfolioId, null, always),
    one: await history.usage(portfolioId, someNumber, always),
    halfHours: [...(await history.read(portfolioId, always))],
    portfolio: await history.notes(portfolioId, null, always),
    number: await history.notes(portfolioId, someNumber, always),
  };
}

/** The recipients on each day since a day, from half hours, hours or days, whichever are kept. */
async function perDay(
  { history }: Stores,
  number: typeof someNumber | null,
  since: number,
  until: number,
): Promise<readonly number[]> {
  const { series, days } = await history.usage(portfolioId, number, always);
  const told = [...series.map(({ at, recipients }) => ({ at, total: recipients })), ...days];
  return Array.from({ length: until - since }, (_, place) => since + place).map((day) =>
    told.reduce((sum, { at, total }) => (at >= dayAt(day) && at < dayAt(day + 1) ? sum + total : sum), 0),
  );
}

/** State, record and note of a killed process's store must tell of the same looks. Resolves to how many those are. */
async function inspect(stores: Stores): Promise<number> {
  const state = await stores.store.read(portfolioId);
  const lived = state?.outbox.sequence ?? Number.NaN;
  expect(state?.outbox.notifications).toEqual([waitingThere]);
  expect(state?.sight?.at, 'the sight is that of the same look').toBe(dayAt(lived - 1));
  const { looked, steps } = await stores.history.notes(portfolioId, someNumber, always);
  expect(looked.at(-1)?.to, 'the note is that of the same look').toBe(dayAt(lived - 1));
  expect(steps.at(-1)?.at, 'the standing is that of the same look').toBe(dayAt(lived - 1));
  // In whatever grain the days are kept by now.
  const since = Math.max(-1, lived - storeKeeping.days / DAY);
  const wanted = Array.from({ length: lived - since + 1 }, (_, place) =>
    since + place < lived ? recipientsOn(since + place) * 48 : 0,
  );
  expect(await perDay(stores, someNumber, since, lived + 1)).toEqual(wanted);
  expect(await perDay(stores, null, since, lived + 1)).toEqual(
    wanted.map((recipients) => recipients * numbersInStore),
  );
  return lived;
}

onEveryStore({ neighbour: null }, (places) => {
  const { engine, urlOf } = places;
  const scriptOf = (life: number, more: Partial<StoreScript> = {}): StoreScript => ({
    store: urlOf(life),
    killAt: 0,
    counts: 'from the start',
    days: storeDays,
    ...more,
  });
  let folder: string;
  let child: string;
  let usual: object;

  beforeAll(async () => {
    [child, folder] = await Promise.all([
      builtChild('store-child'),
      mkdtemp(join(tmpdir(), 'tierwatch-crash-')),
    ]);
    if (engine === 'SQLite') await makeOldStore(old());
    await beginAt(0);
    expect(await processOf(child, scriptOf(0))).toBeNull();
    usual = await reading(urlOf(0), everything);
    await places.end(0);
  }, 180_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** A file of version 0.1.0, which knew no other engine. */
  const old = (): string => join(folder, 'old.sqlite');
  const firstDay = (life: number): Promise<void> =>
    engine === 'SQLite'
      ? copyFile(old(), urlOf(life).replace('sqlite://', ''))
      : makeStoreOfToday(urlOf(life));

  async function beginAt(life: number): Promise<void> {
    await places.begin(life);
    await firstDay(life);
  }

  describe('a process that is killed', () => {
    if (engine === 'SQLite') {
      // Only files were ever lifted from version 0.1.0.
      it(
        'before any statement that lifts an older store, leaves all that stood there',
        async () => {
          const untouched = await reading(`sqlite://${old()}`, everything);
          const steps: string[] = [];
          for (let statement = chance(0, 1, stride) - 1; ; statement += stride) {
            const place = 10_000 + statement;
            await beginAt(place);
            const killAt = 1 + statement * ofStatement;
            const death = await processOf(child, scriptOf(place, { killAt, days: 0 }));
            expect(await reading(urlOf(place), everything)).toEqual(untouched);
            if (death === null) break;
            steps.push(death);
            expect(await opened(urlOf(place), 'write', everything)).toEqual(untouched);
          }
          reportKills(`${String(steps.length)} kills while a store is lifted`, steps);
          expect(steps.length).toBeGreaterThanOrEqual(Math.floor(leastStatements / stride));
        },
        patienceFor(killsFor(10)),
      );
    } else {
      it(
        'before any statement that makes the tables, leaves a store that the next one finishes',
        async () => {
          const steps: string[] = [];
          for (let statement = chance(0, 0, stride) - 1; ; statement += stride) {
            const place = 10_000 + statement;
            await places.begin(place);
            const killAt = 1 + statement * ofStatement;
            const death = await processOf(child, scriptOf(place, { killAt, days: 0 }));
            await firstDay(place);
            expect(await reading(urlOf(place), inspect)).toBe(0);
            await places.end(place);
            if (death === null) break;
            steps.push(death);
          }
          reportKills(`${engine}: ${String(steps.length)} kills while tables are made`, steps);
          expect(steps.length).toBeGreaterThanOrEqual(Math.floor(leastStatements / stride));
        },
        patienceFor(killsFor(10)),
      );
    }

    it(
      'between any two statements of a look, leaves all of that look or nothing of it',
      async () => {
        /** Every second statement from the first one on; a look that was not saved is begun anew by the next process. */
        const killsFrom = async (first: number): Promise<readonly string[]> => {
          const place = 20_000 + first;
          await beginAt(place);
          expect(await processOf(child, scriptOf(place, { days: grownUp }))).toBeNull();
          const steps: string[] = [];
          let lived = grownUp;
          for (let statement = first; ; statement += 2) {
            const killAt = 1 + statement * ofStatement;
            const look = { killAt, counts: 'from the first look', days: lived + 1 } as const;
            const death = await processOf(child, scriptOf(place, look));
            await places.killed(place);
            lived = await reading(urlOf(place), inspect);
            if (death === null) break;
            steps.push(death);
          }
          await places.end(place);
          return steps;
        };
        const steps = (await Promise.all([killsFrom(0), killsFrom(1)])).flat();
        reportKills(`${engine}: ${String(steps.length)} kills between statements of a look`, steps);
        expect(steps.filter((step) => step.startsWith('before commit'))).not.toEqual([]);
        expect(steps.length).toBeGreaterThan(10);
      },
      patienceFor(60),
    );

    it(
      `around any statement of a look, leaves state, record and note of the same looks (${kills} kills)`,
      async () => {
        let differing = 0;
        const { deaths, count } = await playLives({
          child,
          places,
          script: (life, killAt) => scriptOf(life, { killAt }),
          kills,
          perLife: latest.length,
          latest: (turn) => latest[turn] ?? 150,
          begin: firstDay,
          async killed(life) {
            await reading(urlOf(life), inspect);
          },
          async ended(life) {
            const left = await reading(urlOf(life), everything);
            if (JSON.stringify(left) !== JSON.stringify(usual)) differing += 1;
          },
        });
        reportKills(
          `${engine}: ${deaths.length} kills in ${count} lives, ${differing} stores that differ at the end`,
          deaths,
        );
        expect(deaths.length).toBeGreaterThanOrEqual(kills);
        expect(differing).toBe(0);
      },
      patience,
    );
  });
});
