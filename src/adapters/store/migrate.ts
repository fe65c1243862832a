import type { Knex } from 'knex';
import { StoreError } from '../../ports.js';
import type { Migration } from './migrations/migration.js';
import { inTransaction } from './transaction.js';

/** The number of the last migration a store has seen; 0: none. Throws StoreError `newer` when this bot does not know it. */
export async function migrationOf(tables: Knex, known: readonly Migration[], path: string): Promise<number> {
  if (!(await tables.schema.hasTable('migration'))) return 0;
  const row = await tables('migration').max<{ last: number | null }>({ last: 'number' }).first();
  const last = row?.last ?? 0;
  const newest = known.at(-1)?.number ?? 0;
  if (last <= newest) return last;
  throw new StoreError(
    'newer',
    `The store ${path} was written by a newer version of this bot (its tables are of version ${String(last)}, this one knows ${String(newest)}). Run that version, or use another STORE_URL.`,
  );
}

/** Makes the changes that a store has not seen. Each in one transaction that also remembers it. */
export async function migrate(tables: Knex, known: readonly Migration[], path: string): Promise<void> {
  const last = await migrationOf(tables, known, path);
  for (const migration of known.filter((one) => one.number > last)) {
    const { number, name } = migration;
    await inTransaction(tables, async (transaction) => {
      if (number === 1) {
        await transaction.schema.createTable('migration', (table) => {
          table.integer('number').primary();
          table.text('name').notNullable();
        });
      }
      await transaction('migration').insert({ number, name });
      await migration.run(transaction);
    });
  }
}
