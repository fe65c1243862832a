import type { PortfolioId } from '../../../../domain/snapshot.js';
import type { LimitSharers } from '../../../../sharing-port.js';
import type { Database } from '../../database.js';
import { rowsFrom } from './rows-from.js';

/** Who shares a limit, from the rows of their looks. */
export async function limitSharers(database: Database): Promise<LimitSharers> {
  const rows = await database.reading((tables) =>
    rowsFrom<{ readonly owner: string; readonly portfolios: readonly PortfolioId[] }>(
      tables,
      `select owner, array_agg(portfolio order by portfolio) as portfolios
       from look_turn cross join lateral unnest(string_to_array(owners, ' ')) as owner
       group by owner having count(*) > 1`,
      [],
    ),
  );
  return new Map(rows.map(({ owner, portfolios }) => [owner, portfolios]));
}
