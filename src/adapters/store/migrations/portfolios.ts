import type { Migration } from './migration.js';
import { oldRows, valueIn } from './old-rows.js';

/** The document of each portfolio, with a counter of its updates; its large sight apart. */
export const portfolios: Migration = {
  number: 1,
  name: 'portfolios',
  async run(tables) {
    await tables.schema.createTable('portfolio', (table) => {
      table.text('id').primary();
      table.bigInteger('updates').notNullable();
      table.text('state').notNullable();
    });
    await tables.schema.createTable('sight', (table) => {
      table.text('portfolio').primary();
      table.text('sight').notNullable();
    });
    const old = await oldRows(tables, 'portfolio:');
    for (const [key, text] of old) {
      const [, kind, id] = /^portfolio:(state|sight):(.+)$/s.exec(key) ?? [];
      if (id === undefined) continue;
      const value = valueIn(text);
      if (kind === 'state') await tables('portfolio').insert({ id, updates: 0, state: value });
      else await tables('sight').insert({ portfolio: id, sight: value });
      // What has a sight and no state is damaged, and must not look new.
      if (!old.has(`portfolio:state:${id}`)) await tables('portfolio').insert({ id, updates: 0, state: '' });
    }
    // Version 0.1.0 would begin anew where it finds nothing; a document from the future it refuses.
    if (old.size > 0)
      await tables('keyv')
        .whereIn('key', [...old.keys()])
        .update({ value: '{"value":{"version":1000}}' });
  },
};
