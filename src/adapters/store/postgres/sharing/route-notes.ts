import type { RouteNotes } from '../../../../sharing-port.js';
import type { Database } from '../../database.js';

/** Notes about routes, a row for each. */
export function routeNoteRows(database: Database): RouteNotes {
  return {
    async read(route) {
      const row = await database.reading((tables) =>
        tables('route_note').where({ route }).first<{ readonly note: string } | undefined>('note'),
      );
      return row?.note ?? null;
    },
    async keep(route, note) {
      await database.writingRows(async (tables) => {
        if (note === null) await tables('route_note').where({ route }).delete();
        else await tables('route_note').insert({ route, note }).onConflict('route').merge();
      });
    },
  };
}
