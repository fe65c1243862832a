import { isSqlite } from '../dialect.js';
import { nothingWaits } from '../waiting-outboxes.js';
import type { Migration } from './migration.js';

/** Finds what is due without reading what is not. A file has no use for that: one process alone knows it by heart. */
export const dueWork: Migration = {
  number: 10,
  name: 'due-work',
  async run(tables) {
    // Who looked last knows the portfolio; whoever holds it now is another matter.
    await tables.schema.alterTable('look_turn', (table) => {
      table.text('home').notNullable().defaultTo('');
      // Whose accounts the last look saw, by Meta's ids with spaces between them.
      table.text('owners').notNullable().defaultTo('');
    });
    if (isSqlite(tables)) return;
    await tables.raw(
      "CREATE INDEX look_turn_free ON look_turn (done, home, portfolio) WHERE done < due AND (until = 0 OR holder = '')",
    );
    await tables.raw(
      "CREATE INDEX look_turn_taken ON look_turn (until) WHERE done < due AND until > 0 AND holder <> ''",
    );
    await tables.raw(`CREATE INDEX portfolio_waiting ON portfolio (id) WHERE NOT ${nothingWaits}`);
  },
};
