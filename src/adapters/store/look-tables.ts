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
import {
  moveSpans,
  moveTraces,
  spanRows,
  stepRow,
  unlimited,
  type SpanRow,
  type StandingRow,
  type TraceRow,
} from './look-rows.js';
import type { Pending } from './pending.js';
import type { SqliteFile } from './sqlite-file.js';
import { upsert } from './upsert.js';

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
