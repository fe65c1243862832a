import type { Knex } from 'knex';
import { minuteAfter } from '../../../domain/ledger/figure.js';
import { placeTally, type HoldOfPlaces } from '../../../domain/ledger/places.js';
import type { PortfolioId } from '../../../domain/snapshot.js';
import { after, DAY, instantOf, MINUTE, SECOND, type Instant } from '../../../domain/time.js';
import { putRows } from './put-rows.js';

/** Places as they are kept: those held and the later ones. Held ones by the second and by the minute they are back. */
export interface PlacesByGrain {
  readonly seconds: readonly HoldOfPlaces[];
  readonly minutes: readonly HoldOfPlaces[];
  readonly later: readonly HoldOfPlaces[];
}

interface Row {
  readonly until: number | string;
  readonly since?: number | string;
  readonly sure: number | string;
  readonly possible: number | string;
}

/** Places by the grains in which they are kept. */
export function byGrain(places: readonly HoldOfPlaces[]): PlacesByGrain {
  const seconds = places.filter(({ from }) => from === null);
  const minutes = placeTally();
  for (const { from, until, sure, possible } of seconds)
    minutes.add({ from, until: minuteAfter(until), sure, possible });
  return { seconds, minutes: minutes.sums(), later: places.filter(({ from }) => from !== null) };
}

/** Adds to the places of a portfolio. */
export async function addPlaces(
  tables: Knex,
  portfolio: PortfolioId,
  { seconds, minutes, later }: PlacesByGrain,
): Promise<void> {
  const rowsOf = (grain: number, places: readonly HoldOfPlaces[]): (string | number)[][] =>
    places.map(({ until, sure, possible }) => [portfolio, grain, until / SECOND, sure, possible]);
  await putRows(
    tables,
    'ledger_place',
    ['portfolio', 'grain', 'until', 'sure', 'possible'],
    [...rowsOf(1, seconds), ...rowsOf(60, minutes)],
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

/** The places of a portfolio by the minute they are back, and the later ones. */
export async function minutesOf(
  tables: Knex,
  portfolio: PortfolioId,
): Promise<Pick<PlacesByGrain, 'minutes' | 'later'>> {
  const minutes = await tables('ledger_place')
    .where({ portfolio, grain: 60 })
    .select<Row[]>('until', 'sure', 'possible');
  const later = await tables('ledger_later')
    .where({ portfolio })
    .select<Row[]>('until', 'since', 'sure', 'possible');
  return { minutes: minutes.map(placesIn), later: later.map(placesIn) };
}

/** Places that are back within the minute that ends at `end`, by the second. */
export async function secondsOf(
  tables: Knex,
  portfolio: PortfolioId,
  end: Instant,
): Promise<readonly HoldOfPlaces[]> {
  const rows = await tables('ledger_place')
    .where({ portfolio, grain: 1 })
    .where('until', '>', after(end, -MINUTE) / SECOND)
    .where('until', '<=', end / SECOND)
    .select<Row[]>('until', 'sure', 'possible');
  return rows.map(placesIn);
}

/** Drops what was given back two days ago. */
export async function dropPlaces(tables: Knex, portfolio: PortfolioId, at: Instant): Promise<void> {
  const old = Math.floor((at - 2 * DAY) / SECOND);
  for (const grain of [1, 60]) {
    await tables('ledger_place').where({ portfolio, grain }).where('until', '<', old).delete();
  }
  await tables('ledger_later').where({ portfolio }).where('until', '<', old).delete();
}

/** Engines with larger whole numbers give texts. */
function placesIn({ until, since, sure, possible }: Row): HoldOfPlaces {
  return {
    from: since === undefined ? null : instantOf(Number(since) * SECOND),
    until: instantOf(Number(until) * SECOND),
    sure: Number(sure),
    possible: Number(possible),
  };
}

function sumOf(table: string, key: string): string {
  return `${key} do update set sure = ${table}.sure + excluded.sure, possible = ${table}.possible + excluded.possible`;
}
