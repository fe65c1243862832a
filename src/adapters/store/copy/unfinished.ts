import type { Knex } from 'knex';
import { StoreError } from '../../../ports.js';
import type { Database } from '../database.js';

/** Among the migrations, before the first one: a copy into this store has begun and not ended. */
const mark = { number: 0, name: 'copy under way' } as const;

/** Marks a store as one into which a copy is under way. */
export async function markUnfinished(tables: Knex): Promise<void> {
  await tables('migration').insert(mark).onConflict('number').ignore();
}

/** Takes the mark away. */
export async function markFinished(tables: Knex): Promise<void> {
  await tables('migration').where({ number: mark.number }).delete();
}

/** The database, unless a copy into it never ended: begun on that, a bot would have forgotten all. Throws StoreError. */
export async function finished(database: Database): Promise<Database> {
  try {
    const found = await database.reading((tables) =>
      tables('migration').where({ number: mark.number }).pluck<number[]>('number'),
    );
    if (found.length === 0) return database;
    throw new StoreError(
      'damaged',
      `The store ${database.name} holds a copy that was never finished. Run "tierwatch store copy" into it again.`,
    );
  } catch (error) {
    await database.close();
    throw error;
  }
}
