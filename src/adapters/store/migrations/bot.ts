import type { Migration } from './migration.js';

/** The bot's own document, which was kept as that of a portfolio until now. */
export const bot: Migration = {
  number: 3,
  name: 'bot',
  async run(tables) {
    await tables.schema.createTable('bot', (table) => {
      table.text('id').primary();
      table.bigInteger('updates').notNullable();
      table.text('state').notNullable();
    });
    const old = await tables('portfolio')
      .where({ id: 'desk' })
      .first<{ readonly updates: number; readonly state: string } | undefined>('updates', 'state');
    if (old === undefined) return;
    await tables('bot').insert({ id: 'bot', ...old });
    await tables('portfolio').where({ id: 'desk' }).delete();
    await tables('sight').where({ portfolio: 'desk' }).delete();
  },
};
