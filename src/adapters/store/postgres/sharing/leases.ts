import { DAY, HOUR } from '../../../../domain/time.js';
import type { Lease, Leases } from '../../../../sharing-port.js';
import type { Database } from '../../database.js';
import { rowsFrom } from './rows-from.js';
import { heldNames } from './state.js';
import { serverTime } from './server-time.js';

/** Leases in rows, by the server's clock. A row stays for a day after its lease ends, so that epochs only rise. */
export function leaseRows(database: Database, holder: string): Leases {
  /** Counted from before it was asked for. It ends here no later than there. */
  const leaseFrom = (asked: number, ms: number, name: string, epoch: number): Lease => ({
    name,
    epoch,
    isHeld: () => performance.now() < asked + ms,
  });

  let swept = Number.NEGATIVE_INFINITY;
  const sweep = async (): Promise<void> => {
    if (performance.now() - swept < HOUR) return;
    swept = performance.now();
    await database.writingRows((tables) =>
      rowsFrom(tables, `delete from lease where until <= ${serverTime} - ?`, [DAY]),
    );
  };

  return {
    async take(name, ms) {
      await sweep();
      const asked = performance.now();
      const [row] = await database.writingRows((tables) =>
        rowsFrom<{ readonly epoch: number }>(
          tables,
          `insert into lease as held (name, holder, epoch, until) values (?, ?, 1, ${serverTime} + ?)
           on conflict (name) do update set holder = excluded.holder, epoch = held.epoch + 1, until = excluded.until
           where held.until <= ${serverTime} returning epoch`,
          [name, holder, ms],
        ),
      );
      return row === undefined ? null : leaseFrom(asked, ms, name, row.epoch);
    },
    async renew({ name, epoch }, ms) {
      const asked = performance.now();
      const [row] = await database.writingRows((tables) =>
        rowsFrom<{ readonly epoch: number }>(
          tables,
          `update lease set until = ${serverTime} + ?
           where name = ? and holder = ? and epoch = ? and until > ${serverTime} returning epoch`,
          [ms, name, holder, epoch],
        ),
      );
      return row === undefined ? null : leaseFrom(asked, ms, name, epoch);
    },
    async drop({ name, epoch }) {
      await database.writingRows((tables) =>
        rowsFrom(
          tables,
          `update lease set until = ${serverTime} where name = ? and holder = ? and epoch = ? and until > ${serverTime}`,
          [name, holder, epoch],
        ),
      );
    },
    held: () => heldNames(database),
  };
}
