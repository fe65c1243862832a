import { countNames, type SignalCounts } from '../../../domain/signals/counts.js';
import type { NumberId } from '../../../domain/snapshot.js';
import { DAY, HOUR, instantOf, SECOND } from '../../../domain/time.js';
import type { SignalRecord } from '../../../signals-port.js';
import type { Database } from '../database.js';
import { columns, countsIn, type CountRow } from './signal-rows.js';

const sums = countNames.map((name) => `sum(${columns[name]}) as ${columns[name]}`).join(', ');

/** The counts in tables; the engine adds them up. */
export function signalRecord(database: Database): SignalRecord {
  return {
    async daily(portfolio, { end, hours, days, numbers }) {
      const [day, last] = [DAY / SECOND, end / SECOND - 1];
      const rows = await database.reading((tables) =>
        tables('signal_hour')
          .where({ portfolio })
          .modify((query) => void (numbers === undefined || query.whereIn('number', [...numbers])))
          .where('at', '>', last - days * day)
          .where('at', '<=', last)
          .whereRaw(`(${String(last)} - at) % ${String(day)} < ${String((hours * HOUR) / SECOND)}`)
          .groupByRaw('number, ago')
          .select<(CountRow & { readonly ago: number | string })[]>(
            'number',
            tables.raw(`(${String(last)} - at) / ${String(day)} as ago`),
            tables.raw(sums),
          ),
      );
      const found = new Map<NumberId, Map<number, SignalCounts>>();
      for (const row of rows) {
        const counts = countsIn(row);
        if (!isAny(counts)) continue;
        const ofNumber = found.get(row.number) ?? new Map<number, SignalCounts>();
        found.set(row.number, ofNumber.set(Number(row.ago), counts));
      }
      return found;
    },
    async hourly(portfolio, number, { from, to }) {
      const rows = await database.reading((tables) =>
        tables('signal_hour')
          .where({ portfolio, number })
          .where('at', '>=', from / SECOND)
          .where('at', '<', to / SECOND)
          .orderBy('at')
          .select<(CountRow & { readonly at: number | string })[]>(),
      );
      return rows
        .map((row) => ({ at: instantOf(Number(row.at) * SECOND), counts: countsIn(row) }))
        .filter(({ counts }) => isAny(counts));
    },
  };
}

/** A row is left where all it counted turned out to belong to another hour. */
function isAny(counts: SignalCounts): boolean {
  return Object.values(counts).some((count) => count !== 0);
}
