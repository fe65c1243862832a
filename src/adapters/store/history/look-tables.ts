import type { Knex } from 'knex';
import {
  coverAfter,
  recordOf,
  stepsOf,
  tracesAfter,
  type Cover,
  type IncidentTrace,
  type LookNote,
  type Owner,
  type StandingStep,
} from '../../../domain/history/looks.js';
import { withPeople, type PeopleStep } from '../../../domain/history/people.js';
import type { PortfolioId } from '../../../domain/snapshot.js';
import { instantOf, type Instant } from '../../../domain/time.js';
import { StoreError, type History } from '../../../ports.js';
import type { Database } from '../database.js';
import { deleting, putting, type ColumnValue, type SqlStatement } from '../statement.js';
import {
  coverIn,
  peopleIn,
  peopleRow,
  spanRows,
  stepIn,
  stepRow,
  traceIn,
  traceRow,
  type PeopleRow,
  type SpanRow,
  type StandingRow,
  type TraceRow,
} from './look-rows.js';
import type { Pending } from './pending.js';

interface Book {
  readonly cover: Cover;
  readonly latest: ReadonlyMap<Owner, StandingStep>;
  readonly traces: readonly IncidentTrace[];
  /** The newest half hour of people counted. */
  readonly people: PeopleStep | null;
}

/** What looks saw beside usage; a row only where something changed. */
export interface LookTables extends Pick<History, 'notes'> {
  /** What a look changes. */
  adding(id: PortfolioId, note: LookNote): Promise<Pending>;
  /** Drops what was over before `oldest`. */
  age(id: PortfolioId, oldest: Instant): Promise<void>;
  /** Holds nothing for known any more. */
  forget(id: PortfolioId): void;
}

