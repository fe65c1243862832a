import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import { aliveFor, stillAlive, toldBy, type Coverage } from '../../../domain/ledger/coverage.js';
import { figureOf } from '../../../domain/ledger/figure.js';
import { recordFacts } from '../../../domain/ledger/record-facts.js';
import type { PortfolioId } from '../../../domain/snapshot.js';
import type { Ledger } from '../../../ledger-port.js';
import type { SqliteFile } from '../sqlite-file.js';
import { hashedFacts, hashesIn } from './hashed-facts.js';
import { forgetPeople, peopleAt, putPeople } from './people-rows.js';
import { addPlaces, doubtPlaces, dropPlaces, placesAt } from './place-rows.js';

/** So many people are looked at each time, to forget them. */
const swept = 5_000;

interface Book {
  readonly secret: Buffer;
  readonly free: number;
}

/** The ledger in tables: nothing of it is kept in memory. A body is one transaction. */
export function tableLedger(file: SqliteFile): Ledger {
  let sweptTo = 0;
  return {
    record: (portfolio, facts, at) =>
      file.writing(async (tables) => {
        const { secret, free } = await lockedBook(tables);
        const before = await coverageOf(tables, portfolio);
        const coverage = before && stillAlive(before, at);
        await putCoverage(tables, portfolio, before, coverage);
        const hashed = hashedFacts(facts, portfolio, secret);
        const kept = await peopleAt(tables, hashesIn(hashed), free);
        const recorded = recordFacts(kept, hashed, { since: coverage?.since ?? null, at });
        await putPeople(tables, recorded, at);
        await addPlaces(tables, portfolio, recorded.places);
        const next = Math.max(free, ...[...recorded.changed.keys()].map((number) => number + 1));
        if (next > free) await tables('ledger').where({ id: 1 }).update({ free: next });
      }),
    figure: (portfolio, at) =>
      file.reading(async (tables) => {
        const coverage = await coverageOf(tables, portfolio);
        return coverage && figureOf(await placesAt(tables, portfolio, at), coverage, at);
      }),
    alive: (portfolio, accounts, at) =>
      file.writing(async (tables) => {
        const { free } = await lockedBook(tables);
        const before = await coverageOf(tables, portfolio);
        await putCoverage(tables, portfolio, before, aliveFor(before, accounts, at));
        await dropPlaces(tables, portfolio, at);
        if (sweptTo >= free) sweptTo = 0;
        await forgetPeople(tables, sweptTo, sweptTo + swept - 1, at);
        sweptTo += swept;
      }),
    subscription: (portfolio, account, tells, at) =>
      file.writing(async (tables) => {
        await lockedBook(tables);
        const before = await coverageOf(tables, portfolio);
        await putCoverage(tables, portfolio, before, before && toldBy(before, account, tells, at));
      }),
  };
}

/** The row that all writers of the ledger take first, one after the other; made where there is none. */
async function lockedBook(tables: Knex): Promise<Book> {
  const own = tables('ledger').where({ id: 1 });
  if ((await own.clone().increment('free', 0)) === 0) {
    await tables('ledger')
      .insert({ id: 1, secret: randomBytes(32), free: 1 })
      .onConflict('id')
      .ignore();
  }
  const row = await own.clone().first<{ secret: Buffer; free: number | string } | undefined>();
  if (row === undefined) throw new RangeError('The ledger has no key.');
  return { secret: row.secret, free: Number(row.free) };
}

async function coverageOf(tables: Knex, portfolio: PortfolioId): Promise<Coverage | null> {
  const row = await tables('ledger_portfolio')
    .where({ portfolio })
    .first<{ coverage: string } | undefined>('coverage');
  return row === undefined ? null : (JSON.parse(row.coverage) as Coverage);
}

async function putCoverage(
  tables: Knex,
  portfolio: PortfolioId,
  before: Coverage | null,
  coverage: Coverage | null,
): Promise<void> {
  if (coverage === null || coverage === before) return;
  if (before !== null && before.since !== coverage.since) await doubtPlaces(tables, portfolio);
  const row = { portfolio, coverage: JSON.stringify(coverage) };
  await tables('ledger_portfolio').insert(row).onConflict('portfolio').merge();
}
