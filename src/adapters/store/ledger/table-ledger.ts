import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import { aliveFor, stillAlive, toldBy, type Coverage } from '../../../domain/ledger/coverage.js';
import type { AskFact } from '../../../domain/ledger/fact.js';
import { recordFacts, type Recorded } from '../../../domain/ledger/record-facts.js';
import type { Ledger } from '../../../ledger-port.js';
import type { PortfolioId, WabaId } from '../../../domain/snapshot.js';
import { instantOf, type Instant } from '../../../domain/time.js';
import { batchesOf } from '../batches.js';
import type { Database } from '../database.js';
import { bodiesTogether, type ArrivedFacts } from './bodies-together.js';
import { gatheredUsually, readIdentifiers, type IdentifierMarks, type Identifiers } from './identifiers.js';
import { hashedFacts, hashesIn } from './hashed-facts.js';
import { peopleAt, peopleWrites, putPeople, type PeopleWrites } from './people-rows.js';
import { addSignals, newAsks } from '../signals/signal-rows.js';
import { portfolioBooks } from './portfolio-books.js';
import { peopleSweep } from './people-sweep.js';

/** So many portfolios drop what is old at a time: webhooks wait for no more. */
const droppedAtOnce = 100;

/** What all portfolios share: the key of the hashes, and the first number no person ever had. */
interface LedgerRow extends IdentifierMarks {
  readonly secret: Buffer;
  readonly free: number;
}

/** The ledger in tables: in memory are sums, and the last `gathered` hashes. A body is one transaction. */
export function tableLedger(database: Database, gathered = gatheredUsually): Ledger {
  const books = portfolioBooks(database, lockedLedger);
  let known: Identifiers | null = null;
  const identifiersOf = async (
    tables: Knex,
    { next, sortedBefore }: IdentifierMarks,
  ): Promise<Identifiers> => {
    const marks = { next, sortedBefore };
    // Marks that went back are those of rows that were put in the place of ours.
    if (known === null || known.next > next || known.sortedBefore > sortedBefore)
      known = await readIdentifiers(tables, marks, gathered);
    else await known.follow(tables, marks);
    return known;
  };
  const sweep = peopleSweep();
  async function allAlive(accounts: ReadonlyMap<PortfolioId, readonly WabaId[]>, at: Instant): Promise<void> {
    for (const batch of batchesOf([...accounts.keys()]))
      await books.covering(batch, (portfolio, before) => aliveFor(before, accounts.get(portfolio) ?? [], at));
    const old = [...accounts.keys()].filter((portfolio) => books.mayBeOld(portfolio, at));
    for (const portfolio of old.slice(0, droppedAtOnce)) await books.dropOld(portfolio, at);
    if (!sweep.isDue(at)) return;
    await books.besides(async (tables) => {
      const { free } = await lockedLedger(tables);
      await sweep.sweep(tables, free, at);
    });
  }

  async function record(portfolio: PortfolioId, arrived: () => readonly ArrivedFacts[]): Promise<void> {
    try {
      await books.writing(portfolio, async (tables, before) => {
        const row = await lockedLedger(tables);
        const { secret, free } = row;
        const identifiers = await identifiersOf(tables, row);
        const told = await toldIn(tables, { identifiers, secret, portfolio, free, before }, arrived());
        await putPeople(tables, identifiers, told.writes);
        await addSignals(tables, portfolio, told.signals);
        // Apart, since PostgreSQL adds to a row only once in a statement.
        await addSignals(tables, portfolio, await newAsks(tables, told.asks, told.at));
        if (told.free > free || identifiers.next > row.next) await putMarks(tables, told.free, identifiers);
        return told;
      });
    } catch (error) {
      // What memory took for written is not: another process may give the same numbers to others.
      known = null;
      throw error;
    }
  }

  return {
    record: bodiesTogether(record),
    figure: (portfolio, at) => books.figure(portfolio, at),
    alive: (portfolio, accounts, at) => allAlive(new Map([[portfolio, accounts]]), at),
    allAlive,
    subscription: (portfolio, account, tells, at) =>
      books.writing(portfolio, (_, before) =>
        Promise.resolve({ coverage: before && toldBy(before, account, tells, at), places: [] }),
      ),
  };
}

/** Where facts are to be recorded. */
interface Recording {
  readonly identifiers: Identifiers;
  readonly secret: Buffer;
  readonly portfolio: PortfolioId;
  readonly free: number;
  readonly before: Coverage | null;
}

/** What is to be written of facts. Nothing of what it was made of is held while it is written. */
interface ToldByFacts {
  readonly at: Instant;
  readonly coverage: Coverage | null;
  readonly places: Recorded['places'];
  readonly signals: Recorded['signals'];
  readonly asks: readonly AskFact[];
  readonly writes: PeopleWrites;
  /** The first number no person ever had, after them. */
  readonly free: number;
}

async function toldIn(
  tables: Knex,
  { identifiers, secret, portfolio, free, before }: Recording,
  bodies: readonly ArrivedFacts[],
): Promise<ToldByFacts> {
  const at = latestOf(bodies);
  const coverage = before && bodies.reduce((covered, body) => stillAlive(covered, body.at), before);
  const hashed = bodies.flatMap(({ facts }) => hashedFacts(facts, portfolio, secret));
  const kept = await peopleAt(tables, identifiers, hashesIn(hashed), free);
  const recorded = recordFacts(kept, hashed, { since: coverage?.since ?? null, at });
  let next = free;
  for (const number of recorded.changed.keys()) next = Math.max(next, number + 1);
  const { places, signals } = recorded;
  const asks = hashed.filter((fact) => fact.kind === 'ask');
  return { at, coverage, places, signals, asks, writes: peopleWrites(recorded, at), free: next };
}

function latestOf(bodies: readonly ArrivedFacts[]): Instant {
  return instantOf(Math.max(...bodies.map(({ at }) => at)));
}

/** The row that all writers of the ledger take first, one after the other; made where there is none. */
async function lockedLedger(tables: Knex): Promise<LedgerRow> {
  const own = tables('ledger').where({ id: 1 });
  if ((await own.clone().increment('free', 0)) === 0) {
    await tables('ledger')
      .insert({ id: 1, secret: randomBytes(32), free: 1 })
      .onConflict('id')
      .ignore();
  }
  const row = await own.clone().first<StoredRow | undefined>();
  if (row === undefined) throw new RangeError('The ledger has no key.');
  return {
    secret: row.secret,
    free: Number(row.free),
    next: Number(row.next_identifier),
    sortedBefore: Number(row.sorted_before),
  };
}

async function putMarks(tables: Knex, free: number, { next, sortedBefore }: IdentifierMarks): Promise<void> {
  const marks = { free, next_identifier: next, sorted_before: sortedBefore };
  await tables('ledger').where({ id: 1 }).update(marks);
}

/** Engines with larger whole numbers give texts. */
interface StoredRow {
  readonly secret: Buffer;
  readonly free: number | string;
  readonly next_identifier: number | string;
  readonly sorted_before: number | string;
}
