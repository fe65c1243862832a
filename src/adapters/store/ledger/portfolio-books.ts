import type { Knex } from 'knex';
import type { Coverage } from '../../../domain/ledger/coverage.js';
import {
  figureOf,
  heldAt,
  heldTogether,
  minuteAfter,
  type HeldPlaces,
  type LedgerFigure,
} from '../../../domain/ledger/figure.js';
import { placeTally, type HoldOfPlaces, type PlaceTally } from '../../../domain/ledger/places.js';
import type { PortfolioId } from '../../../domain/snapshot.js';
import { HOUR, type Instant, type Span } from '../../../domain/time.js';
import { isOn, waitFrom } from '../../../domain/wait.js';
import type { Database } from '../database.js';
import { diskMemory } from '../disk-memory.js';
import { nobodyElse } from '../others.js';
import { run } from '../statement.js';
import { dropSignals } from '../signals/signal-rows.js';
import { keyedQueue } from '../keyed-queue.js';
import { coverageOf, coveragesOf, putCoverages } from './coverage-rows.js';
import {
  addPlaces,
  byGrain,
  doubtPlaces,
  dropPlaces,
  minutesOf,
  secondsOf,
  type PlacesByGrain,
} from './place-rows.js';

/** A portfolio's coverage from now on, and places to add to those there. */
interface Entry {
  readonly coverage: Coverage | null;
  readonly places: readonly HoldOfPlaces[];
}

/** Coverage and places of portfolios; who writes reads them once and carries them forward. */
export interface PortfolioBooks {
  /** Who is counted; null: counting never began. */
  figure(portfolio: PortfolioId, at: Instant): Promise<LedgerFigure | null>;
  /** Writes what `work` returns, in its transaction; it is told the coverage until now. One after the other. */
  writing(
    portfolio: PortfolioId,
    work: (tables: Knex.Transaction, before: Coverage | null) => Promise<Entry>,
  ): Promise<void>;
  /** Writes what `change` makes of the coverage of each of several portfolios, in one transaction. */
  covering(
    portfolios: readonly PortfolioId[],
    change: (portfolio: PortfolioId, before: Coverage | null) => Coverage,
  ): Promise<void>;
  /** Whether places of long ago may be there that were not dropped within an hour. */
  mayBeOld(portfolio: PortfolioId, at: Instant): boolean;
  /** Drops the places of long ago, at most once an hour. */
  dropOld(portfolio: PortfolioId, at: Instant): Promise<void>;
  /** Does what touches neither coverage nor places, in its turn. */
  besides(work: (tables: Knex.Transaction) => Promise<void>): Promise<void>;
}

/** What the rows of a portfolio say; of the seconds only those of the minute that ends at `end`. */
interface Book {
  readonly coverage: Coverage | null;
  readonly minutes: PlaceTally;
  readonly later: PlaceTally;
  readonly seconds: PlaceTally;
  readonly end: Instant | null;
  /** What is held beyond `end`, once somebody asked. */
  readonly beyond: HeldPlaces | null;
}

