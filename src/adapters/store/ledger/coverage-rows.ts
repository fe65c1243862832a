import type { Knex } from 'knex';
import type { Coverage } from '../../../domain/ledger/coverage.js';
import type { PortfolioId } from '../../../domain/snapshot.js';

/** The coverage of a portfolio; null: counting never began. */
export async function coverageOf(tables: Knex, portfolio: PortfolioId): Promise<Coverage | null> {
  const row = await tables('ledger_portfolio')
    .where({ portfolio })
    .first<{ coverage: string } | undefined>('coverage');
  return row === undefined ? null : (JSON.parse(row.coverage) as Coverage);
}

/** Writes the coverage of a portfolio. */
export async function putCoverage(tables: Knex, portfolio: PortfolioId, coverage: Coverage): Promise<void> {
  const row = { portfolio, coverage: JSON.stringify(coverage) };
  await tables('ledger_portfolio').insert(row).onConflict('portfolio').merge();
}
