import type { Migration } from './migration.js';

/** The most people that webhooks counted, by portfolio and half hour. */
export const people: Migration = {
  number: 6,
  name: 'people',
  async run(tables) {
    await tables.schema.createTable('people_reached', (table) => {
      table.text('portfolio').notNullable();
      table.bigInteger('at').notNullable();
      table.bigInteger('at_least').notNullable();
      table.bigInteger('at_most');
      table.primary(['portfolio', 'at']);
    });
  },
};
