import { aliveFor, stillAlive, toldBy, type Coverage } from '../../../src/domain/ledger/coverage.js';
import { figureOf, minuteAfter } from '../../../src/domain/ledger/figure.js';
import { forgottenAt } from '../../../src/domain/ledger/forget.js';
import type { Home } from '../../../src/domain/ledger/people.js';
import { placeTally, type HoldOfPlaces } from '../../../src/domain/ledger/places.js';
import { recordFacts, type KeptPerson } from '../../../src/domain/ledger/record-facts.js';
import type { PortfolioId } from '../../../src/domain/snapshot.js';
import type { Instant } from '../../../src/domain/time.js';
import type { Ledger } from '../../../src/ledger-port.js';

/** What is kept of one portfolio. */
interface Book {
  coverage: Coverage | null;
  homes: Map<string, Home>;
  persons: Map<number, KeptPerson>;
  free: number;
  places: readonly HoldOfPlaces[];
}

/** A ledger in memory, which finds people by looking at all of them. */
export function fakeLedger(): Ledger {
  const books = new Map<PortfolioId, Book>();
  const bookOf = (portfolio: PortfolioId): Book => {
    const book = books.get(portfolio) ?? {
      coverage: null,
      homes: new Map(),
      persons: new Map(),
      free: 1,
      places: [],
    };
    books.set(portfolio, book);
    return book;
  };
  const cover = (book: Book, coverage: Coverage | null): void => {
    if (coverage?.since !== book.coverage?.since) book.places = book.places.map((at) => ({ ...at, sure: 0 }));
    book.coverage = coverage;
  };
  const alive: Ledger['alive'] = async (portfolio, accounts, at) => {
    const book = bookOf(portfolio);
    cover(book, aliveFor(book.coverage, accounts, at));
    for (const [number, person] of book.persons) {
      if (forgottenAt(person, person.judged.at) > at) continue;
      book.persons.delete(number);
      for (const [key, home] of book.homes) if (home.person === number) book.homes.delete(key);
    }
  };
  return {
    async record(portfolio, facts, at) {
      const book = bookOf(portfolio);
      cover(book, book.coverage && stillAlive(book.coverage, at));
      const { changed, gone, homes, moved, places } = recordFacts(book, facts, {
        since: book.coverage?.since ?? null,
        at,
      });
      for (const number of gone) book.persons.delete(number);
      for (const [number, person] of changed) {
        book.persons.set(number, person);
        book.free = Math.max(book.free, number + 1);
      }
      const movesOf = ({ person, profile }: Home): Home | undefined =>
        moved.find(({ from }) => from.person === person && from.profile === profile)?.to;
      for (const [key, home] of book.homes) book.homes.set(key, movesOf(home) ?? home);
      for (const [key, home] of homes) book.homes.set(key, home);
      const tally = placeTally();
      for (const place of [...book.places, ...places]) tally.add(place);
      book.places = tally.sums();
    },
    async figure(portfolio, at) {
      const { coverage, places } = bookOf(portfolio);
      if (coverage === null) return null;
      const held = places.filter(({ from, until }) => until > at && (from === null || from <= at));
      const byMinute = new Map<Instant, number>();
      for (const { until, possible } of held) {
        const minute = minuteAfter(until);
        byMinute.set(minute, (byMinute.get(minute) ?? 0) + possible);
      }
      const sum = (of: 'sure' | 'possible'): number => held.reduce((all, place) => all + place[of], 0);
      const releases = [...byMinute]
        .filter(([, recipients]) => recipients !== 0)
        .map(([minute, recipients]) => ({ at: minute, recipients }))
        .sort((a, b) => a.at - b.at);
      return figureOf({ sure: sum('sure'), possible: sum('possible'), releases }, coverage, at);
    },
    alive,
    async allAlive(all, at) {
      for (const [portfolio, accounts] of all) await alive(portfolio, accounts, at);
    },
    async subscription(portfolio, account, tells, at) {
      const book = bookOf(portfolio);
      if (book.coverage) cover(book, toldBy(book.coverage, account, tells, at));
    },
  };
}
