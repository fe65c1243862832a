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
} from '../../domain/history/looks.js';
import type { PortfolioId } from '../../domain/snapshot.js';
import { instantOf, type Instant } from '../../domain/time.js';
import { StoreError, type History } from '../../ports.js';
import type { Pending } from './pending.js';
import type { SqliteFile } from './sqlite-file.js';
import { upsert } from './upsert.js';

/** A time when somebody looked, or of which all usage is counted. */
interface SpanRow {
  readonly portfolio: PortfolioId;
  readonly what: 'looked' | 'counted';
  readonly begins: Instant;
  readonly ends: Instant;
  /** Whether the next look goes on with it; engines without truth values give 0 or 1. */
  readonly open: boolean | number;
}

/** A step of somebody's standing. */
interface StandingRow {
  readonly portfolio: PortfolioId;
  readonly owner: Owner;
  readonly at: Instant;
  readonly quality: StandingStep['quality'];
  readonly status: StandingStep['status'];
  /** -1: without a cap. Null: not known. A text from engines with larger whole numbers. */
  readonly recipients: number | string | null;
}

type TraceRow = Omit<IncidentTrace, 'at' | 'until'> & {
  readonly portfolio: PortfolioId;
  readonly begins: Instant;
  readonly ends: Instant | null;
};

interface Book {
  readonly cover: Cover;
  readonly latest: ReadonlyMap<Owner, StandingStep>;
  readonly traces: readonly IncidentTrace[];
}

/** What looks saw beside usage; a row only where something changed. */
export interface LookTables extends Pick<History, 'notes'> {
  /** What a look changes. */
  adding(id: PortfolioId, note: LookNote): Promise<Pending>;
  /** Drops the steps that were over before `oldest`. */
  age(id: PortfolioId, oldest: Instant): Promise<void>;
}

const unlimited = -1;

/** Opens what looks saw. `keep` is for how long, in milliseconds. */
export function lookTables(file: SqliteFile, keep: number): LookTables {
  // Another process may write while we only look.
  const keepsInMemory = file.access === 'write';
  const books = new Map<PortfolioId, Book>();
  const timeIn = (value: unknown, id: PortfolioId): Instant => {
    const time = Number(value);
    if (value !== null && Number.isFinite(time)) return instantOf(time);
    throw new StoreError(
      'damaged',
      `In the store ${file.path}, what looks at portfolio ${id} saw is damaged. It is left as it is; put back a copy, or remove it to begin anew.`,
    );
  };

  const coverOf = async (id: PortfolioId): Promise<Cover> => {
    const rows = await file.reading((tables) =>
      tables<SpanRow>('look_span').where({ portfolio: id }).orderBy('begins').select(),
    );
    const spans = (what: SpanRow['what']): Cover['looked'] =>
      rows
        .filter((row) => row.what === what)
        .map(({ begins, ends }) => ({ from: timeIn(begins, id), to: timeIn(ends, id) }));
    return {
      looked: spans('looked'),
      counted: spans('counted'),
      open: rows.some(({ open }) => Boolean(open)),
    };
  };
  const tracesOf = async (id: PortfolioId): Promise<readonly IncidentTrace[]> => {
    const rows = await file.reading((tables) =>
      tables<TraceRow>('incident_trace').where({ portfolio: id }).orderBy(['begins', 'place']).select(),
    );
    return rows.map(({ id: incident, number, severity, begins, ends }) => ({
      id: incident,
      number,
      severity,
      at: timeIn(begins, id),
      until: ends === null ? null : timeIn(ends, id),
    }));
  };
  const stepIn = ({ portfolio, at, quality, status, recipients }: StandingRow): StandingStep => ({
    at: timeIn(at, portfolio),
    quality,
    status,
    limit:
      recipients === null
        ? null
        : Number(recipients) === unlimited
          ? Number.POSITIVE_INFINITY
          : Number(recipients),
  });
  const latestOf = async (id: PortfolioId): Promise<Book['latest']> => {
    const rows = await file.reading((tables) => {
      const newest = tables('standing')
        .where({ portfolio: id })
        .groupBy('owner')
        .select('owner')
        .max({ at: 'at' });
      return tables('standing')
        .join(newest.as('newest'), (join) =>
          join.on('standing.owner', 'newest.owner').on('standing.at', 'newest.at'),
        )
        .where('standing.portfolio', id)
        .select<StandingRow[]>('standing.*');
    });
    return new Map(rows.map((row) => [row.owner, stepIn(row)]));
  };
  const bookOf = async (id: PortfolioId): Promise<Book> => {
    const known = books.get(id);
    if (known) return known;
    const book = { cover: await coverOf(id), latest: await latestOf(id), traces: await tracesOf(id) };
    if (keepsInMemory) books.set(id, book);
    return book;
  };

  return {
    async adding(id, note) {
      const book = await bookOf(id);
      const oldest = instantOf(note.at - keep);
      const steps = stepsOf(book.latest, note);
      const next: Book = {
        cover: coverAfter(book.cover, note, oldest),
        latest:
          steps.length === 0
            ? book.latest
            : new Map([...book.latest, ...steps.map(({ owner, step }) => [owner, step] as const)]),
        traces: tracesAfter(book.traces, note, oldest),
      };
      return {
        beginsDay: false,
        async write(tables) {
          await moveSpans(tables, spanRows(id, book.cover), spanRows(id, next.cover));
          const rows = steps.map(({ owner, step }) => stepRow(id, owner, step));
          await upsert(tables, 'standing', ['portfolio', 'owner', 'at'], rows);
          if (next.traces !== book.traces) await moveTraces(tables, id, book.traces, next.traces);
        },
        written() {
          books.set(id, next);
        },
        failed() {
          books.delete(id);
        },
      };
    },
    age: (id, oldest) =>
      file.writing(async (tables) => {
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
      }),
    async notes(id, number, span) {
      const owner = number ?? 'portfolio';
      const known = books.get(id);
      const last = known?.latest.get(owner);
      const steps =
        last && last.at <= span.from
          ? [last]
          : await file
              .reading((tables) =>
                tables<StandingRow>('standing')
                  .where({ portfolio: id, owner })
                  .where('at', '<', span.to)
                  .orderBy('at')
                  .select(),
              )
              .then((rows) => rows.map(stepIn));
      return recordOf(
        number,
        span,
        known?.cover ?? (await coverOf(id)),
        steps,
        known?.traces ?? (await tracesOf(id)),
      );
    },
  };
}

