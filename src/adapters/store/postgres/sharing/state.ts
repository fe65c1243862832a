import type { HeldName, SharedState } from '../../../../sharing-port.js';
import type { Database } from '../../database.js';
import { rowsFrom } from './rows-from.js';
import { serverTime } from './server-time.js';

/** Who holds what now. */
export function heldNames(database: Database): Promise<readonly HeldName[]> {
  return database.reading((tables) =>
    rowsFrom<HeldName>(
      tables,
      `select name, holder, until - ${serverTime} as left from lease where until > ${serverTime} order by name`,
      [],
    ),
  );
}

/** How those stand that share a database; who only reads may ask too. */
export async function sharedState(database: Database): Promise<SharedState> {
  const [late] = await database.reading((tables) =>
    rowsFrom<{ readonly lag: number }>(
      tables,
      `select coalesce(max(${serverTime} - due), 0)::float8 as lag from look_turn
       where done < due and (holder <> '' or until <= ${serverTime})`,
      [],
    ),
  );
  return { held: await heldNames(database), lookLag: Math.max(0, late?.lag ?? 0) };
}
