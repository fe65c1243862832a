import { HOUR, MINUTE } from '../../../../domain/time.js';
import type { Allowance, CallRefusal } from '../../../../sharing-port.js';
import type { Database } from '../../database.js';
import { rowsFrom } from './rows-from.js';
import { serverTime } from './server-time.js';

/**
 * Calls in a row for each key, counted by hours of the server's clock: of the hour before as much counts as is not a
 * whole hour ago yet. One statement decides and counts, so no two processes take the same last call.
 */
export function allowanceRows(database: Database): Allowance {
  const hour = String(HOUR);
  const sameHour = `used.at / ${hour} = excluded.at / ${hour}`;
  const nextHour = `used.at / ${hour} = excluded.at / ${hour} - 1`;
  const share = `(1 - (excluded.at % ${hour})::float8 / ${hour})`;
  return {
    async spend(key, most) {
      const spent = await database.writingRows((tables) =>
        rowsFrom(
          tables,
          `insert into allowance as used (key, at, calls) values (?, ${serverTime}, 1)
           on conflict (key) do update set
             at = excluded.at,
             calls_before = case when ${sameHour} then used.calls_before when ${nextHour} then used.calls else 0 end,
             calls = case when ${sameHour} then used.calls else 0 end + 1
           where used.rests_until <= excluded.at and ? > case
             when ${sameHour} then used.calls + used.calls_before * ${share}
             when ${nextHour} then used.calls * ${share}
             else 0 end
           returning key`,
          [key, most],
        ),
      );
      if (spent.length > 0) return null;
      const [row] = await database.reading((tables) =>
        rowsFrom<CallRefusal>(
          tables,
          `select case when rests_until > ${serverTime} then 'rests' else 'spent' end as why,
             greatest(rests_until, ${serverTime} + ?) as until from allowance where key = ?`,
          [MINUTE, key],
        ),
      );
      if (row === undefined) throw new RangeError('What was just there is gone.');
      return row;
    },
    async rest(key, ms) {
      await database.writingRows((tables) =>
        rowsFrom(
          tables,
          `insert into allowance as used (key, rests_until) values (?, ${serverTime} + ?)
           on conflict (key) do update set rests_until = greatest(used.rests_until, excluded.rests_until)`,
          [key, ms],
        ),
      );
    },
  };
}
