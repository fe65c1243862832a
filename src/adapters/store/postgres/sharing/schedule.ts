import type { PortfolioId } from '../../../../domain/snapshot.js';
import type { Instant } from '../../../../domain/time.js';
import type { Schedule } from '../../../../sharing-port.js';
import type { Database } from '../../database.js';
import { rowsFrom } from './rows-from.js';
import { serverTime } from './server-time.js';

interface TurnRow {
  readonly portfolio: PortfolioId;
  readonly slot: Instant;
  readonly epoch: number;
}

/**
 * Looks in a row for each portfolio, by the server's clock: one that is due twice is looked at once. What was looked at
 * longest ago goes first. Of that, a process first gets what it looked at before.
 */
export function turnRows(database: Database, holder: string): Schedule {
  return {
    async offer(slot, portfolios) {
      // In one order, here and where turns are renewed: else processes wait for each other in a circle.
      const all = [...portfolios].sort();
      await database.writingRows((tables) =>
        rowsFrom(
          tables,
          `insert into look_turn as turn (portfolio, due) select portfolio, ?::bigint from unnest(?::text[]) as portfolio
           on conflict (portfolio) do update set due = excluded.due where turn.due < excluded.due`,
          [slot, all],
        ),
      );
    },
    async take(except, most, ms) {
      const wanted = `done < due and until <= ${serverTime} and portfolio <> all(:except::text[])`;
      const free = `${wanted} and (until = 0 or holder = '')`;
      const rows = await database.writingRows((tables) =>
        rowsFrom<TurnRow>(
          tables,
          `with lost as materialized (
             select portfolio from look_turn where ${wanted} and until > 0 and holder <> ''
             order by until limit :most for update skip locked
           ), oldest as materialized (
             select done from look_turn where ${free} order by done limit 1
           ), own as materialized (
             select portfolio from look_turn
             where ${free} and done = (select done from oldest) and home = :holder
             order by portfolio limit :most for update skip locked
           ), others as materialized (
             select portfolio from look_turn where ${free} and home <> :holder
             order by done, home, portfolio
             limit greatest(0, :most - (select count(*) from lost) - (select count(*) from own))
             for update skip locked
           ), chosen as materialized (
             select portfolio from lost union all select portfolio from own union all select portfolio from others
             limit :most
           )
           update look_turn as turn
           set holder = :holder, home = :holder, epoch = epoch + 1, until = ${serverTime} + :ms
           from chosen where turn.portfolio = chosen.portfolio
           returning turn.portfolio, due as slot, epoch`,
          { holder, ms, except: [...except], most },
        ),
      );
      return rows.toSorted((a, b) => a.slot - b.slot);
    },
    async renew(turns, ms) {
      if (turns.length === 0) return;
      await database.writingRows((tables) =>
        rowsFrom(
          tables,
          `update look_turn set until = ${serverTime} + ?
           where portfolio in (
             select turn.portfolio from look_turn as turn
             join unnest(?::text[], ?::bigint[]) as mine (portfolio, epoch)
               on turn.portfolio = mine.portfolio and turn.epoch = mine.epoch
             where turn.until > ${serverTime} order by turn.portfolio for update of turn
           )`,
          [ms, turns.map(({ portfolio }) => portfolio), turns.map(({ epoch }) => epoch)],
        ),
      );
    },
    async rest({ portfolio, epoch }, ms) {
      await database.writingRows((tables) =>
        rowsFrom(
          tables,
          `update look_turn set until = ${serverTime} + ?, holder = '' where portfolio = ? and epoch = ?`,
          [ms, portfolio, epoch],
        ),
      );
    },
    async giveBack({ portfolio, epoch }) {
      await database.writingRows((tables) =>
        tables('look_turn').where({ portfolio, epoch }).update({ until: 0 }),
      );
    },
    async end({ portfolio, slot, epoch }) {
      await database.writingRows((tables) =>
        rowsFrom(
          tables,
          'update look_turn set done = greatest(done, ?), until = 0 where portfolio = ? and epoch = ?',
          [slot, portfolio, epoch],
        ),
      );
    },
  };
}
