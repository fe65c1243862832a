import { MINUTE } from '../../../../domain/time.js';
import type { Once } from '../../../../sharing-port.js';
import type { Database } from '../../database.js';
import { rowsFrom } from './rows-from.js';
import { serverTime } from './server-time.js';

/** Keys in rows, by the server's clock. Those that are over are deleted now and then. */
export function handledRows(database: Database): Once {
  let swept = performance.now();
  const sweep = async (): Promise<void> => {
    if (performance.now() - swept < MINUTE) return;
    swept = performance.now();
    await database.writingRows((tables) =>
      rowsFrom(tables, `delete from handled where until <= ${serverTime}`, []),
    );
  };
  return {
    async first(key, ms) {
      const rows = await database.writingRows((tables) =>
        rowsFrom(
          tables,
          `insert into handled as met (key, until) values (?, ${serverTime} + ?)
           on conflict (key) do update set until = excluded.until where met.until <= ${serverTime} returning key`,
          [key, ms],
        ),
      );
      await sweep();
      return rows.length > 0;
    },
  };
}
