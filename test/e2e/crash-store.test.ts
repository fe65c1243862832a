import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { keyvHistory } from '../../src/adapters/store/keyv-history.js';
import { openSqlite, type SqliteFile } from '../../src/adapters/store/sqlite-file.js';
import { tableStore } from '../../src/adapters/store/table-store.js';
import { stateVersion } from '../../src/domain/state.js';
import { DAY } from '../../src/domain/time.js';
import { fakeLog } from '../support/fakes/log.js';
import { portfolioId } from '../support/looks.js';
import { builtChild, processOf } from './crash/life.js';
import { playLives, whereKilled } from './crash/lives.js';
import {
  dayAt,
  makeOldStore,
  numbersInStore,
  rawRows,
  recipientsOn,
  someNumber,
  storeDays,
  storeKeeping,
  waitingThere,
  type StoreScript,
} from './crash/old-store.js';

vi.setConfig({ testTimeout: 60_000 });

/** So many processes are killed; KILLS asks for more. */
const kills = Math.ceil(Number(process.env['KILLS'] ?? '40') * 0.6);
/** The first process of a life dies around the migration, the others in the record of the days after it. */
const latest = [3, 30, 60, 60] as const;
const patience = 60_000 + kills * 5_000;
const always = { from: dayAt(-1), to: dayAt(storeDays + 1) };

let folder: string;
let child: string;
let oldRows: readonly unknown[];
let usual: object;

beforeAll(async () => {
  [child, folder] = await Promise.all([
    builtChild('store-child'),
    mkdtemp(join(tmpdir(), 'tierwatch-crash-')),
  ]);
  await makeOldStore(join(folder, 'old.sqlite'));
  oldRows = await reading(join(folder, 'old.sqlite'), rawRows);
  await begin(0);
  expect(await processOf(child, script(0, 0))).toBeNull();
  usual = await reading(placeOf(0), everything);
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

const placeOf = (life: number): string => join(folder, `${String(life)}.sqlite`);
const begin = (life: number): Promise<void> => copyFile(join(folder, 'old.sqlite'), placeOf(life));
const script = (life: number, killAt: number): StoreScript => ({ store: placeOf(life), killAt });

async function reading<T>(path: string, read: (file: SqliteFile) => Promise<T>): Promise<T> {
  const file = await openSqlite({ url: `sqlite://${path}`, access: 'read', log: fakeLog() });
  try {
    return await read(file);
  } finally {
    await file.close();
  }
}

/** All that the store of a life tells. */
async function everything(file: SqliteFile): Promise<object> {
  const history = keyvHistory(file, storeKeeping);
  return {
    state: await tableStore(file).read(portfolioId),
    all: await history.usage(portfolioId, null, always),
    one: await history.usage(portfolioId, someNumber, always),
    halfHours: await history.read(portfolioId, always),
    portfolio: await history.notes(portfolioId, null, always),
    number: await history.notes(portfolioId, someNumber, always),
  };
}

/** The recipients on each day since a day, from half hours, hours or days, whichever are kept. */
async function perDay(
  file: SqliteFile,
  number: typeof someNumber | null,
  since: number,
): Promise<readonly number[]> {
  const { series, days } = await keyvHistory(file, storeKeeping).usage(portfolioId, number, always);
  const told = [...series.map(({ at, recipients }) => ({ at, total: recipients })), ...days];
  return Array.from({ length: storeDays }, (_, day) =>
    told.reduce((sum, { at, total }) => (at >= dayAt(day) && at < dayAt(day + 1) ? sum + total : sum), 0),
  ).slice(since);
}

/** Looks at what a killed process left. Returns the version of the document. */
async function inspect(file: SqliteFile): Promise<number> {
  const rows = (await rawRows(file)) as readonly { readonly version: number }[];
  const [version, ofSight] = rows.map((row) => row.version);
  expect(ofSight).toBe(version);
  if (version === 1) expect(rows).toEqual(oldRows);
  else expect(rows[0]).toMatchObject({ version: stateVersion, outbox: { notifications: [waitingThere] } });

  const state = await tableStore(file).read(portfolioId);
  const lived = state?.outbox.sequence ?? 0;
  expect(state?.outbox.notifications).toEqual([waitingThere]);
  expect(state?.sight?.at, 'the sight is that of the same update').toBe(dayAt(lived - 1));

  // What the state says was done must be on record, in whatever grain it is kept by now.
  const since = Math.max(0, lived - storeKeeping.days / DAY);
  const wanted = Array.from({ length: lived }, (_, day) => recipientsOn(day) * 48).slice(since);
  const ofOne = (await perDay(file, someNumber, since)).slice(0, lived - since);
  const ofAll = (await perDay(file, null, since)).slice(0, lived - since);
  expect(ofOne).toEqual(wanted);
  expect(ofAll).toEqual(wanted.map((recipients) => recipients * numbersInStore));
  const { looked } = await keyvHistory(file, storeKeeping).notes(portfolioId, someNumber, always);
  if (lived > 0) expect(looked.at(-1)?.to).toBeGreaterThanOrEqual(dayAt(lived - 1));
  return version ?? -1;
}

describe('a process that is killed while it lifts the document of an older version, or keeps and thins the record', () => {
  it(
    `leaves the old document or the new one, and every day on record (${kills} kills)`,
    async () => {
      const migrations: string[] = [];
      let differing = 0;
      const { deaths, count } = await playLives({
        child,
        script,
        kills,
        perLife: latest.length,
        latest: (turn) => latest[turn] ?? 60,
        begin,
        async killed(life, step) {
          const version = await reading(placeOf(life), inspect);
          if (step.includes('the migration')) migrations.push(`${step}: version ${String(version)}`);
        },
        async ended(life) {
          const left = await reading(placeOf(life), everything);
          if (JSON.stringify(left) !== JSON.stringify(usual)) differing += 1;
        },
      });
      console.info(
        [
          `${deaths.length} kills in ${count} lives: ${differing} stores that differ at the end`,
          ...whereKilled(deaths),
          'What a kill around the migration left behind:',
          ...whereKilled(migrations),
        ].join('\n'),
      );
      expect(deaths.length).toBeGreaterThanOrEqual(kills);
      expect(differing).toBe(0);
      expect(migrations.filter((one) => /^before.*version 2|^after.*version 1/.test(one))).toEqual([]);
      expect(migrations.length).toBeGreaterThan(0);
    },
    patience,
  );
});
