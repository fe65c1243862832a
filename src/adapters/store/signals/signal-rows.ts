import type { Knex } from 'knex';
import type { AskFact } from '../../../domain/ledger/fact.js';
import { countNames, type CountName, type SignalCounts } from '../../../domain/signals/counts.js';
import { signalTally, type HourCounts } from '../../../domain/signals/tally.js';
import type { NumberId, PortfolioId } from '../../../domain/snapshot.js';
import { after, DAY, SECOND, type Instant } from '../../../domain/time.js';
import { isOneOf, partsOf, putRows } from '../ledger/put-rows.js';

/** In which column each count is kept. */
export const columns: Readonly<Record<CountName, string>> = {
  sent: 'sent',
  delivered: 'delivered',
  readSoon: 'read_soon',
  otherFailure: 'other_failure',
  undeliverable: 'undeliverable',
  windowClosed: 'window_closed',
  spamRate: 'spam_rate',
  keptHealthy: 'kept_healthy',
  experiment: 'experiment',
  optedOut: 'opted_out',
  policy: 'policy',
  stops: 'stops',
  optOuts: 'opt_outs',
};

const counted = countNames.map((name) => columns[name]);
const added = counted.map((column) => `${column} = signal_hour.${column} + excluded.${column}`).join(', ');

/** Meta repeats a webhook for up to 7 days. */
const repeated = 8 * DAY;
/** Hours are compared with those of eight weeks before. */
const kept = 60 * DAY;

/** Adds to what is counted. */
export async function addSignals(
  tables: Knex,
  portfolio: PortfolioId,
  signals: readonly HourCounts[],
): Promise<void> {
  if (signals.length === 0) return;
  await putRows(
    tables,
    'signal_hour',
    ['portfolio', 'at', 'number', ...counted],
    signals.map(({ number, hour, counts }) => [
      portfolio,
      hour / SECOND,
      number,
      ...countNames.map((name) => counts[name] ?? 0),
    ]),
    `(portfolio, at, number) do update set ${added}`,
  );
}

/** What requests count for that were not counted before; each is counted once within the time Meta repeats it. */
export async function newAsks(
  tables: Knex,
  facts: readonly AskFact[],
  at: Instant,
): Promise<readonly HourCounts[]> {
  const asks = new Map<string, AskFact>();
  for (const fact of facts) if (fact.at > after(at, -repeated)) asks.set(fact.key, fact);
  if (asks.size === 0) return [];
  for (const part of partsOf([...asks.keys()])) {
    const { sql, bound } = isOneOf(tables, 'hash', part);
    const known = await tables('signal_ask')
      .whereRaw(sql, [...bound])
      .pluck<string[]>('hash');
    for (const hash of known) asks.delete(hash);
  }
  const forget = Math.ceil(after(at, repeated) / SECOND);
  await putRows(
    tables,
    'signal_ask',
    ['hash', 'forget'],
    [...asks.keys()].map((hash) => [hash, forget]),
  );
  const tally = signalTally();
  for (const ask of asks.values()) tally.ask(ask);
  return tally.sums();
}

/** Drops what is too old to be compared with or told again. */
export async function dropSignals(tables: Knex, portfolio: PortfolioId, at: Instant): Promise<void> {
  await tables('signal_hour')
    .where({ portfolio })
    .where('at', '<', Math.floor(after(at, -kept) / SECOND))
    .delete();
  await tables('signal_ask')
    .where('forget', '<=', Math.floor(at / SECOND))
    .delete();
}

/** A row of counts; engines with larger whole numbers give texts. */
export type CountRow = Readonly<Record<string, number | string>> & { readonly number: NumberId };

/** The counts in a row. */
export function countsIn(row: CountRow): SignalCounts {
  const pairs = countNames.map((name) => [name, Number(row[columns[name]])] as const);
  return Object.fromEntries(pairs) as SignalCounts;
}
