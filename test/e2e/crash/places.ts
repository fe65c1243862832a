import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import type { PortfolioId } from '../../../src/domain/snapshot.js';
import { describeWithPostgres, sharedPostgres } from '../../support/postgres.js';
import { neighbourAt, type Neighbour } from './neighbour.js';

/** Where the stores of a test's lives lie, each at a place of its own. */
export interface Places {
  readonly engine: 'SQLite' | 'PostgreSQL';
  /** The STORE_URL of a life. */
  readonly urlOf: (life: number) => string;
  /** A file of a life beside its store. */
  besideOf(life: number): string;
  /** Makes the place of a life, where nobody has lived. */
  begin(life: number): Promise<void>;
  /** So much time passes after a kill that the leases of the killed process are over. */
  killed(life: number): Promise<void>;
  /** Nobody lives there any more. */
  end(life: number): Promise<void>;
}

/** What a test wants of its places. */
interface PlacesOptions {
  /** The portfolios whose documents another process writes all the while, and the bot's own, where several may; null: none does. */
  readonly neighbour: readonly PortfolioId[] | null;
}

/** Tells the same stories on each engine. Without PostgreSQL those on it are left out, as it is said there. */
export function onEveryStore(options: PlacesOptions, stories: (places: Places) => void): void {
  describe('with its store in SQLite', () => stories(sqlitePlaces()));
  describeWithPostgres('with its store in PostgreSQL', () => stories(postgresPlaces(options)));
}

/** A folder for as long as the stories take. */
function folderOfStories(): (file: string) => string {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tierwatch-crash-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  return (file) => join(folder, file);
}

function sqlitePlaces(): Places {
  const fileOf = folderOfStories();
  const nothing = (): Promise<void> => Promise.resolve();
  return {
    engine: 'SQLite',
    urlOf: (life) => `sqlite://${fileOf(`${String(life)}.sqlite`)}`,
    besideOf: (life) => fileOf(`${String(life)}.beside`),
    // The lock of a process is gone with it, and its file is made by who opens it.
    begin: nothing,
    killed: nothing,
    end: nothing,
  };
}

function postgresPlaces({ neighbour }: PlacesOptions): Places {
  const fileOf = folderOfStories();
  const urls = new Map<number, string>();
  const neighbours = new Map<number, Neighbour>();
  const urlOf = (life: number): string => {
    const url = urls.get(life);
    if (url === undefined) throw new Error(`Nobody has begun the life ${String(life)}.`);
    return url;
  };
  const asOwner = async (life: number, statement: string): Promise<void> =>
    (await sharedPostgres()).asOwner(urlOf(life), statement);
  beforeAll(async () => {
    await sharedPostgres();
  });
  return {
    engine: 'PostgreSQL',
    urlOf,
    besideOf: (life) => fileOf(`${String(life)}.beside`),
    async begin(life) {
      urls.set(life, await (await sharedPostgres()).place());
      if (neighbour) neighbours.set(life, await neighbourAt(urlOf(life), neighbour));
    },
    killed: (life) =>
      asOwner(
        life,
        `DO $$ BEGIN IF to_regclass('lease') IS NOT NULL THEN
           UPDATE lease SET until = 0; UPDATE look_turn SET until = 0;
         END IF; END $$`,
      ),
    async end(life) {
      await neighbours.get(life)?.stop();
      neighbours.delete(life);
      await asOwner(life, "DO $$ BEGIN EXECUTE format('DROP SCHEMA %I CASCADE', current_schema()); END $$");
      urls.delete(life);
    },
  };
}
