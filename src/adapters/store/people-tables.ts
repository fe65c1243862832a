import { withPeople, type PeopleStep } from '../../domain/history/people.js';
import type { LookNote } from '../../domain/history/looks.js';
import type { PortfolioId } from '../../domain/snapshot.js';
import { instantOf, type Instant, type Span } from '../../domain/time.js';
import type { Pending } from './pending.js';
import type { SqliteFile } from './sqlite-file.js';
import { upsert } from './upsert.js';

/** How many people a portfolio's half hour held; engines with larger whole numbers give texts. */
interface PeopleRow {
  readonly portfolio: PortfolioId;
  readonly at: number | string;
  readonly at_least: number | string;
  readonly at_most: number | string | null;
}

/** The people counted, a row for each half hour in which somebody looked. */
export interface PeopleTables {
  /** What a look adds; null: nothing. */
  adding(id: PortfolioId, note: LookNote): Promise<Pending | null>;
  /** Those of a span, in order. */
  within(id: PortfolioId, span: Span): Promise<readonly PeopleStep[]>;
  age(id: PortfolioId, oldest: Instant): Promise<void>;
}

/** Opens the people counted. */
export function peopleTables(file: SqliteFile): PeopleTables {
  const newest = (id: PortfolioId): Promise<PeopleStep | null> =>
    file.reading(async (tables) => {
      const row = await tables<PeopleRow>('people_reached')
        .where({ portfolio: id })
        .orderBy('at', 'desc')
        .first();
      return row === undefined ? null : stepIn(row);
    });
  return {
    async adding(id, { people, at }) {
      if (people === undefined) return null;
      const last = await newest(id);
      const next = withPeople(last, people, at);
      if (next === last) return null;
      return {
        beginsDay: false,
        async write(tables) {
          const row: PeopleRow = {
            portfolio: id,
            at: next.at,
            at_least: next.atLeast,
            at_most: next.atMost,
          };
          await upsert(tables, 'people_reached', ['portfolio', 'at'], [row]);
        },
        written: () => undefined,
        failed: () => undefined,
      };
    },
    within: (id, { from, to }) =>
      file.reading(async (tables) => {
        const rows = await tables<PeopleRow>('people_reached')
          .where({ portfolio: id })
          .where('at', '>=', from)
          .where('at', '<', to)
          .orderBy('at')
          .select();
        return rows.map(stepIn);
      }),
    age: (id, oldest) =>
      file.writing(async (tables) => {
        await tables('people_reached').where({ portfolio: id }).where('at', '<', oldest).delete();
      }),
  };
}

function stepIn({ at, at_least: atLeast, at_most: atMost }: PeopleRow): PeopleStep {
  return {
    at: instantOf(Number(at)),
    atLeast: Number(atLeast),
    atMost: atMost === null ? null : Number(atMost),
  };
}