/** Opens the books. `lock` lets the writers of all processes go one after the other, within their transactions. */
export function portfolioBooks(
  database: Database,
  lock: (tables: Knex.Transaction) => Promise<unknown>,
): PortfolioBooks {
  const turns = keyedQueue();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => turns.take('ledger', work);
  const isShared = database.others !== nobodyElse;
  const books = diskMemory<PortfolioId, Book>(database, 'ledger_portfolio');
  const dropped = new Map<PortfolioId, Span>();

  /** Not while somebody writes. */
  async function read(portfolio: PortfolioId, end: Instant | null): Promise<Book> {
    const mark = books.markOf(portfolio);
    const known = books.get(portfolio);
    if (known && (end === null || known.end === end)) return known;
    const secondsIn = async (tables: Knex): Promise<PlaceTally> =>
      tallyOf(end === null ? [] : await secondsOf(tables, portfolio, end));
    const book: Book = known
      ? { ...known, seconds: await database.reading(secondsIn), end, beyond: null }
      : // Another process may write in between.
        await database.readingTogether(async (tables) => ({
          ...(await bookIn(tables, portfolio)),
          seconds: await secondsIn(tables),
          end,
          beyond: null,
        }));
    books.set(portfolio, book, mark);
    return book;
  }

  return {
    async figure(portfolio, at) {
      const end = minuteAfter(at);
      const known = books.get(portfolio);
      // Nobody is counted until an account's webhooks reach us, which is written here too.
      if (known?.coverage === null) return null;
      const reading = (): Promise<Book> => read(portfolio, end);
      const book =
        known?.end === end ? known : await (database.access === 'read' ? reading() : inTurn(reading));
      if (book.coverage === null) return null;
      const beyond = book.beyond ?? heldAt(minutesBeyond(book, end), at);
      if (book.beyond === null && books.get(portfolio) === book)
        books.set(portfolio, { ...book, beyond }, books.markOf(portfolio));
      const soon = heldAt([...book.seconds.sums(), ...book.later.sums()], at);
      return figureOf(heldTogether(soon, beyond), book.coverage, at);
    },
    writing: (portfolio, work) =>
      inTurn(async () => {
        const mark = books.markOf(portfolio);
        const book = await read(portfolio, null);
        try {
          const written = await database.writing(async (tables) => {
            if (isShared) await lock(tables);
            // Another process may have written it, and its word of that be still on its way.
            const before = isShared ? await coverageOf(tables, portfolio) : book.coverage;
            const { coverage, places } = await work(tables, before);
            const isAnew = coverage?.since !== before?.since;
            if (isAnew) await doubtPlaces(tables, portfolio);
            if (coverage && coverage !== before) await putCoverages(tables, [[portfolio, coverage]]);
            const added = byGrain(places);
            await addPlaces(tables, portfolio, added);
            await run(tables, database.others.word('ledger_portfolio', portfolio));
            return { coverage, added, isAnew };
          });
          if (written.isAnew) books.delete(portfolio);
          else books.set(portfolio, carriedOn(book, written.coverage, written.added), mark);
        } catch (error) {
          // It may be written all the same.
          books.delete(portfolio);
          throw error;
        }
      }),
    covering: (portfolios, change) =>
      inTurn(async () => {
        const marks = new Map(portfolios.map((portfolio) => [portfolio, books.markOf(portfolio)]));
        const known = new Map(portfolios.map((portfolio) => [portfolio, books.get(portfolio)]));
        // It may be written all the same where that fails.
        for (const portfolio of portfolios) books.delete(portfolio);
        const written = await database.writing(async (tables) => {
          if (isShared) await lock(tables);
          const before = await coveragesOf(tables, portfolios);
          const after = portfolios.map((portfolio) => {
            const was = before.get(portfolio) ?? null;
            const coverage = change(portfolio, was);
            return { portfolio, coverage, isNew: coverage !== was, isAnew: coverage.since !== was?.since };
          });
          for (const { portfolio, isAnew } of after) if (isAnew) await doubtPlaces(tables, portfolio);
          const fresh = after.filter(({ isNew }) => isNew);
          await putCoverages(
            tables,
            fresh.map(({ portfolio, coverage }) => [portfolio, coverage]),
          );
          await database.others.tellAll(
            tables,
            'ledger_portfolio',
            fresh.map(({ portfolio }) => portfolio),
          );
          return after;
        });
        for (const { portfolio, coverage, isAnew } of written) {
          const book = known.get(portfolio);
          if (book && !isAnew) books.set(portfolio, { ...book, coverage }, marks.get(portfolio) ?? 0);
        }
      }),
    mayBeOld(portfolio, at) {
      const wait = dropped.get(portfolio);
      return !wait || !isOn(wait, at);
    },
    async dropOld(portfolio, at) {
      const wait = dropped.get(portfolio);
      if (wait && isOn(wait, at)) return;
      await inTurn(async () => {
        await database.writing(async (tables) => {
          await dropPlaces(tables, portfolio, at);
          await run(tables, database.others.word('ledger_portfolio', portfolio));
          await dropSignals(tables, portfolio, at);
        });
        books.delete(portfolio);
        dropped.set(portfolio, waitFrom(at, HOUR));
      });
    },
    besides: (work) => inTurn(() => database.writing(work)),
  };
}

async function bookIn(
  tables: Knex,
  portfolio: PortfolioId,
): Promise<Pick<Book, 'coverage' | 'minutes' | 'later'>> {
  const coverage = await coverageOf(tables, portfolio);
  const { minutes, later } = await minutesOf(tables, portfolio);
  return { coverage, minutes: tallyOf(minutes), later: tallyOf(later) };
}

/** The book with what was written; its tallies grow. */
function carriedOn(book: Book, coverage: Coverage | null, { minutes, seconds, later }: PlacesByGrain): Book {
  for (const place of minutes) book.minutes.add(place);
  for (const place of later) book.later.add(place);
  for (const place of seconds) if (minuteAfter(place.until) === book.end) book.seconds.add(place);
  return { ...book, coverage, beyond: minutes.length === 0 ? book.beyond : null };
}

/** All that are back after the minute whose seconds are known. */
function minutesBeyond({ minutes }: Book, end: Instant): readonly HoldOfPlaces[] {
  return minutes.sums().filter(({ until }) => until > end);
}

function tallyOf(places: readonly HoldOfPlaces[]): PlaceTally {
  const tally = placeTally();
  for (const place of places) tally.add(place);
  return tally;
}
