import type { Knex } from 'knex';
import type { Coverage } from '../../../domain/ledger/coverage.js';
import { upsert } from '../upsert.js';
import type { PortfolioId } from '../../../domain/snapshot.js';

/** The coverage of a portfolio; null: counting never began. */
export async function coverageOf(tables: Knex, portfolio: PortfolioId): Promise<Coverage | null> {
  const row = await tables('ledger_portfolio')
    .where({ portfolio })
    .first<{ coverage: string } | undefined>('coverage');
  return row === undefined ? null : (JSON.parse(row.coverage) as Coverage);
}

/** The coverage of each of these portfolios for which counting has begun. */
export async function coveragesOf(
  tables: Knex,
  portfolios: readonly PortfolioId[],
): Promise<ReadonlyMap<PortfolioId, Coverage>> {
  const rows = await tables('ledger_portfolio')
    .whereIn('portfolio', [...portfolios])
    .select<{ readonly portfolio: PortfolioId; readonly coverage: string }[]>('portfolio', 'coverage');
  return new Map(rows.map(({ portfolio, coverage }) => [portfolio, JSON.parse(coverage) as Coverage]));
}

/** Writes the coverage of several portfolios. */
export async function putCoverages(
  tables: Knex,
  coverages: readonly (readonly [PortfolioId, Coverage])[],
): Promise<void> {
  const rows = coverages.map(([portfolio, coverage]) => ({ portfolio, coverage: JSON.stringify(coverage) }));
  await upsert(tables, 'ledger_portfolio', ['portfolio'], rows);
}
