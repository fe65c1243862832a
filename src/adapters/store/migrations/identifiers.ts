import { isSqlite } from '../dialect.js';
import type { Migration } from './migration.js';

/** Identifiers in the order they came, and apart from them their hashes in order. */
export const identifiers: Migration = {
  number: 7,
  name: 'identifiers',
  async run(tables) {
    await tables.schema.createTable('ledger_identifier', (table) => {
      table.bigIncrements('number');
      table.string('hash', 12).notNullable();
      table.integer('person').notNullable().index();
      table.integer('profile').notNullable();
    });
    await tables.raw(
      'insert into ledger_identifier (number, hash, person, profile) select row_number() over (order by person, hash), hash, person, profile from ledger_identity order by person, hash',
    );
    await tables.schema.dropTable('ledger_identity');
    // Without a row number SQLite keeps hashes once, in their order. https://www.sqlite.org/withoutrowid.html
    await tables.raw(
      `create table ledger_hash (hash varchar(12) primary key, identifier bigint not null)${isSqlite(tables) ? ' without rowid' : ''}`,
    );
    await tables.raw(
      'insert into ledger_hash (hash, identifier) select hash, number from ledger_identifier order by hash',
    );
    // Identifiers get numbers from the first one on; those before the second one are in `ledger_hash`.
    await tables.schema.alterTable('ledger', (table) => {
      table.bigInteger('next_identifier').notNullable().defaultTo(1);
      table.bigInteger('sorted_before').notNullable().defaultTo(1);
    });
    const row = await tables('ledger_identifier')
      .max<{ last: number | string | null }>({ last: 'number' })
      .first();
    const next = Number(row?.last ?? 0) + 1;
    await tables('ledger').update({ next_identifier: next, sorted_before: next });
  },
};
