import type { Keeping } from '../../../domain/history/keeping.js';
import type { PortfolioId } from '../../../domain/snapshot.js';
import { after } from '../../../domain/time.js';
import type { History, Log, PastAddition } from '../../../ports.js';
import { lookTables } from './look-tables.js';
import type { PendingUsage } from './pending.js';
import type { Database } from '../database.js';
import { storeErrorOf } from '../trouble.js';
import type { KeyedQueue } from '../keyed-queue.js';
import { usageTables } from './usage-tables.js';

/** The past: what is read of it, and what an update adds. */
export interface PastTables {
  /** Reads of one portfolio wait for its updates. */
  readonly history: History;
  /** What is to be written in the transaction of an update, whose turn it is. */
  adding(id: PortfolioId, past: PastAddition): Promise<PendingUsage>;
  /** Holds nothing of a portfolio for known any more: another process wrote it. */
  forget(id: PortfolioId): void;
  /** Makes what is old coarser. Never throws: what cannot be made so stays as it is, and is logged. */
  age(id: PortfolioId): Promise<void>;
}

/** Opens the past. */
export function pastTables(database: Database, keeping: Keeping, turns: KeyedQueue, log: Log): PastTables {
  const usage = usageTables(database, keeping);
  const looks = lookTables(database, keeping.days);
  const forget = (id: PortfolioId): void => {
    usage.forget(id);
    looks.forget(id);
  };
  const marks = new Map<PortfolioId, number>();
  /** The past is written with the portfolio, so it is old when that is. */
  const inTurn = <T>(id: PortfolioId, read: () => Promise<T>): Promise<T> =>
    turns.take(id, () => {
      const mark = database.others.markOf('portfolio', id);
      if (marks.get(id) !== mark) forget(id);
      marks.set(id, mark);
      return read();
    });
  return {
    forget,
    history: {
      read: (id, span) => inTurn(id, () => usage.read(id, span)),
      usage: (id, number, span) => inTurn(id, () => usage.usage(id, number, span)),
      notes: (id, number, span) => inTurn(id, () => looks.notes(id, number, span)),
    },
    async adding(id, { usage: series, note }) {
      const halfHours = await usage.adding(id, series);
      const look = note && (await looks.adding(id, note));
      return {
        beginsDay: halfHours.beginsDay,
        statements: () => [...halfHours.statements(), ...(look?.statements() ?? [])],
        written() {
          halfHours.written();
          look?.written();
        },
      };
    },
    async age(id) {
      try {
        const newest = await usage.age(id);
        if (newest === null) return;
        await looks.age(id, after(newest, -keeping.days));
      } catch (error) {
        log.error('history.age-failed', {
          portfolio: id,
          reason: storeErrorOf(error, database.name).message,
        });
      }
    },
  };
}
