import type { Migration } from './migration.js';

/** Who was reached. Times are seconds since 1970, and everybody is known by keyed hashes only. */
export const ledger: Migration = {
  number: 2,
  name: 'ledger',
  async run(tables) {
    // One row: the key of the hashes, and the first number no person has.
    await tables.schema.createTable('ledger', (table) => {
      table.integer('id').primary();
      table.binary('secret').notNullable();
      table.bigInteger('free').notNullable();
    });
    await tables.schema.createTable('ledger_portfolio', (table) => {
      table.text('portfolio').primary();
      table.text('coverage').notNullable();
    });
    await tables.schema.createTable('ledger_person', (table) => {
      table.increments('number');
      table.bigInteger('forget').notNullable();
      table.text('facts').notNullable();
    });
    await tables.schema.createTable('ledger_identity', (table) => {
      table.string('hash', 12).primary();
      table.integer('person').notNullable().index();
      table.integer('profile').notNullable();
    });
    // Places held now, by when they are free: to the second (grain 1), and to the minute that ends then (grain 60).
    await tables.schema.createTable('ledger_place', (table) => {
      table.text('portfolio').notNullable();
      table.integer('grain').notNullable();
      table.bigInteger('until').notNullable();
      table.bigInteger('sure').notNullable();
      table.bigInteger('possible').notNullable();
      table.primary(['portfolio', 'grain', 'until']);
    });
    // The few places that are not held yet.
    await tables.schema.createTable('ledger_later', (table) => {
      table.text('portfolio').notNullable();
      table.bigInteger('until').notNullable();
      table.bigInteger('since').notNullable();
      table.bigInteger('sure').notNullable();
      table.bigInteger('possible').notNullable();
      table.primary(['portfolio', 'until', 'since']);
    });
  },
};
