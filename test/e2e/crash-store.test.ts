import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { storesIn } from '../../src/adapters/store/stores-in.js';
import type { Stores } from '../../src/store-description.js';
import { openSqlite } from '../../src/adapters/store/sqlite-file.js';
import { DAY } from '../../src/domain/time.js';
import { fakeLog } from '../support/fakes/log.js';
import { portfolioId } from '../support/looks.js';
import { builtChild, processOf } from './crash/life.js';
import { killsFor, patienceFor, playLives, whereKilled } from './crash/lives.js';
import {
  dayAt,
  makeOldStore,
  numbersInStore,
  recipientsOn,
  someNumber,
  storeDays,
  storeKeeping,
  waitingThere,
  type StoreScript,
} from './crash/old-store.js';

vi.setConfig({ testTimeout: 60_000 });

/** So many processes are killed; KILLS asks for more. */
const kills = killsFor(0.6);
/** The latest step at which each process of a life dies; each statement is three of them. */
const latest = [250, 250, 200, 150] as const;
const patience = patienceFor(kills);
const always = { from: dayAt(-1), to: dayAt(storeDays + 1) };

let folder: string;
let child: string;
let untouched: object;
let usual: object;

beforeAll(async () => {
  [child, folder] = await Promise.all([
    builtChild('store-child'),
    mkdtemp(join(tmpdir(), 'tierwatch-crash-')),
  ]);
  await makeOldStore(join(folder, 'old.sqlite'));
  untouched = await reading(join(folder, 'old.sqlite'), everything);
  await begin(0);
  expect(await processOf(child, script(0, 0))).toBeNull();
  usual = await reading(placeOf(0), everything);
}, 180_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

const placeOf = (life: number): string => join(folder, `${String(life)}.sqlite`);
const begin = (life: number): Promise<void> => copyFile(join(folder, 'old.sqlite'), placeOf(life));
const script = (life: number, killAt: number): StoreScript => ({
  store: placeOf(life),
  killAt,
  days: storeDays,
});

const reading = <T>(path: string, read: (stores: Stores) => Promise<T>): Promise<T> =>
  opened(path, 'read', read);

async function opened<T>(
  path: string,
  access: 'read' | 'write',
  work: (stores: Stores) => Promise<T>,
): Promise<T> {
  const log = fakeLog();
  const file = await openSqlite({ url: `sqlite://${path}`, access, log });
  try {
    return await work(storesIn(file, { keeping: storeKeeping, log }));
  } finally {
    await file.close();
  }
}

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

/** State, record and note of a killed process's store must tell of the same looks. */
async function inspect(stores: Stores): Promise<void> {
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
}

describe('a process that is killed', () => {
  it(
    'before any statement that lifts an older store, leaves all that stood there',
    async () => {
      const steps: string[] = [];
      const statements = 3;
      for (let step = 1; ; step += statements) {
        const place = 10_000 + step;
        await begin(place);
        const death = await processOf(child, { store: placeOf(place), killAt: step, days: 0 });
        expect(await reading(placeOf(place), everything)).toEqual(untouched);
        if (death === null) break;
        steps.push(death);
        expect(await opened(placeOf(place), 'write', everything)).toEqual(untouched);
      }
      console.info(
        [`${String(steps.length)} kills while a store is lifted`, ...whereKilled(steps)].join('\n'),
      );
      expect(steps.length).toBeGreaterThan(20);
    },
    patienceFor(40),
  );

  it(
    `around any statement of a look, leaves state, record and note of the same looks (${kills} kills)`,
    async () => {
      let differing = 0;
      const { deaths, count } = await playLives({
        child,
        script,
        kills,
        perLife: latest.length,
        latest: (turn) => latest[turn] ?? 150,
        begin,
        killed: (life) => reading(placeOf(life), inspect),
        async ended(life) {
          const left = await reading(placeOf(life), everything);
          if (JSON.stringify(left) !== JSON.stringify(usual)) differing += 1;
        },
      });
      console.info(
        [
          `${deaths.length} kills in ${count} lives: ${differing} stores that differ at the end`,
          ...whereKilled(deaths),
        ].join('\n'),
      );
      expect(deaths.length).toBeGreaterThanOrEqual(kills);
      expect(differing).toBe(0);
    },
    patience,
  );
});
