import { readdirSync, readFileSync } from 'node:fs';
import pg from 'pg';
import type { OwnPostgres } from '../support/postgres-server.js';

/** What a server did until now. */
export interface DatabaseWork {
  /** Processor time of all its processes, in milliseconds. */
  readonly cpu: number;
  /** Milliseconds that statements took, waiting for disk and locks included. */
  readonly active: number;
  readonly transactions: number;
  /** Bytes written to its log of changes. */
  readonly log: number;
}

/** A look that a process has under way. */
export interface TakenTurn {
  readonly portfolio: string;
  readonly due: number;
}

/** A store on a server, seen from beside. */
export interface SeenDatabase {
  work(): Promise<DatabaseWork>;
  /** Megabytes that the store takes. */
  size(): Promise<number>;
  /** What a process has taken and not ended. */
  takenBy(holder: string): Promise<readonly TakenTurn[]>;
  /** How many of these are not ended yet. */
  left(turns: readonly TakenTurn[]): Promise<number>;
  close(): Promise<void>;
}

/** Looks at the store of a server. */
export async function seenDatabase(server: OwnPostgres, url: string): Promise<SeenDatabase> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const rows = async <Row extends pg.QueryResultRow>(
    statement: string,
    values: readonly unknown[] = [],
  ): Promise<readonly Row[]> => (await client.query<Row>(statement, [...values])).rows;
  return {
    async work() {
      const [row] = await rows<Record<'active' | 'transactions' | 'log', number>>(
        `SELECT active_time AS active, xact_commit::float8 AS transactions,
           pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::float8 AS log
         FROM pg_stat_database WHERE datname = current_database()`,
      );
      if (row === undefined) throw new Error('The server says nothing of itself.');
      return { cpu: cpuOfServer(server.pid()), ...row };
    },
    async size() {
      const [row] = await rows<{ readonly size: number }>(
        'SELECT pg_database_size(current_database())::float8 / 1e6 AS size',
      );
      return row?.size ?? Number.NaN;
    },
    takenBy: (holder) =>
      rows<{ readonly portfolio: string; readonly due: number }>(
        'SELECT portfolio, due::float8 AS due FROM look_turn WHERE holder = $1 AND until > 0 AND done < due',
        [holder],
      ),
    async left(turns) {
      const [row] = await rows<{ readonly left: number }>(
        `SELECT count(*)::int AS left FROM look_turn JOIN unnest($1::text[], $2::bigint[]) AS taken (portfolio, due)
           ON look_turn.portfolio = taken.portfolio AND look_turn.done < taken.due`,
        [turns.map(({ portfolio }) => portfolio), turns.map(({ due }) => due)],
      );
      return row?.left ?? 0;
    },
    close: () => client.end(),
  };
}

/** Linux counts a process's time in hundredths of a second, and what its ended children took beside it. */
const tick = 10;

function cpuOfServer(pid: number): number {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
  return children.reduce((sum, child) => sum + ticksOf(child, 2), ticksOf(String(pid), 4)) * tick;
}

/** The first `count` of: in the program, in the system, and both of ended children. */
function ticksOf(pid: string, count: 2 | 4): number {
  if (!readdirSync('/proc').includes(pid)) return 0;
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields.slice(11, 11 + count).reduce((sum, ticks) => sum + Number(ticks), 0);
}