function stepRow(
  portfolio: PortfolioId,
  owner: Owner,
  { at, quality, status, limit }: StandingStep,
): StandingRow {
  const recipients = limit === Number.POSITIVE_INFINITY ? unlimited : limit;
  return { portfolio, owner, at, quality, status, recipients };
}

function spanRows(portfolio: PortfolioId, { looked, counted, open }: Cover): readonly SpanRow[] {
  return [
    ...looked.map(({ from, to }, place): SpanRow => {
      const isLast = place === looked.length - 1;
      return { portfolio, what: 'looked', begins: from, ends: to, open: open && isLast };
    }),
    ...counted.map(({ from, to }): SpanRow => ({
      portfolio,
      what: 'counted',
      begins: from,
      ends: to,
      open: false,
    })),
  ];
}

async function moveSpans(
  tables: Knex.Transaction,
  before: readonly SpanRow[],
  next: readonly SpanRow[],
): Promise<void> {
  const keyOf = ({ what, begins }: SpanRow): string => `${what} ${String(begins)}`;
  const known = new Map(before.map((row) => [keyOf(row), row]));
  const moved = next.filter((row) => {
    const old = known.get(keyOf(row));
    known.delete(keyOf(row));
    return old?.ends !== row.ends || old.open !== row.open;
  });
  for (const { portfolio, what, begins } of known.values()) {
    await tables('look_span').where({ portfolio, what, begins }).delete();
  }
  await upsert(tables, 'look_span', ['portfolio', 'what', 'begins'], moved);
}

async function moveTraces(
  tables: Knex.Transaction,
  portfolio: PortfolioId,
  before: readonly IncidentTrace[],
  next: readonly IncidentTrace[],
): Promise<void> {
  const kept = new Set(next.map(({ id }) => id));
  for (const { id } of before.filter((old) => !kept.has(old.id))) {
    await tables('incident_trace').where({ portfolio, id }).delete();
  }
  const known = new Set(before);
  const rows = next
    .filter((trace) => !known.has(trace))
    .map(({ id, number, severity, at, until }): TraceRow => ({
      portfolio,
      id,
      number,
      severity,
      begins: at,
      ends: until,
    }));
  await upsert(tables, 'incident_trace', ['portfolio', 'id'], rows);
}
