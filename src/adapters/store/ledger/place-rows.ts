import type { Knex } from 'knex';
import { minuteAfter, type HeldPlaces } from '../../../domain/ledger/figure.js';
import type { Places } from '../../../domain/ledger/places.js';
import type { PortfolioId } from '../../../domain/snapshot.js';
import { DAY, instantOf, SECOND, type Instant } from '../../../domain/time.js';
import { putRows } from './put-rows.js';

interface Row {
  readonly until: number | string;
  readonly sure: number | string;
  readonly possible: number | string;
}

/** Adds to the places of a portfolio. */
export async function addPlaces(
  tables: Knex,
  portfolio: PortfolioId,
  added: readonly Places[],
): Promise<void> {
  const seconds: Places[] = [];
  const minutes = new Map<Instant, Places>();
  const later: Places[] = [];
  for (const place of added) {
    if (place.from !== null) {
      later.push(place);
      continue;
    }
    seconds.push(place);
    const until = minuteAfter(place.until);
    const sum = minutes.get(until) ?? { ...place, until, sure: 0, possible: 0 };
    minutes.set(until, { ...sum, sure: sum.sure + place.sure, possible: sum.possible + place.possible });
  }
  const rowsOf = (grain: number, places: Iterable<Places>): (string | number)[][] =>
    [...places].map(({ until, sure, possible }) => [portfolio, grain, until / SECOND, sure, possible]);
  await putRows(
    tables,
    'ledger_place',
    ['portfolio', 'grain', 'until', 'sure', 'possible'],
    [...rowsOf(1, seconds), ...rowsOf(60, minutes.values())],
    sumOf('ledger_place', '(portfolio, grain, until)'),
  );
  await putRows(
    tables,
    'ledger_later',
    ['portfolio', 'until', 'since', 'sure', 'possible'],
    later.map(({ from, until, sure, possible }) => [
      portfolio,
      until / SECOND,
      (from ?? 0) / SECOND,
      sure,
      possible,
    ]),
    sumOf('ledger_later', '(portfolio, until, since)'),
  );
}

/** Makes every sure place a possible one: counting begins anew. */
export async function doubtPlaces(tables: Knex, portfolio: PortfolioId): Promise<void> {
  await tables('ledger_place').where({ portfolio }).update({ sure: 0 });
  await tables('ledger_later').where({ portfolio }).update({ sure: 0 });
}

/** The places held at a time that is not before the last facts. */
export async function placesAt(tables: Knex, portfolio: PortfolioId, at: Instant): Promise<HeldPlaces> {
  const now = Math.floor(at / SECOND);
  const minute = minuteAfter(instantOf(now * SECOND)) / SECOND;
  const minutes = await tables('ledger_place')
    .where({ portfolio, grain: 60 })
    .where('until', '>', minute)
    .select<Row[]>('until', 'sure', 'possible');
  const seconds = await tables('ledger_place')
    .where({ portfolio, grain: 1 })
    .where('until', '>', now)
    .where('until', '<=', minute)
    .select<Row[]>('until', 'sure', 'possible');
  const later = await tables('ledger_later')
    .where({ portfolio })
    .where('until', '>', now)
    .where('since', '<=', now)
    .select<Row[]>('until', 'sure', 'possible');
  let sure = 0;
  let possible = 0;
  const byMinute = new Map<Instant, number>();
  for (const row of [...minutes, ...seconds, ...later]) {
    const end = minuteAfter(instantOf(Number(row.until) * SECOND));
    sure += Number(row.sure);
    possible += Number(row.possible);
    byMinute.set(end, (byMinute.get(end) ?? 0) + Number(row.possible));
  }
  const releases = [...byMinute]
    .filter(([, recipients]) => recipients !== 0)
    .sort(([a], [b]) => a - b)
    .map(([end, recipients]) => ({ at: end, recipients }));
  return { sure, possible, releases };
}

/** Drops what was given back two days ago. */
export async function dropPlaces(tables: Knex, portfolio: PortfolioId, at: Instant): Promise<void> {
  const old = Math.floor((at - 2 * DAY) / SECOND);
  for (const grain of [1, 60]) {
    await tables('ledger_place').where({ portfolio, grain }).where('until', '<', old).delete();
  }
  await tables('ledger_later').where({ portfolio }).where('until', '<', old).delete();
}

function sumOf(table: string, key: string): string {
  return `${key} do update set sure = ${table}.sure + excluded.sure, possible = ${table}.possible + excluded.possible`;
}
