import { HOUR, MINUTE } from '../../../../domain/time.js';
import type { Allowance, CallRefusal } from '../../../../sharing-port.js';
import type { Database } from '../../database.js';
import { rowsFrom } from './rows-from.js';
import { serverTime } from './server-time.js';

/**
 * Nobody waits until a count is on disk. Whoever counts next with the same token would wait too. Of a server that falls,
 * the counts of its last moment are lost.
 */
const notAwaited = "set_config('synchronous_commit', 'off', true)";

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
    async spend(limits) {
      const keys = limits.map(({ key }) => key);
      const spent = await database.writingRows((tables) =>
        rowsFrom<{ readonly key: string }>(
          tables,
          `with wanted as (
             select * from unnest(?::text[], ?::bigint[]) with ordinality as wanted (key, most, place)
           )
           insert into allowance as used (key, at, calls)
           select key, ${serverTime}, 1 from wanted, ${notAwaited} order by place
           on conflict (key) do update set
             at = excluded.at,
             calls_before = case when ${sameHour} then used.calls_before when ${nextHour} then used.calls else 0 end,
             calls = case when ${sameHour} then used.calls else 0 end + 1
           where used.rests_until <= excluded.at and (select most from wanted where wanted.key = used.key) > case
             when ${sameHour} then used.calls + used.calls_before * ${share}
             when ${nextHour} then used.calls * ${share}
             else 0 end
           returning key`,
          [keys, limits.map(({ most }) => most)],
        ),
      );
      const refused = keys.find((key) => spent.every((one) => one.key !== key));
      if (refused === undefined) return null;
      const [row] = await database.reading((tables) =>
        rowsFrom<CallRefusal>(
          tables,
          `select key, case when rests_until > ${serverTime} then 'rests' else 'spent' end as why,
             greatest(rests_until, ${serverTime} + ?) as until from allowance where key = ?`,
          [MINUTE, refused],
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
