import type { Migration } from './migration.js';

const counts = [
  'sent',
  'delivered',
  'read_soon',
  'other_failure',
  'undeliverable',
  'window_closed',
  'spam_rate',
  'kept_healthy',
  'experiment',
  'opted_out',
  'policy',
  'stops',
  'opt_outs',
];

/** What is counted of each number by the hour. Times are seconds since 1970. */
export const signals: Migration = {
  number: 9,
  name: 'signals',
  async run(tables) {
    await tables.schema.createTable('signal_hour', (table) => {
      table.text('portfolio').notNullable();
      table.bigInteger('at').notNullable();
      table.text('number').notNullable();
      for (const count of counts) table.bigInteger(count).notNullable();
      table.primary(['portfolio', 'at', 'number']);
    });
    // What was counted and may be told again, by a keyed hash of it.
    await tables.schema.createTable('signal_ask', (table) => {
      table.string('hash', 12).primary();
      table.bigInteger('forget').notNullable().index();
    });
  },
};
