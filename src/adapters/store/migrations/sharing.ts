import type { Migration } from './migration.js';

/** What several processes have in common on one store. All times are milliseconds since 1970 by the database's clock. */
export const sharing: Migration = {
  number: 8,
  name: 'sharing',
  async run(tables) {
    await tables.schema.createTable('lease', (table) => {
      table.text('name').primary();
      table.text('holder').notNullable();
      table.bigInteger('epoch').notNullable();
      table.bigInteger('until').notNullable();
    });
    await tables.schema.createTable('handled', (table) => {
      table.text('key').primary();
      table.bigInteger('until').notNullable().index();
    });
    await tables.schema.createTable('look_turn', (table) => {
      table.text('portfolio').primary();
      for (const column of ['number', 'due', 'done', 'epoch', 'until'])
        table.bigInteger(column).notNullable().defaultTo(0);
      table.text('holder').notNullable().defaultTo('');
    });
    await tables.schema.createTable('allowance', (table) => {
      table.text('key').primary();
      for (const column of ['at', 'calls', 'calls_before', 'rests_until'])
        table.bigInteger(column).notNullable().defaultTo(0);
    });
    await tables.schema.createTable('route_note', (table) => {
      table.text('route').primary();
      table.text('note').notNullable();
    });
  },
};

/** Tables of what passes: a copy of a store leaves them out. */
export const passingTables: readonly string[] = ['lease', 'handled', 'look_turn', 'allowance', 'route_note'];
