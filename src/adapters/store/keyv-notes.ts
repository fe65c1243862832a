import type { IncidentTrace, StandingStep } from '../../domain/record.js';
import type { PortfolioId } from '../../domain/snapshot.js';
import { DAY, instantOf, isoOf, type Instant, type Span } from '../../domain/time.js';
import { StoreError, type History } from '../../ports.js';
import { coverAfter, recordOf, stepsOf, tracesAfter, type Cover, type Owner } from './look-book.js';
import {
  decodeCover,
  decodeSteps,
  decodeTraces,
  encodeCover,
  encodeSteps,
  encodeTraces,
} from './look-book-json.js';
import type { SqliteFile } from './sqlite-file.js';
import { turnsByKey } from './turns.js';

interface Book {
  readonly cover: Cover;
  readonly latest: ReadonlyMap<Owner, StandingStep>;
  readonly traces: readonly IncidentTrace[];
}

/**
 * What looks saw beside usage, in a SQLite file: a small row that every look moves on, and rows that change only when
 * something did - the newest standings, the steps of each month, the incidents.
 */
export function keyvNotes(file: SqliteFile, keep: number): Pick<History, 'note' | 'notes'> {
  const rows = file.rows('looks');
  const turns = turnsByKey();
  const books = new Map<PortfolioId, Book>();

  const readable = <T>(value: T | null, id: PortfolioId): T => {
    if (value !== null) return value;
    throw new StoreError(
      'damaged',
      `In the store ${file.path}, what looks at portfolio ${id} saw is damaged. It is left as it is; put back a copy, or remove it to begin anew.`,
    );
  };
  const bookOf = async (id: PortfolioId): Promise<Book> => {
    const known = books.get(id);
    if (known) return known;
    const keys = [`cover:${id}`, `latest:${id}`, `traces:${id}`];
    const [cover, latest, traces] = await file.reading(() => rows.getMany<unknown>(keys));
    const book: Book = {
      cover: readable(decodeCover(cover), id),
      latest: new Map(readable(decodeSteps(latest), id).map(({ owner, step }) => [owner, step])),
      traces: readable(decodeTraces(traces), id),
    };
    if (file.access === 'write') books.set(id, book);
    return book;
  };
  const stepsIn = async (
    id: PortfolioId,
    months: readonly string[],
    owner: Owner,
  ): Promise<StandingStep[]> => {
    if (months.length === 0) return [];
    const values = await file.reading(() =>
      rows.getMany<unknown>(months.map((month) => `steps:${id}:${month}`)),
    );
    return values.flatMap((value) =>
      readable(decodeSteps(value), id)
        .filter((one) => one.owner === owner)
        .map(({ step }) => step),
    );
  };

  return {
    note: (id, note) =>
      turns.take(id, async () => {
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
        const entries: { key: string; value: unknown }[] = [
          { key: `cover:${id}`, value: encodeCover(next.cover) },
        ];
        const month = `steps:${id}:${monthOf(note.at)}`;
        let began = false;
        if (steps.length > 0) {
          const before = await file.reading(() => rows.get<unknown>(month));
          began = before === undefined;
          const all = [...readable(decodeSteps(before), id), ...steps];
          const latest = [...next.latest].map(([owner, step]) => ({ owner, step }));
          entries.push(
            { key: month, value: encodeSteps(all) },
            { key: `latest:${id}`, value: encodeSteps(latest) },
          );
        }
        if (next.traces !== book.traces)
          entries.push({ key: `traces:${id}`, value: encodeTraces(next.traces) });
        try {
          await file.writingRows(() => rows.setMany(entries));
        } catch (error) {
          books.delete(id);
          throw error;
        }
        books.set(id, next);
        if (!began) return;
        const tooOld = monthsWithin(instantOf(oldest - keep), instantOf(oldest - 31 * DAY));
        await file.writingRows(() => rows.delete(tooOld.map((old) => `steps:${id}:${old}`)));
      }),
    notes: (id, number, span) =>
      turns.take(id, async () => {
        const { cover, latest, traces } = await bookOf(id);
        const owner = number ?? 'portfolio';
        const last = latest.get(owner);
        const steps = last && last.at > span.from ? await stepsOver(span, owner, last) : last ? [last] : [];
        return recordOf(number, span, cover, steps, traces);

        async function stepsOver(wanted: Span, whose: Owner, newest: StandingStep): Promise<StandingStep[]> {
          const inside = await stepsIn(id, monthsWithin(wanted.from, newest.at), whose);
          if (inside.some(({ at }) => at <= wanted.from)) return inside;
          // Whoever changed little may have stood still for long before.
          const beginning = instantOf(Math.min(wanted.from, newest.at - keep));
          const earlier = monthsWithin(beginning, wanted.from).slice(0, -1);
          return [...(await stepsIn(id, earlier, whose)), ...inside];
        }
      }),
  };
}

function monthOf(at: Instant): string {
  return isoOf(at).slice(0, 7);
}

/** The UTC months from one instant to another, both included; none when they are the wrong way round. */
function monthsWithin(from: Instant, to: Instant): readonly string[] {
  const months: string[] = [];
  const last = monthOf(to);
  const start = new Date(from);
  for (let month = 0; month < 1_200; month += 1) {
    const at = instantOf(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + month, 1));
    if (monthOf(at) > last) break;
    months.push(monthOf(at));
  }
  return months;
}