/** Opens what looks saw. `keep` is for how long, in milliseconds. */
export function lookTables(database: Database, keep: number): LookTables {
  /** Of who writes: what is on disk. */
  const books = new Map<PortfolioId, Book>();
  const reading = <T>(id: PortfolioId, work: (tables: Knex) => Promise<T>): Promise<T> =>
    database.reading(async (tables) => {
      try {
        return await work(tables);
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        throw new StoreError(
          'damaged',
          `In the store ${database.name}, what looks at portfolio ${id} saw is damaged. It is left as it is; put back a copy, or remove it to begin anew.`,
        );
      }
    });

  const coverOf = (id: PortfolioId): Promise<Cover> =>
    reading(id, async (tables) =>
      coverIn(await tables<SpanRow>('look_span').where({ portfolio: id }).orderBy('begins').select()),
    );
  const tracesOf = (id: PortfolioId): Promise<readonly IncidentTrace[]> =>
    reading(id, async (tables) => {
      const rows = tables<TraceRow>('incident_trace').where({ portfolio: id }).orderBy(['begins', 'place']);
      return (await rows.select()).map(traceIn);
    });
  const latestOf = (id: PortfolioId): Promise<Book['latest']> =>
    reading(id, async (tables) => {
      const newest = tables('standing')
        .where({ portfolio: id })
        .groupBy('owner')
        .select('owner')
        .max({ at: 'at' });
      const rows = await tables('standing')
        .join(newest.as('newest'), (join) =>
          join.on('standing.owner', 'newest.owner').on('standing.at', 'newest.at'),
        )
        .where('standing.portfolio', id)
        .select<StandingRow[]>('standing.*');
      return new Map(rows.map((row) => [row.owner, stepIn(row)]));
    });
  const newestPeople = (id: PortfolioId): Promise<PeopleStep | null> =>
    reading(id, async (tables) => {
      const row = await tables<PeopleRow>('people_reached')
        .where({ portfolio: id })
        .orderBy('at', 'desc')
        .first();
      return row === undefined ? null : peopleIn(row);
    });

  return {
    forget: (id) => void books.delete(id),
    async adding(id, note) {
      const book = books.get(id) ?? {
        cover: await coverOf(id),
        latest: await latestOf(id),
        traces: await tracesOf(id),
        people: await newestPeople(id),
      };
      // What is on disk is known again once it is written.
      books.delete(id);
      const oldest = instantOf(note.at - keep);
      const steps = stepsOf(book.latest, note);
      const next: Book = {
        cover: coverAfter(book.cover, note, oldest),
        latest:
          steps.length === 0
            ? book.latest
            : new Map([...book.latest, ...steps.map(({ owner, step }) => [owner, step] as const)]),
        traces: tracesAfter(book.traces, note, oldest),
        people: note.people === undefined ? book.people : withPeople(book.people, note.people, note.at),
      };
      return {
        statements() {
          const spans = [spanRows(id, book.cover), spanRows(id, next.cover)] as const;
          const rows = steps.map(({ owner, step }) => stepRow(id, owner, step));
          const traceRows = ({ traces }: Book, than: Book): readonly TraceRow[] =>
            othersIn(traces, than.traces).map((one) => traceRow(id, one));
          const people =
            next.people === null || next.people === book.people ? [] : [peopleRow(id, next.people)];
          return [
            ...moving('look_span', ['portfolio', 'what', 'begins'], ...spans),
            ...putting('standing', ['portfolio', 'owner', 'at'], rows),
            ...moving('incident_trace', ['portfolio', 'id'], traceRows(book, next), traceRows(next, book)),
            ...putting('people_reached', ['portfolio', 'at'], people),
          ];
        },
        written() {
          books.set(id, next);
        },
      };
    },
    age: (id, oldest) =>
      database.writing(async (tables) => {
        const later = tables('standing as later')
          .where('later.portfolio', tables.ref('standing.portfolio'))
          .where('later.owner', tables.ref('standing.owner'))
          .where('later.at', '>', tables.ref('standing.at'))
          .where('later.at', '<=', oldest)
          .select('later.at');
        await tables('standing')
          .where({ portfolio: id })
          .where('at', '<', oldest)
          .whereExists(later)
          .delete();
        await tables('people_reached').where({ portfolio: id }).where('at', '<', oldest).delete();
      }),
    async notes(id, number, span) {
      const owner = number ?? 'portfolio';
      const known = books.get(id);
      const last = known?.latest.get(owner);
      const steps =
        last && last.at <= span.from
          ? [last]
          : await reading(id, async (tables) => {
              const own = tables<StandingRow>('standing').where({ portfolio: id, owner });
              return (await own.where('at', '<', span.to).orderBy('at').select()).map(stepIn);
            });
      // They share the limit: of a single number nobody knows how many it used.
      const people =
        number !== null
          ? []
          : await reading(id, async (tables) => {
              const all = tables<PeopleRow>('people_reached').where({ portfolio: id });
              const rows = all.where('at', '>=', span.from).where('at', '<', span.to).orderBy('at');
              return (await rows.select()).map(peopleIn);
            });
      const [cover, traces] = [known?.cover ?? (await coverOf(id)), known?.traces ?? (await tracesOf(id))];
      const record = recordOf(number, span, cover, steps, traces);
      return people.length === 0 ? record : { ...record, people };
    },
  };
}

/** Those of `all` that are not the same objects in `known`. */
function othersIn<One>(all: readonly One[], known: readonly One[]): readonly One[] {
  if (all === known) return [];
  const same = new Set(known);
  return all.filter((one) => !same.has(one));
}

/** Puts in the rows that are new or changed. Deletes those that are no more. */
function moving<Row extends Readonly<Record<keyof Row, ColumnValue>>>(
  table: string,
  key: readonly (keyof Row & string)[],
  before: readonly Row[],
  next: readonly Row[],
): readonly SqlStatement[] {
  const keyOf = (row: Row): string => key.map((column) => String(row[column])).join('\n');
  const gone = new Map(before.map((row) => [keyOf(row), row]));
  const moved = next.filter((row) => {
    const old = gone.get(keyOf(row));
    gone.delete(keyOf(row));
    return old === undefined || !isSameRow(old, row);
  });
  return [
    ...[...gone.values()].map((row) =>
      deleting(table, Object.fromEntries(key.map((column) => [column, row[column]]))),
    ),
    ...putting(table, key, moved),
  ];
}

function isSameRow<Row extends object>(a: Row, b: Row): boolean {
  return (Object.keys(a) as (keyof Row)[]).every((column) => a[column] === b[column]);
}
